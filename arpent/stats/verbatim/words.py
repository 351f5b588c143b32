"""From a text as a person wrote it to words that can be counted, in French first.

Nothing here can fail on what people write: emojis, other scripts, a megabyte of text, no text at all.
"""

import re
import unicodedata
from enum import StrEnum

from arpent.stats.verbatim.stopwords import COMPOUNDS, NOTHING_TO_SAY, STOP_WORDS

LONGEST = 40
"""Letters beyond which a run of letters is not a word."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`´′＇ʹ", "'") | dict.fromkeys("‐‑‒–", "-"))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
_ELIDED = re.compile(r"^(?:(?:[ljmtscdn]|qu|jusqu|lorsqu|puisqu|quoiqu)')+(?=[^\W\d_])")
_BOTH_GENDERS = re.compile(r"[·•⋅‧][^\W\d_]*")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")


class Content(StrEnum):
    """What an open answer holds."""

    EMPTY = "empty"  # nothing, or signs without a single letter
    NOTHING_TO_SAY = "nothing_to_say"  # « RAS », « rien », « je ne sais pas »: an answer, on no topic
    WORDS = "words"


def content_of(text: str | None) -> Content:
    """Whether there is something to read in an answer."""
    words = tokens(text or "")
    if not words:
        return Content.EMPTY
    said = " ".join(bare(word) for word in words[:6])
    return Content.NOTHING_TO_SAY if said in NOTHING_TO_SAY else Content.WORDS


def normalise(text: str) -> str:
    """One spelling of what looks the same: NFKC, lower case, straight apostrophes, no invisible character.

    « éducateur·rice·s » becomes « éducateur », « trèèèès » becomes « très ».
    """
    one = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).lower()
    seen = "".join(letter for letter in one if unicodedata.category(letter) != "Cf")
    return _DRAWN_OUT.sub(r"\1", _BOTH_GENDERS.sub("", seen))


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in order, normalised, without elided articles: « l’écoute » gives « écoute »."""
    found = (_ELIDED.sub("", match) for match in _WORD.findall(normalise(text)))
    return tuple(_without_pronoun(word) for word in found if len(word) <= LONGEST)


def bare(word: str) -> str:
    """The word without accents or ligatures: what people who forget them write."""
    apart = unicodedata.normalize("NFD", word.translate(_LIGATURES))
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")


def meaningful(text: str) -> tuple[str, ...]:
    """The words that say what a text is about: neither stop words nor single letters."""
    return tuple(word for word in tokens(text) if len(word) > 1 and bare(word) not in STOP_WORDS)


def _without_pronoun(word: str) -> str:
    """« aide-moi » is « aide »; « bien-être » stays."""
    start, _, end = word.rpartition("-")
    return _without_pronoun(start) if start and word not in COMPOUNDS and bare(end) in STOP_WORDS else word
