"""What, in a text, may tell who wrote it or whom it is about: pointed at for the person who reads.

Rules, not a promise: « le président de l’association de Vitré » names somebody without any name. Only a
person clears a text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from arpent.stats.verbatim.stopwords import STOP_WORDS
from arpent.stats.verbatim.words import bare


class ClueKind(StrEnum):
    """What a passage looks like."""

    EMAIL = "email"
    ADDRESS = "address"  # of a page, or of a street
    NUMBER = "number"  # telephone, social security, account, postcode
    DATE = "date"
    AGE = "age"
    NAME = "name"
    WORRY = "worry"  # violence, abuse, the wish to die: to be told to someone, outside Arpent


@dataclass(frozen=True, slots=True)
class Clue:
    """A passage: `text[start:end]`."""

    start: int
    end: int
    kind: ClueKind


_UP = r"[A-ZÀ-ÖØ-ÞŒ]"
_NAME = rf"{_UP}[\w’'\-]*"
_MONTHS = r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
_TITLE = r"(?:M\.|[Mm]r|MR|[Mm]me|MME|[Mm]lle|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Dd]r|[Dd]octeur|[Pp]r|[Mm]aître)"
_KIN = (
    r"(?:fils|fille|frère|soeur|sœur|mère|père|mari|femme|neveu|nièce|conjointe?|enfant|éducat(?:eur|rice)"
    r"|direct(?:eur|rice)|s['’]appelle|prénomm[ée]e?|nomm[ée]e?|je suis|moi c['’]est)"
)
_RULES = (
    (ClueKind.EMAIL, re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}")),
    (ClueKind.ADDRESS, re.compile(r"(?:https?://|www\.)\S{1,200}", re.IGNORECASE)),
    (
        ClueKind.ADDRESS,
        re.compile(
            r"\b\d{1,4}\s?(?:bis|ter)?,?\s(?:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|allée|route|quai)\b"
            r"[^.,;\n]{0,40}",
            re.IGNORECASE,
        ),
    ),
    (
        ClueKind.NUMBER,
        re.compile(r"(?<!\w)[12]\s?\d{2}\s?\d{2}\s?\d[\dAB]\s?\d{3}\s?\d{3}(?:\s?\d{2})?(?!\w)"),
    ),
    (ClueKind.NUMBER, re.compile(r"\bFR\d{2}(?:\s?[\dA-Z]{2,4}){5,7}\b")),
    (
        ClueKind.NUMBER,
        re.compile(r"(?<!\w)(?:\+|00)\d{2}[\s.\-]?(?:\(0\))?[\s.\-]?\d(?:[\s.\-]?\d{2}){4}(?!\d)"),
    ),
    (ClueKind.NUMBER, re.compile(r"(?<!\d)0\d(?:[\s.\-]?\d{2}){4}(?!\d)")),
    (ClueKind.DATE, re.compile(r"(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})(?!\d)")),
    (ClueKind.DATE, re.compile(rf"\b(?:\d{{1,2}}|1er)\s(?:{_MONTHS})(?:\s\d{{4}})?\b", re.IGNORECASE)),
    (ClueKind.DATE, re.compile(rf"\b(?:{_MONTHS})\s(?:19|20)\d{{2}}\b", re.IGNORECASE)),
    (ClueKind.AGE, re.compile(r"\b\d{1,3}\s?ans\b", re.IGNORECASE)),
    (ClueKind.NUMBER, re.compile(r"(?<![\w.,])\d{5}(?![\w.,]\d|\w)")),
    (ClueKind.NAME, re.compile(rf"\b{_TITLE}\s?{_NAME}(?:\s{_NAME}){{0,2}}")),
    (ClueKind.NAME, re.compile(rf"\b{_KIN}\s{_NAME}(?:\s{_NAME}){{0,2}}")),
    (
        ClueKind.WORRY,
        re.compile(
            r"\b(?:maltrait\w*|frapp(?:e|é|er|ent|ée)s?\b|batt(?:u|ue|us)\b|coups?\s(?:de\s(?:pied|poing)|sur)|viol(?:é|ée|s|er)?\b"
            r"|violent(?:é|ée)\b|violences?|agress\w*|attouch\w*|abus(?:é|ée)?\s(?:sexuel\w*|de\s(?:moi|lui|elle))|harc[eè]l\w*|suicid\w*"
            r"|me\stuer|(?:envie\sde|veux)\smourir|en\sfinir|scarifi\w*|menac(?:e|é|ée|ent|er)s?\b|enferm(?:é|ée|er)s?\b|attach(?:é|ée)s?\b)",
            re.IGNORECASE,
        ),
    ),
)
_CAPITAL = re.compile(rf"(?:(?<=\w[ \u00a0])|(?<=[,;][ \u00a0])|(?<=\w[’']))(?:{_NAME} )*{_NAME}")


def clues_in(text: str) -> tuple[Clue, ...]:
    """The passages to look at, in order, none inside another. Case tells names: a text all in capitals, or all
    in small letters, hides them from these rules."""
    found = [*_by_rule(text), *_capitals(text)]
    kept: list[Clue] = []
    for clue in sorted(found, key=lambda clue: (clue.start, -clue.end)):
        if not kept or clue.start >= kept[-1].end:
            kept.append(clue)
    return tuple(kept)


def masked(text: str, passages: Sequence[tuple[int, int]], *, mark: str = "[…]") -> str:
    """The text with each passage (start, end) replaced by `mark`; passages may touch or overlap."""
    written, at = [], 0
    for start, end in sorted((max(0, start), min(len(text), end)) for start, end in passages):
        if end <= max(start, at):
            continue
        if start >= at:
            written += [text[at:start], mark]
        at = end
    return "".join([*written, text[at:]])


def _by_rule(text: str) -> Iterator[Clue]:
    for kind, rule in _RULES:
        for match in rule.finditer(text):
            yield Clue(match.start(), match.end(), kind)


def _capitals(text: str) -> Iterator[Clue]:
    """Words with a capital inside a sentence, unless the text shouts."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) > 0.5 * len(letters):
        return
    for match in _CAPITAL.finditer(text):
        if any(bare(word.lower()) not in STOP_WORDS for word in match[0].split()):
            yield Clue(match.start(), match.end(), ClueKind.NAME)
