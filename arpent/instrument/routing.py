"""Which questions are shown, and what the calculations say, for one person's answers.

A question is shown when its own rule and those of all its groups hold. Rules are read in the order of what
they cite, and a question that is not shown counts as empty for the rules that cite it, as in ODK.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from arpent.instrument.conditions import as_expression
from arpent.instrument.evaluation import Setting, as_answer, holds, value_of
from arpent.instrument.expressions import Node, parse
from arpent.instrument.functions import as_truth
from arpent.instrument.references import evaluation_order
from arpent.instrument.values import (
    Answers,
    Choice,
    Group,
    Instrument,
    Item,
    Kind,
    Missing,
    Question,
    Value,
    text_in,
)

OTHER = "other"
_OTHER_LABEL: Mapping[str, str] = {"fr": "Autre", "en": "Other", "es": "Otro", "de": "Andere", "it": "Altro"}


@dataclass(frozen=True, slots=True)
class Routing:
    """An instrument with its rules parsed: made once, followed for each person."""

    instrument: Instrument
    order: tuple[str, ...]
    questions: Mapping[str, Question]
    conditions: Mapping[str, tuple[Node, ...]]  # of the question and of its groups, outermost first
    calculations: Mapping[str, Node]
    plain: frozenset[str]  # always shown, and their answer is what was given


@dataclass(frozen=True, slots=True)
class State:
    """Where a person is: the names that are shown, and the answers that count, calculations included."""

    shown: frozenset[str]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, eq=False)
class SameInstrument:
    """An instrument as a key: the same object, whatever it holds. Kept alive by the cache, so never mistaken."""

    instrument: Instrument

    def __hash__(self) -> int:
        return id(self.instrument)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameInstrument) and self.instrument is other.instrument


def routing_of(instrument: Instrument) -> Routing:
    """Parses the rules of an instrument, once for as long as it is in use."""
    return _parsed(SameInstrument(instrument))


@lru_cache(maxsize=64)
def _parsed(key: SameInstrument) -> Routing:
    instrument = key.instrument
    questions = {question.name: question for question in instrument.questions()}
    conditions: dict[str, tuple[Node, ...]] = {}
    _collect(instrument.items, (), conditions)
    calculations = {
        name: parse(as_expression(question.calculation))
        for name, question in questions.items()
        if question.calculation
    }
    plain = frozenset(
        name
        for name, question in questions.items()
        if not conditions[name]
        and question.kind.is_asked
        and not question.or_other
        and name not in calculations
    )
    return Routing(instrument, evaluation_order(instrument), questions, conditions, calculations, plain)


def _collect(
    items: tuple[Item, ...], inherited: tuple[Node, ...], conditions: dict[str, tuple[Node, ...]]
) -> None:
    for item in items:
        own = (*inherited, parse(as_expression(item.relevant))) if item.relevant else inherited
        if isinstance(item, Group):
            _collect(item.items, own, conditions)
        else:
            conditions[item.name] = own


def state_of(routing: Routing, answers: Answers, today: date) -> State:
    """Which questions are shown and which answers count."""
    values: dict[str, Value] = {}
    shown: set[str] = set()
    setting = Setting(values, today, choice_label=labeller(routing.instrument))
    for name in routing.order:
        if name in routing.plain:
            shown.add(name)
            if name in answers:
                values[name] = answers[name]
            continue
        conditions = routing.conditions[name]
        if not conditions or all(as_truth(value_of(condition, setting)) for condition in conditions):
            shown.add(name)
            _settle(routing, name, answers, values, setting)
    return State(frozenset(shown), values)


def _settle(
    routing: Routing, name: str, answers: Answers, values: dict[str, Value], setting: Setting
) -> None:
    question = routing.questions[name]
    given = answers.get(name, Missing.NO_ANSWER)
    if name in routing.calculations:
        itself = replace(setting, itself=given)
        values[name] = as_answer(value_of(routing.calculations[name], itself))
    elif question.kind is Kind.HIDDEN:
        values[name] = answers.get(name) or question.default or Missing.NO_ANSWER
    elif question.kind is not Kind.NOTE and name in answers:
        values[name] = given
    if question.or_other and is_other(given) and words_name(question) in answers:
        values[words_name(question)] = answers[words_name(question)]


def words_name(question: Question) -> str:
    """Under which name the words of « other » are kept, as ODK does."""
    return f"{question.name}_other" if question.or_other else ""


def is_other(value: Value) -> bool:
    """Whether « other » is the answer, or among the answers."""
    return value == OTHER or (isinstance(value, tuple) and OTHER in value)


def choices_of(instrument: Instrument, question: Question) -> tuple[Choice, ...]:
    """The choices of a question before its filter, with « other » when the question adds it."""
    choices = instrument.choices_of(question)
    if not question.or_other or any(choice.name == OTHER for choice in choices):
        return choices
    label = {tag: _OTHER_LABEL.get(tag.split("-")[0], "Autre") for tag in instrument.editions}
    return (*choices, Choice(OTHER, label))


def filtered(instrument: Instrument, question: Question, values: Answers, today: date) -> tuple[Choice, ...]:
    """The choices that the question's filter lets through, given the answers that count."""
    choices = choices_of(instrument, question)
    if not question.choice_filter:
        return choices
    expression = as_expression(question.choice_filter)
    return tuple(
        choice
        for choice in choices
        if holds(expression, Setting(values, today, columns={**choice.extra, "name": choice.name}))
    )


def offered_choices(
    instrument: Instrument, question: Question, answers: Answers, today: date
) -> tuple[Choice, ...]:
    """The choices to show: filtered by the answers already given, « other » last where it is added."""
    if not question.choice_filter:
        return choices_of(instrument, question)
    state = state_of(routing_of(instrument), answers, today)
    return filtered(instrument, question, state.values, today)


def labeller(instrument: Instrument, edition: str = "") -> "Labeller":
    """What `jr:choice-name` reads."""
    return Labeller(instrument, edition or instrument.default_edition)


@dataclass(frozen=True, slots=True)
class Labeller:
    """The label of a choice by the name of its question and its code."""

    instrument: Instrument
    edition: str

    def __call__(self, question_name: str, code: str) -> str:
        for question in self.instrument.questions():
            if question.name == question_name:
                return self.label(question, code)
        return ""

    def label(self, question: Question, code: str) -> str:
        """The label, the code itself when the choice has no words, nothing when there is no such choice."""
        for choice in choices_of(self.instrument, question):
            if choice.name == code:
                return text_in(choice.label, self.edition, code)
        return ""
