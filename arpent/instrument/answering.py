"""Answering a questionnaire: what to show, what to offer, what to accept, and what remains at the end.

The web runner, the importer and the offline page all follow these functions. They change nothing: answers
come in, answers go out. `today` is the person's day; pass a datetime where `now()` matters.
"""

import re
from datetime import date

from arpent.instrument.checking import Refusal, check, check_words, reason_token, refusals_of
from arpent.instrument.conditions import as_expression
from arpent.instrument.evaluation import Setting, as_atom, holds
from arpent.instrument.functions import as_text
from arpent.instrument.plain import from_plain, plain_reader, to_plain
from arpent.instrument.references import cited_in
from arpent.instrument.routing import (
    Labeller,
    Routing,
    State,
    filtered,
    is_other,
    labeller,
    offered_choices,
    routing_of,
    state_of,
    words_name,
)
from arpent.instrument.values import Answers, Instrument, Kind, Missing, Question, Value

__all__ = [
    "Refusal",
    "check",
    "check_words",
    "complete",
    "completed",
    "from_plain",
    "offered_choices",
    "plain_reader",
    "reason_token",
    "refusals_of",
    "routing_of",
    "screens",
    "shown",
    "to_plain",
    "worded",
    "worded_with",
    "words_name",
]


def shown(instrument: Instrument, answers: Answers, today: date) -> tuple[Question, ...]:
    """Every question, note and calculation that applies to this person, in the order of the questionnaire."""
    state = state_of(routing_of(instrument), answers, today)
    return tuple(question for question in instrument.questions() if question.name in state.shown)


def screens(instrument: Instrument, answers: Answers, today: date) -> tuple[Question, ...]:
    """What is put before the person, one a screen, in order: questions, and notes where they stand."""
    return tuple(
        question
        for question in shown(instrument, answers, today)
        if question.kind is Kind.NOTE or question.kind.is_asked
    )


def awaits_answer(question: Question, answers: Answers, today: date) -> bool:
    """Whether the person can answer: neither a note nor a question that is only read."""
    if not question.kind.is_asked:
        return False
    return not question.read_only or not holds(as_expression(question.read_only), Setting(answers, today))


def worded(instrument: Instrument, text: str, answers: Answers, today: date, *, edition: str = "") -> str:
    """A text with `${name}` replaced by the answer; a choice by its label rather than by its code."""
    if "${" not in text:
        return text
    return worded_with(
        instrument, text, state_of(routing_of(instrument), answers, today).values, edition=edition
    )


def worded_with(instrument: Instrument, text: str, values: Answers, *, edition: str = "") -> str:
    """`worded`, when it is known which answers count."""
    questions = {question.name: question for question in instrument.questions()}
    labels = labeller(instrument, edition)

    def said(match: re.Match[str]) -> str:
        name = next(cited_in(match[0]))
        return _said(values.get(name), questions.get(name), labels)

    return re.sub(r"\$\{[^}]*\}", said, text)


def _said(value: Value | None, question: Question | None, labels: Labeller) -> str:
    if isinstance(value, Missing) or value is None:
        return ""
    codes = value if isinstance(value, tuple) else (str(value),)
    if question is not None and question.list_name:
        return ", ".join(labels.label(question, code) or code for code in codes)
    if isinstance(value, date) and type(value) is date:
        return f"{value:%d/%m/%Y}"
    return as_text(as_atom(value))


def complete(instrument: Instrument, answers: Answers, today: date) -> Answers:
    """The answers to keep at the end, each asked question having an answer or the reason of its absence.

    Answers to what routing no longer shows become « not asked »; what is shown and has none, « no answer ».
    """
    return completed(routing_of(instrument), answers, today)


def completed(routing: Routing, answers: Answers, today: date) -> dict[str, Value]:
    """`complete`, for an instrument whose rules are already parsed."""
    state = state_of(routing, answers, today)
    kept: dict[str, Value] = {}
    for name, question in routing.questions.items():
        if question.kind.is_asked:
            kept[name] = _kept(routing, question, state, today)
            words = words_name(question)
            if words in state.values and is_other(kept[name]):
                kept[words] = state.values[words]
        elif question.kind is not Kind.NOTE:
            kept[name] = state.values.get(name, Missing.NOT_ASKED)
    return kept


def _kept(routing: Routing, question: Question, state: State, today: date) -> Value:
    if question.name not in state.shown:
        return Missing.NOT_ASKED
    value = state.values.get(question.name, Missing.NO_ANSWER)
    if value is Missing.NOT_ASKED:
        return Missing.NO_ANSWER
    if not question.choice_filter or isinstance(value, Missing):
        return value
    offered = {choice.name for choice in filtered(routing.instrument, question, state.values, today)}
    if isinstance(value, tuple):
        return tuple(code for code in value if code in offered) or Missing.NO_ANSWER
    return value if value in offered else Missing.NO_ANSWER
