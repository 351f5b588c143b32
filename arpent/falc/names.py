"""First names: with a capital they are names, at the head of a sentence too, even when the lexicon reads a verb."""

from functools import cache
from pathlib import Path

NAMES = Path(__file__).with_name("lexicon") / "names.txt"


@cache
def first_names() -> frozenset[str]:
    lines = NAMES.read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())
