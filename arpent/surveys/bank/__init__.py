"""Questions and scales that come with Arpent, each written for it, to be changed freely."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from arpent.instrument.values import Instrument
from arpent.instrument.xlsform import read_xlsform
from arpent.surveys.models.licences import Licence
from arpent.ui.pictos import plain


@dataclass(frozen=True, slots=True)
class Given:
    """One of them: a small questionnaire, and the words that find it."""

    slug: str
    title: str
    words: str
    instrument: Instrument

    author = "Arpent"
    licence = Licence.CC_BY_SA


@cache
def given() -> Sequence[Given]:
    """All of them, by title."""
    folder = files(__package__)
    table = tomllib.loads((folder / "given.toml").read_text(encoding="utf-8"))
    return tuple(
        Given(slug, said["title"], said["words"], _read((folder / "forms" / f"{slug}.md").read_bytes(), slug))
        for slug, said in sorted(table.items(), key=lambda each: plain(each[1]["title"]))
    )


def _read(content: bytes, slug: str) -> Instrument:
    return read_xlsform(content, f"{slug}.md").instrument


def given_named(slug: str) -> Given | None:
    return next((each for each in given() if each.slug == slug), None)


def found_in_given(words: str) -> list[Given]:
    """Those that each word begins to name."""
    wanted = plain(words).split()
    return [
        each
        for each in given()
        if all(
            any(known.startswith(word) for known in plain(f"{each.title} {each.words}").split())
            for word in wanted
        )
    ]
