"""The values a questionnaire is made of. Frozen: a change makes a new value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

type Texts = Mapping[str, str]
"""A text by edition: BCP 47 tag ("fr", "fr-simple", "en") to words."""

type Value = str | int | Decimal | date | time | tuple[str, ...] | bool | Missing
"""One answer: a choice's code, a number, a date, words, codes in order, or a reason for its absence."""

type Answers = Mapping[str, Value]
"""Answers by the name of the question. A question that was never shown has no key."""


class Kind(StrEnum):
    """What is asked of the person. The codes are XLSForm's."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    CALCULATE = "calculate"
    HIDDEN = "hidden"

    @property
    def is_asked(self) -> bool:
        """Whether a person answers it: notes, calculations and hidden fields are not asked."""
        return self not in (Kind.NOTE, Kind.CALCULATE, Kind.HIDDEN)


class Missing(StrEnum):
    """Why there is no answer. Six reasons that are never added up into one."""

    NOT_ASKED = "not_asked"
    NO_ANSWER = "no_answer"
    DONT_KNOW = "dont_know"
    PREFER_NOT = "prefer_not"
    NOT_CONCERNED = "not_concerned"
    NOT_UNDERSTOOD = "not_understood"


OFFERED_BY_DEFAULT = (Missing.DONT_KNOW, Missing.PREFER_NOT)


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer. `extra` keeps the columns that a choice filter reads, as text."""

    name: str
    label: Texts
    media: Mapping[str, Texts] = field(default_factory=dict)  # "image", "audio" … → edition → file name
    extra: Mapping[str, str] = field(default_factory=dict)
    favourable: bool = False  # counted in the headline share of a report


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked, noted or computed. Expressions are kept as written, in XLSForm's language."""

    name: str
    kind: Kind
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    list_name: str = ""  # of the choices of a select or a rank
    or_other: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: Texts = field(default_factory=dict)
    required: str = ""  # an expression; "yes" and "true()" alike mean always
    required_message: Texts = field(default_factory=dict)
    calculation: str = ""
    choice_filter: str = ""
    default: str = ""
    appearance: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)  # range: start, end, step
    media: Mapping[str, Texts] = field(default_factory=dict)
    missing: tuple[Missing, ...] = OFFERED_BY_DEFAULT  # reasons offered beside the answers
    finding: Texts = field(default_factory=dict)  # "se sentent mieux informées": ends the report's sentence
    read_only: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)  # every other column, as written
    clarification: Texts = field(default_factory=dict)  # what may be said to someone who did not understand


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together. A top-level group is a theme of the report."""

    name: str
    label: Texts
    items: tuple["Item", ...]
    relevant: str = ""
    appearance: str = ""
    media: Mapping[str, Texts] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


type Item = Question | Group


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire, whole: what it asks, in which order and editions."""

    name: str
    title: Texts
    version: str
    editions: tuple[str, ...]  # tags, in the order of the columns; never empty
    default_edition: str
    items: tuple[Item, ...]
    choices: Mapping[str, tuple[Choice, ...]]  # by list name
    settings: Mapping[str, str] = field(default_factory=dict)  # every other setting, as written

    def questions(self) -> Iterator[Question]:
        """Every question, note and calculation, in the order of the questionnaire."""
        return _walk(self.items)

    def question(self, name: str) -> Question:
        """The question of that name. Raises KeyError."""
        for question in self.questions():
            if question.name == name:
                return question
        raise KeyError(name)

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        """The choices of a select or a rank, unfiltered; empty for the other kinds."""
        return self.choices.get(question.list_name, ())


def _walk(items: tuple[Item, ...]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Group):
            yield from _walk(item.items)
        else:
            yield item


def text_in(texts: Texts, edition: str, fallback: str = "") -> str:
    """The text in that edition, else in a wider one (`fr-simple-x-picto`, `fr-simple`, `fr`), else in any, else `fallback`."""
    parts = edition.split("-")
    wider = ("-".join(parts[:kept]) for kept in range(len(parts), 0, -1))
    for tag in (*wider, *texts):
        if texts.get(tag):
            return texts[tag]
    return fallback
