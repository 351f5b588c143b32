"""Which voice this installation has."""

from arpent.voice import encoding, pico
from arpent.voice.values import Voice


def installed(name: str) -> Voice | None:
    """The voice of that name if it is installed here, or none: recorded voices do without."""
    return pico.Pico() if name == "pico" and pico.INSTALLED and encoding.INSTALLED else None
