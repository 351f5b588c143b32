"""A text cut into words, numbers and signs, each with its place: elisions and « -vous » stand alone."""

import re
from typing import NamedTuple

from arpent.falc.lexicon import Word, spelling
from arpent.falc.lexicon import word as known_word

PRONOUN = r"(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|les?|la|en|y|là|ci)(?![\w'’-])"
LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u00ad])"
WHOLE = r"aujourd['’]hui|quelqu['’]une?s?|presqu['’]îles?|prud['’]hom\w{1,12}|rendez-vous|c['’]est-à-dire"
TOKEN = re.compile(
    r"(?P<u>(?:https?://|www\.)[^\s»”)]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})"
    rf"|(?P<w>(?<!\w)(?:{WHOLE})(?!\w))"
    r"|(?P<e>(?:[cdjlmnstç]|qu|jusqu|lorsqu|puisqu|quoiqu)['’])(?=\w)"
    rf"|(?P<c>(?<=\w)-{PRONOUN})"
    rf"|(?P<v>{LETTER}(?:{LETTER}|\d)*(?:[-‑](?!{PRONOUN})(?:{LETTER}|\d)+)*)"
    r"|(?P<n>\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*)"
    r"|(?P<p>\.{2,}|[^\w\s]|_)",
    re.IGNORECASE,
)
NOTHING = Word("", 9.0, 0, (), "", "", "")


class Token(NamedTuple):
    """`kind`: w word, e elided (« l' »), c clitic after a hyphen (« -vous »), n number, u address, p sign."""

    kind: str
    start: int
    end: int
    key: str
    word: Word


def tokens(text: str) -> list[Token]:
    return [token(match) for match in TOKEN.finditer(text)]


def token(match: re.Match[str]) -> Token:
    kind = str(match.lastgroup).replace("v", "w")
    key = match.group()
    if kind in "wec":
        key = spelling(key)
        key = key.lstrip("-").removeprefix("t-") if kind == "c" else key
        return Token(kind, match.start(), match.end(), key, known_word(FULL.get(key, key)))
    return Token(kind, match.start(), match.end(), key, NOTHING)


FULL = {
    "l'": "le",
    "d'": "de",
    "j'": "je",
    "m'": "me",
    "t'": "te",
    "s'": "se",
    "n'": "ne",
    "c'": "ce",
    "ç'": "ça",
    "qu'": "que",
    "jusqu'": "jusque",
    "lorsqu'": "lorsque",
    "puisqu'": "puisque",
    "quoiqu'": "quoique",
}
"""What an elided word is short for."""
