"""What the name of a font says: « /ABCDEF+Arial-BoldItalicMT » is Arial, bold, slanted."""

import re
from functools import cache

from arpent.falc.layout import Look

SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?")
FACE = re.compile(r"[-,]| (?=bold|italic|regular)", re.IGNORECASE)
FOUNDRY = re.compile(r"(?:PSMT|MT|PS)$")
SLANTED = re.compile(r"italic|oblique|slanted|kursiv", re.IGNORECASE)
SIGNS = re.compile(r"symbol|wingding|webding|dingbat|emoji|marlett", re.IGNORECASE)
"""They draw bullets and arrows, not letters."""
WEIGHTS = (
    (re.compile(r"extra-?light|ultra-?light|thin|hairline", re.IGNORECASE), 200),
    (re.compile(r"semi-?bold|demi", re.IGNORECASE), 600),
    (re.compile(r"black|heavy|extra-?bold|ultra-?bold", re.IGNORECASE), 900),
    (re.compile(r"bold", re.IGNORECASE), 700),
    (re.compile(r"light", re.IGNORECASE), 300),
)
PLAIN = 400


@cache
def looks(name: str) -> Look:
    """The family, the weight and the slant; nothing for a font that draws signs, or that has no name."""
    own = SUBSET.sub("", name)
    if not own or SIGNS.search(own):
        return Look()
    family, *style = FACE.split(own, maxsplit=1)
    said = style[0] if style else ""
    return Look(family=FOUNDRY.sub("", family), weight=weight(said), italic=SLANTED.search(said) is not None)


def weight(style: str) -> float:
    return next((known for words, known in WEIGHTS if words.search(style)), PLAIN)
