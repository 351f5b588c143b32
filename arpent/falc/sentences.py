"""Sentences: where one ends and the next begins, in French as people type it."""

from collections.abc import Sequence
from typing import NamedTuple

from arpent.falc.tokens import Token

ABBREVIATIONS = frozenset(
    "mm me mgr dr pr st ste av bd art chap ch fig réf ref env cf ex p pp vol n no tél tel hab max min resp adj".split()
)
ENDS = frozenset((".", "!", "?", "…", "...", "?!"))
CLOSERS = frozenset("»”\")]’'")
BULLETS = frozenset("-–—•*▪◦·➢►✓#>")
UNFINISHED = frozenset(
    "le la les l' un une des de du d' à au aux en et ou mais que qu' qui pour par avec sans chez dans sur sous ce cet cette ces "
    "mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs est sont a ont très plus ne n' se s' je j' tu il elle on nous "
    "vous ils elles madame monsieur".split()
)
"""A line that ends with one of these goes on, even if the next line begins with a capital."""


class Sentence(NamedTuple):
    """Tokens from `first` to `last` (excluded), what closes it, and its number of words."""

    first: int
    last: int
    start: int
    end: int
    close: str
    words: int

    @property
    def question(self) -> bool:
        return "?" in self.close


def sentences(text: str, tokens: Sequence[Token]) -> list[Sentence]:
    found: list[Sentence] = []
    first = 0
    for at in range(len(tokens)):
        if at >= first and (last := boundary(text, tokens, at)):
            found.append(sentence(tokens, first, last))
            first = last
    if first < len(tokens):
        found.append(sentence(tokens, first, len(tokens)))
    return [one for one in found if one.words]


def boundary(text: str, tokens: Sequence[Token], at: int) -> int:
    """Where the next sentence begins if one ends with token `at`; 0 if it goes on."""
    here = tokens[at]
    if here.kind == "p" and (here.key in ENDS or here.key.startswith("..")):
        last = closed(text, tokens, at)
        return last if ends(text, tokens, at, last) else 0
    if at + 1 < len(tokens) and here.end < tokens[at + 1].start:
        between = text[here.end : tokens[at + 1].start]
        return at + 1 if "\n" in between and breaks(text, here, tokens[at + 1], between) else 0
    return 0


def closed(text: str, tokens: Sequence[Token], at: int) -> int:
    """After the last of the marks that close: « ?! », « . » and its closing quotation mark."""
    last = at + 1
    while last < len(tokens) and (tokens[last].key in CLOSERS or tokens[last].key in ENDS):
        if "\n" in text[tokens[last - 1].end : tokens[last].start]:
            break
        last += 1
    return last


def ends(text: str, tokens: Sequence[Token], at: int, last: int) -> bool:
    if last >= len(tokens):
        return True
    before, after = tokens[at - 1] if at else None, tokens[last]
    gap = text[tokens[last - 1].end : after.start]
    if "\n" in gap:
        return not (tokens[at].key == "." and before and short(text, before) and gap.count("\n") == 1)
    if not gap or (tokens[at].key == "." and before and short(text, before)):
        return False
    letter = text[after.start]
    return letter.isupper() or letter.isdigit() or not letter.isalpha() or not letter.islower()


def short(text: str, before: Token) -> bool:
    """« M. », « art. », « J. » (Dupont): a full stop that shortens a word."""
    return before.kind == "w" and (
        before.key in ABBREVIATIONS or (len(before.key) == 1 and text[before.start].isupper())
    )


def breaks(text: str, here: Token, after: Token, between: str) -> bool:
    """A new line is a new sentence unless the line was cut where one breathes."""
    if between.count("\n") > 1 or after.key in BULLETS:
        return True
    letter = text[after.start]
    if here.key in {":", ";"}:
        return True
    if here.key in UNFINISHED or here.key == ",":
        return False
    return not letter.islower()


def sentence(tokens: Sequence[Token], first: int, last: int) -> Sentence:
    words = sum(token.kind in "wnu" for token in tokens[first:last])
    at = last
    while at > first and tokens[at - 1].key in CLOSERS:
        at -= 1
    close = ""
    while at > first and tokens[at - 1].kind == "p":
        at -= 1
        close = tokens[at].key + close
    return Sentence(first, last, tokens[first].start, tokens[last - 1].end, close, words)
