"""Pictograms that any questionnaire may show, each by its French word. Drawn by scripts/build_pictos.py."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.templatetags.static import static

BEFORE, ENDING = "picto-", ".svg"
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
    """The pictograms that some word begins to name, those named so first; all of them for no words."""
    wanted = plain(words).split()
    hits = [picto for picto in pictos() if all(_begins(word, picto) for word in wanted)]
    return sorted(hits, key=lambda picto: not plain(picto.label).startswith(plain(words).strip()))


def _begins(word: str, picto: Picto) -> bool:
    known = plain(f"{picto.label} {picto.words}").replace("'", " ").split()
    return any(other.startswith(word) for other in known)
