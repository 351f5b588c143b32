"""Which voice this installation has."""

from arpent.voice import encoding, pico
from arpent.voice.values import Voice


def installed() -> Voice | None:
    """The voice that speaks here, or none: recorded voices do without."""
    return pico.Pico() if pico.INSTALLED and encoding.INSTALLED else None
