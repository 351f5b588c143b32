"""SVOX Pico: small, quick, its French voice inside. Apache-2.0 as published by the Android project.

Installed apart (`make voice`): it is compiled here, and its voice is data that comes without a source.
"""

import re
from array import array
from functools import lru_cache
from threading import Lock
from typing import Any

from arpent.voice.values import RATE, Speed

try:
    import ttspico
except ImportError:  # the optional part is not installed
    ttspico = None
INSTALLED = ttspico is not None

LANGUAGES = {"fr": "fr-FR", "en": "en-GB", "de": "de-DE", "es": "es-ES", "it": "it-IT"}
MOST = 400
"""Characters given at once: the engine slows down on more."""
MOST_IN_A_WORD = 40
"""It never comes back from a word of five thousand letters."""
QUIET = 250
"""Samples below this are silence, of 32,767."""
KEPT_BEFORE, KEPT_AFTER = RATE // 20, RATE // 8
"""Silence that stays at both ends: the engine leaves half a second."""

_UNSAID = re.compile(r"[^\w\s.,;:!?'\-%€+=]")
_LONG = re.compile(rf"(\w{{{MOST_IN_A_WORD}}})(?=\w)")
_one_at_a_time = Lock()


class Pico:
    """The engine behind the interface of `Voice`."""

    name = "pico-1"

    def speaks(self, language: str) -> bool:
        return language in LANGUAGES

    def say(self, words: str, language: str, speed: Speed) -> bytes:
        if not self.speaks(language):
            raise ValueError(f"no voice for {language!r}")
        with _one_at_a_time:
            engine = _engine(LANGUAGES[language])
            engine.rate = int(speed)
            sound = b"".join(engine.speak(part) or b"" for part in parts(words))
        return trimmed(sound)


def parts(words: str) -> list[str]:
    """What the engine is given: no sign that it would take for an order, no word and no text without end."""
    said = _LONG.sub(r"\1 ", _UNSAID.sub(" ", words.replace("…", ".").replace("/", ", "))).split()
    lines: list[str] = []
    for word in said:
        if lines and len(lines[-1]) + len(word) < MOST:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def trimmed(sound: bytes) -> bytes:
    """The sound without the silence around it."""
    samples = array("h", sound)
    loud = [place for place, sample in enumerate(samples) if abs(sample) > QUIET]
    if not loud:
        return b""
    return samples[max(0, loud[0] - KEPT_BEFORE) : loud[-1] + KEPT_AFTER].tobytes()


@lru_cache(maxsize=len(LANGUAGES))
def _engine(language: str) -> Any:
    return ttspico.TtsEngine(language)
