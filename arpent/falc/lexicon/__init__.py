"""French words as Lexique 3.83 knows them: how common, how long to say, noun or verb, which tense, which lemma."""

import gzip
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("words.gz")
"""Written by `arpent.falc.lexicon.build`; CC BY-SA 4.0, see NOTICE.md beside it."""

VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûü]+")
SPOKEN = {"’": "'", "ʼ": "'", "‘": "'", "œ": "oe", "æ": "ae", "\u00ad": "", "‑": "-", "Œ": "oe", "Æ": "ae"}
SPELLING = str.maketrans(SPOKEN)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a form. `part`: Noun, Adjective, Verb, Participle, Gerund, Infinitive, aDverb…"""

    part: str
    tenses: str
    """Of a finite verb: p present, i imparfait, s passé simple, f future, c conditional, u w subjunctive, m order."""
    lemma: str


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a form; `readings` is empty for a form that the table does not hold."""

    form: str
    zipf: float
    """log10 of occurrences per billion words: 6 for the commonest, under 3 for the rare."""
    syllables: int
    readings: tuple[Reading, ...]
    lemma: str
    parts: str
    """Its parts of speech, most frequent first: `NV` for « porte »."""
    tenses: str
    """The tenses it can be in as a finite verb; empty when it is never one."""

    @property
    def known(self) -> bool:
        return bool(self.readings)

    def lemma_as(self, part: str) -> str | None:
        return next((reading.lemma for reading in self.readings if reading.part == part), None)


@dataclass(frozen=True, slots=True)
class Table:
    analyses: tuple[str, ...]
    places: Mapping[str, int]
    kinds: str
    commons: str
    lengths: str


@cache
def table() -> Table:
    """Read once, in about a tenth of a second, when the first word is asked for."""
    text = gzip.decompress(TABLE.read_bytes()).decode()
    analyses, forms, kinds, commons, lengths = text.split("\n\n")
    names = forms.split("\n")
    return Table(
        tuple(analyses.split("\n")), dict(zip(names, range(len(names)), strict=True)), kinds, commons, lengths
    )


def spelling(text: str) -> str:
    """A form as the table writes it: lower case, composed accents, straight apostrophe, « oe »."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text.translate(SPELLING)).lower()


@lru_cache(maxsize=50_000)
def word(form: str) -> Word:
    """What is known of a form already given in the table's spelling."""
    places = table().places
    for spelt in (form, *accented(form)):
        if spelt in places:
            return found(spelt, places[spelt])
    return Word(form, 0.0, max(1, len(VOWELS.findall(form[:100]))), (), form, "", "")


def accented(form: str) -> tuple[str, ...]:
    """« Etes », « Ecole »: capitals that lost their accent."""
    return ("é" + form[1:], "ê" + form[1:]) if form.startswith("e") else ()


def found(form: str, place: int) -> Word:
    data = table()
    analysis = data.analyses[ord(data.kinds[place]) - 256]
    readings = tuple(reading(form, told) for told in analysis.split("|"))
    return Word(
        form,
        (ord(data.commons[place]) - 48) / 10,
        ord(data.lengths[place]) - 48,
        readings,
        readings[0].lemma,
        "".join(dict.fromkeys(one.part for one in readings)),
        "".join(dict.fromkeys("".join(one.tenses for one in readings))),
    )


def reading(form: str, told: str) -> Reading:
    part, _, ending = told.partition(":")
    digits = len(ending) - len(ending.lstrip("0123456789"))
    kept = len(form) - int(ending[:digits])
    return Reading(part[0], part[1:], form[:kept] + ending[digits:])
