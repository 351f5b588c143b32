"""Answering a questionnaire: what to show, what to offer, what to accept, and what remains at the end.

The web runner, the importer and the offline page all follow these functions. They change nothing: answers
come in, answers go out. `today` is the person's day; pass a datetime where `now()` matters.
"""

from datetime import date

from arpent.instrument.checking import (
    REFUSALS,
    Refusal,
    check,
    check_words,
    reason_token,
    refusals_of,
)
from arpent.instrument.conditions import as_expression
from arpent.instrument.evaluation import Setting, holds
from arpent.instrument.plain import from_plain, plain_reader, to_plain
from arpent.instrument.routing import (
    Routing,
    State,
    filtered,
    is_other,
    offered_choices,
    routing_of,
    state_of,
    words_name,
)
from arpent.instrument.values import Answers, Instrument, Kind, Missing, Question, Value
from arpent.instrument.wording import worded, worded_with

__all__ = [
    "REFUSALS",
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
