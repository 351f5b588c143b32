"""What `arpent report` is asked, between the words of the command line and the work."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked on the command line."""

    form: Path
    data: Path
    out: Path
    weight: str
    cluster: str
    stratum: str
    by: tuple[str, ...]
    language: str
    threshold: int
