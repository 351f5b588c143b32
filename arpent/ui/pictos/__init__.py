"""Pictograms that any questionnaire may show, each by its French word. Drawn by scripts/build_pictos.py."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.templatetags.static import static

BEFORE, ENDING = "picto-", ".svg"
_SMALL = (
    "a au aux ce ces cette d dans de des du elle en est et il ils l la le les ma mes mon "
    "ne nos notre on ou par pas pour qu que qui sa se ses son sur un une vos votre vous y"
)
_ROOT = 5  # letters that words of one family share
_PLAIN = str.maketrans("àâäçéèêëîïôöùûü’œ", "aaaceeeeiioouuu'o")


@dataclass(frozen=True, slots=True)
class Picto:
    """One drawing. `name` is what a form writes, `label` its word, `words` other words that find it."""

    slug: str
    label: str
    words: str

    @property
    def name(self) -> str:
        return f"{BEFORE}{self.slug}{ENDING}"

    @property
    def colour(self) -> str:
        """Its address, in colour."""
        return static(f"ui/pictos/{self.slug}.svg")

    @property
    def line(self) -> str:
        """Its address, in black line."""
        return static(f"ui/pictos/{self.slug}-line.svg")


@cache
def pictos() -> Sequence[Picto]:
    """Every pictogram, in alphabetical order of their words."""
    table = tomllib.loads((files(__package__) / "pictos.toml").read_text(encoding="utf-8"))
    found = [Picto(slug(label), label, picto["words"]) for label, picto in table.items()]
    return tuple(sorted(found, key=lambda picto: picto.slug))


def slug(label: str) -> str:
    """« je ne sais pas » → je-ne-sais-pas."""
    return "-".join(plain(label).replace("'", " ").split())


def plain(words: str) -> str:
    """Without capitals and accents: people search as they type."""
    return words.casefold().translate(_PLAIN)


def named(name: str) -> Picto | None:
    """The pictogram of that file name, if it is one."""
    return next((picto for picto in pictos() if picto.name == name), None)


def found(words: str) -> Sequence[Picto]:
    """The pictograms that some word begins to name, those named so first; all of them for no words.

    When there is none, those of the same family: « travailler » finds « travail ».
    """
    wanted = _told(words)
    if words.strip() and not wanted:
        return ()
    hits = [picto for picto in pictos() if all(_begins(word, picto) for word in wanted)]
    hits = hits or [picto for picto in pictos() if all(_begins(word[:_ROOT], picto) for word in wanted)]
    return sorted(hits, key=lambda picto: not plain(picto.label).startswith(plain(words).strip()))


def suggested(text: str) -> Sequence[Picto]:
    """The pictograms that a word of the text names, whole, in the order of the text."""
    each = [
        [picto for picto in pictos() if word in map(_one, _words_of(picto))]
        for word in map(_one, _told(text))
    ]
    return list(dict.fromkeys(picto for pictures in each for picto in pictures))


def _begins(word: str, picto: Picto) -> bool:
    return any(other.startswith((word, _one(word))) for other in _words_of(picto))


def _words_of(picto: Picto) -> list[str]:
    return plain(f"{picto.label} {picto.words}").replace("'", " ").split()


def _told(words: str) -> list[str]:
    """The words that say something, unless there are only small ones."""
    every = re.findall(r"\w+", plain(words))
    return [word for word in every if word not in _SMALL.split()] or every


def _one(word: str) -> str:
    """« voitures », « cadeaux »: one of them."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
