"""Punctuation: full stops, and little else."""

import re
from collections.abc import Iterator

from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.sentences import BULLETS
from arpent.falc.text import Text
from arpent.falc.values import Level

HARD = {";": "Mettez un point.", "[": None, "]": None, "…": "Mettez un point.", "...": "Mettez un point."}
DASHES = frozenset("–—-")
LIMIT = 400
"""The longest aside: a bracket that is never closed stops there."""
BRACKETED = re.compile(r"\((?P<inside>[^()\n]{1,400})\)?|\[[^\[\]\n]{0,400}\]?")
ENDING = re.compile(r"\(?(?:e|es|s|x|ne|nes|trice|trices|euse|euses|ère|le|les)\)?")
SIGLE = re.compile(r"[A-ZÉ][\w.-]{0,12}")


def hard_signs(text: Text, setting: Setting) -> Iterator[Hit]:
    for token in text.tokens:
        sign = "..." if token.key.startswith("..") else token.key
        if token.kind == "p" and sign in HARD and sign not in "[]":
            yield Hit(token.start, token.end, token.key, HARD[sign])
    yield from commas(text)
    yield from nested_quotes(text)


def commas(text: Text) -> Iterator[Hit]:
    """More than one comma; a list of things is the business of another rule."""
    for sentence in text.sentences:
        places = [token for token in text.of(sentence) if token.key == "," and token.kind == "p"]
        if len(places) > 1:
            yield Hit(places[1].start, places[1].end, ",", "Faites 2 phrases.")


def nested_quotes(text: Text) -> Iterator[Hit]:
    depth = 0
    for token in text.tokens:
        if token.key in {"«", "“"}:
            depth += 1
            if depth == 2:
                yield Hit(token.start, token.end, token.key)
        elif token.key in {"»", "”"}:
            depth = max(0, depth - 1)


def asides(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in BRACKETED.finditer(text.raw):
        inside = (match["inside"] or "").strip()
        if not (SIGLE.fullmatch(inside) or ENDING.fullmatch(inside)):
            yield Hit(match.start(), match.end(), suggestion="Supprimez les parenthèses. Faites 2 phrases.")
    for sentence in text.sentences:
        yield from dashes(text, sentence.first, sentence.last)


def dashes(text: Text, first: int, last: int) -> Iterator[Hit]:
    """A dash between two spaces, and not at the head of a line."""
    for at in range(first + 1, last):
        token = text.tokens[at]
        if token.key in DASHES and spaced(text.raw, token.start, token.end):
            yield Hit(token.start, token.end, suggestion="Faites 2 phrases.")
            return


def spaced(raw: str, start: int, end: int) -> bool:
    line = raw[raw.rfind("\n", max(0, start - LIMIT), start) + 1 : start] if start else ""
    around = raw[start - 1 : start].isspace() and raw[end : end + 1].isspace()
    return around and bool(line.strip(" \t" + "".join(BULLETS))) and not line[-2:-1].isdigit()


RULES = (
    Rule(
        "P05",
        "IE ; RLS 4.2",
        Level.WARNING,
        "La ponctuation est simple.",
        "Ce signe est difficile : « {} ».",
        good="Nous partons demain. Le train est à midi.",
        bad="Nous partons demain ; le train est à midi.",
        find=hard_signs,
    ),
    Rule(
        "P06",
        "IE ; RLS 4.2",
        Level.WARNING,
        "Il n’y a pas de parenthèses.",
        "Des signes coupent la phrase. Faites 2 phrases.",
        good="Marie vient demain. Marie est la directrice.",
        bad="Marie (la directrice) vient demain.",
        find=asides,
    ),
)
