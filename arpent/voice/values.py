"""What a voice is, and at which speeds it speaks."""

from enum import IntEnum
from typing import Protocol

RATE = 16_000
"""Samples a second of what a voice gives: 16 bits, one channel."""


class Speed(IntEnum):
    """In hundredths of the usual one."""

    NORMAL = 100
    SLOW = 80


class Voice(Protocol):
    """Something that speaks. Another engine is one class with these two."""

    @property
    def name(self) -> str:
        """Changes whenever the same words would sound otherwise."""

    def speaks(self, language: str) -> bool: ...

    def say(self, words: str, language: str, speed: Speed) -> bytes:
        """The sound of these words, as samples at `RATE`. Raises ValueError for a language that it does not speak."""
