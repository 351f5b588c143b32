"""Finding words in the guide, whatever their accents and capitals."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arpent.guide.pages_shown import Page

AROUND = 80
LONGEST = 100
MARKS = re.compile(r"[#*_>`|]+|^\s*(?:[-–]|\d+\.)\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """A page, and the piece of it where the words stand: before, the word itself, after."""

    page: Page
    before: str
    word: str
    after: str


def plain(text: str) -> str:
    """Without accents nor capitals, sign for sign: « É » is one « e »."""
    return "".join(unicodedata.normalize("NFD", sign)[0].lower()[:1] or sign for sign in text)


def search(shown: Iterable[Page], asked: str) -> list[Found]:
    """Pages that say all the words asked for; those that say one in their title come first."""
    words = plain(asked[:LONGEST]).split()
    found = [one for page in shown if (one := _found(page, words))] if words else []
    return sorted(found, key=lambda one: not any(word in plain(one.page.title) for word in words))


def _found(page: Page, words: list[str]) -> Found | None:
    text = " ".join(MARKS.sub(" ", f"{page.lead}\n{page.body}").split())
    where = plain(text)
    if not all(word in where or word in plain(page.title) for word in words):
        return None
    at, word = next(_places(where, words), (0, ""))
    start = text.rfind(" ", 0, max(at - AROUND, 0)) + 1 if at > AROUND else 0
    end = at + len(word)
    stop = text.find(" ", end + AROUND)
    return Found(page, text[start:at], text[at:end], text[end:] if stop < 0 else text[end:stop])


def _places(where: str, words: list[str]) -> Iterator[tuple[int, str]]:
    return ((where.find(word), word) for word in words if word in where)
