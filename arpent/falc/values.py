"""The values of the checker: what a rule says, what it found, and what a text was told to be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Status(StrEnum):
    """What a document is, for one rule: the five words of the State's plain-language criteria."""

    CONFORMS = "conforms"
    FAILS = "does not conform"
    NOT_APPLICABLE = "not applicable"
    NOT_TESTED = "not tested"
    WAIVED = "waived"


class Fix(NamedTuple):
    """A replacement that keeps the meaning: put `text` in place of what lies from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is not followed. `start` and `end` are offsets in the text that was given."""

    rule: str
    level: Level
    start: int
    end: int
    message: str
    suggestion: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """How strict to be. `question`: each sentence is asked of people. `off`: rules that do not count here."""

    name: str
    long_sentence: int = 12
    """More words than this in a sentence is a warning…"""
    too_long_sentence: int = 18
    """… and more than this an error."""
    long_question: int = 10
    long_line: int = 16
    sentences_together: int = 5
    uncommon: float = 3.6
    """Under this Zipf value a word is seldom heard: a warning."""
    rare: float = 2.5
    """Under this Zipf value a word is rare, and must be explained."""
    question: bool = False
    off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """A network's own words. `preferred`: what to avoid, and what to say instead; `avoided`: nothing to offer."""

    preferred: Mapping[str, str] = field(default_factory=dict)
    avoided: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    """Words that its readers know, however rare they are elsewhere."""
    synonyms: tuple[frozenset[str], ...] = ()
    """Words that name the same thing: a text keeps to one of each group."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a text was found to be. Iterating gives its findings, in the order of the text."""

    findings: tuple[Finding, ...]
    words: int
    sentences: int
    applicable: frozenset[str]
    """Rules that had something to look at."""
    tested: frozenset[str]
    """Rules that were looked for."""
    waived: Mapping[str, str] = field(default_factory=dict)
    """Rules set aside, with the reason."""

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def at(self, level: Level) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level is level)

    def of(self, rule: str) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.rule == rule)


@dataclass(frozen=True, slots=True)
class RuleStatus:
    """One line of the page that sums a document up."""

    rule: str
    status: Status
    count: int = 0
    reason: str = ""


FALC = Profile("falc")
"""Easy to read and understand, for what people read."""

FALC_QUESTION = Profile("falc-question", sentences_together=3, question=True)
"""The same, for what people are asked."""
