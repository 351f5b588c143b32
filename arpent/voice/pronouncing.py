"""How words are said that are not said as they are written: initials above all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from arpent.voice.sentences import plain

LONGEST = 60
"""Letters of a word, on a list of pronunciations."""

_LETTERS = {
    "a": "a", "b": "bé", "c": "cé", "d": "dé", "e": "e", "f": "effe", "g": "gé", "h": "hache", "i": "i",
    "j": "ji", "k": "ka", "l": "elle", "m": "emme", "n": "enne", "o": "o", "p": "pé", "q": "qu", "r": "erre",
    "s": "esse", "t": "té", "u": "u", "v": "vé", "w": "double vé", "x": "ixe", "y": "i grec", "z": "zède",
}  # fmt: skip
_INITIALS = re.compile(r"\b(?![AEIOUYÉÈ]+\b)(?=[^AEIOUYÉÈ\W\d_]+\b)[A-Z]{2,8}\b")


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """A word and how it is said; nothing means letter by letter."""

    written: str
    said: str = ""

    @property
    def aloud(self) -> str:
        return self.said or spelled(self.written)


def spelled(word: str) -> str:
    """Letter by letter, in French: « MDPH » is « emme dé pé hache »."""
    return " ".join(_LETTERS.get(letter, letter) for letter in word.lower() if letter.isalnum())


def pronounced(sentence: str, words: Iterable[Pronunciation]) -> str:
    """The sentence with these words as they are said. Initials without a vowel that no line names are spelled.

    A word on the list in capitals is only meant in capitals: « MAS » is not « mas ».
    """
    text = plain(sentence)
    ordered = sorted(words, key=lambda word: len(word.written), reverse=True)
    known = {_folded(word.written): word for word in ordered}
    if known:
        listed = "|".join(re.escape(plain(word.written)) for word in ordered)
        text = re.sub(rf"(?<!\w)(?:{listed})(?!\w)", lambda found: _say(found[0], known), text, flags=re.I)
    return _INITIALS.sub(lambda found: spelled(found[0]), text)


def _say(found: str, known: dict[str, Pronunciation]) -> str:
    word = known[_folded(found)]
    capitals = plain(word.written).isupper()
    return word.aloud if not capitals or found.isupper() else found


def _folded(word: str) -> str:
    return plain(word).casefold()
