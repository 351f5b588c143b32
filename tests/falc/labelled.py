"""The labelled corpus: short texts, and the rules that each of them breaks. Its README says how it is written."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"
HALVES = ("build", "measure")
NEWLINE = "⏎"
RULES = re.compile(r"[A-Z]\d\d\??(?:,[A-Z]\d\d\??)*")


@dataclass(frozen=True, slots=True)
class Label:
    """A rule that a text breaks, and where; the whole text when nothing narrower is true."""

    rule: str
    start: int
    end: int
    sure: bool = True
    """Not sure: readers may differ. Saying it is no mistake, and neither is not saying it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    text: str
    labels: tuple[Label, ...]
    section: str

    @property
    def is_question(self) -> bool:
        return self.text.rstrip().endswith("?")

    @property
    def half(self) -> str:
        """Where a text belongs: the last bit of the first byte of its SHA-256 decides, for good."""
        return HALVES[hashlib.sha256(self.text.encode()).digest()[0] & 1]


@cache
def half(name: str) -> tuple[Labelled, ...]:
    """The texts of `build`, which rules may be written from, or of `measure`, which they may not."""
    return tuple(_texts((FOLDER / f"{name}.txt").read_text(encoding="utf-8")))


def _texts(page: str) -> Iterator[Labelled]:
    section = ""
    for line in page.splitlines():
        if line.startswith("#"):
            section = line.lstrip("# ")
        elif line.strip():
            yield read(line, section)


def read(line: str, section: str = "") -> Labelled:
    """`Le bus part à {14:30|C06}. => P02?` as a text and its labels. Braces may hold braces."""
    marked, _, tail = line.partition(" =>")
    kept: list[str] = []
    opened: list[int] = []
    labels: list[Label] = []
    pieces = iter(re.findall(r"[{}]|\|[A-Z0-9,? ]+(?=\})|[^{}|]+|\|", marked.rstrip()))
    length = 0
    for piece in pieces:
        if piece == "{":
            opened.append(length)
        elif piece == "}":
            opened.pop()
        elif piece[0] == "|" and opened:
            labels += [_label(rule, opened[-1], length) for rule in piece[1:].split(",")]
        else:
            kept.append(piece.replace(NEWLINE, "\n"))
            length += len(piece)
    labels += [_label(rule, 0, length) for rule in tail.split()]
    return Labelled("".join(kept), tuple(labels), section)


def _label(words: str, start: int, end: int) -> Label:
    words = words.strip()
    if not RULES.fullmatch(words):
        raise ValueError(f"{words!r} is no rule")
    return Label(words.rstrip("?"), start, end, not words.endswith("?"))
