"""Choices shown according to another answer, made by picking, to and from a choice filter and its column.

The column holds, for each choice, the codes of the answers with which it is shown; nothing: with any. Without an
answer to the other question every choice is shown, so that nobody meets a question with nothing to choose.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from arpent.instrument.conditions import as_expression
from arpent.instrument.editing.items import changed, question_named
from arpent.instrument.editing.lists import own_list, shared_by
from arpent.instrument.editing.names import EditRefused, code_from
from arpent.instrument.expressions import (
    Call,
    Column,
    ExpressionRefused,
    Literal,
    Node,
    Operation,
    Reference,
    parse,
)
from arpent.instrument.references import turns_in_circles
from arpent.instrument.unparsing import written
from arpent.instrument.values import Choice, Instrument, Kind, Question, text_in


@dataclass(frozen=True, slots=True)
class Filter:
    """The question that decides, and the answers with which each choice is shown; a choice without any: always."""

    on: str
    shown: Mapping[str, frozenset[str]]


def filter_of(instrument: Instrument, question: Question) -> Filter | None:
    """What a choice filter says; None when there is none, or when it says more."""
    found = _read(question.choice_filter)
    if found is None:
        return None
    column, on = found
    shown = {
        choice.name: frozenset(choice.extra.get(column, "").split())
        for choice in instrument.choices_of(question)
    }
    return Filter(on, {code: codes for code, codes in shown.items() if codes})


def _read(expression: str) -> tuple[str, str] | None:
    """The column and the question: only for what `_rule` writes."""
    try:
        tree = parse(as_expression(expression)) if expression else None
    except ExpressionRefused:
        return None
    match tree:
        case Operation("or", _, Call("selected", (Column(column), Reference(on)))) if tree == _rule(
            column, on
        ):
            return column, on
    return None


def _rule(column: str, on: str) -> Node:
    nobody_said = Operation("=", Reference(on), Literal(""))
    always = Operation("or", Operation("=", Column(column), Literal("")), nobody_said)
    return Operation("or", always, Call("selected", (Column(column), Reference(on))))


def deciding(instrument: Instrument, question: Question) -> tuple[Question, ...]:
    """The questions that may decide: those with one answer in a list, asked before it."""
    before: list[Question] = []
    for each in instrument.questions():
        if each.name == question.name:
            break
        if each.kind is Kind.SELECT_ONE and instrument.choices_of(each):
            before.append(each)
    return tuple(before)


def with_filter(
    instrument: Instrument, name: str, on: str, shown: Mapping[str, Collection[str]]
) -> Instrument:
    """Each choice shown with these answers to `on`; a choice that is not named, or with all of them, always."""
    question = question_named(instrument, name)
    if question.or_other:
        raise EditRefused(
            "Cette question propose « Autre ». Retirez-le avant de choisir quand montrer ses choix"
        )
    if on not in {each.name for each in deciding(instrument, question)}:
        raise EditRefused("La question choisie ne vient pas avant celle-ci. Choisissez-en une autre")
    answers = instrument.choices_of(instrument.question(on))
    wanted = _wanted(shown, [answer.name for answer in answers])
    if not wanted:
        return without_filter(instrument, name)
    _check_some_left(instrument, question, wanted, answers)
    if len(shared_by(instrument, question.list_name)) > 1:
        instrument = own_list(instrument, name)
        question = question_named(instrument, name)
    before = _read(question.choice_filter)
    column = before[0] if before else code_from(f"avec_{on}", _columns(instrument, question))
    put = tuple(
        _filled(choice, column, wanted.get(choice.name, ())) for choice in instrument.choices_of(question)
    )
    listed = replace(instrument, choices={**instrument.choices, question.list_name: put})
    after = changed(listed, name, lambda _: replace(question, choice_filter=written(_rule(column, on))))
    if turns_in_circles(after):
        raise EditRefused("Cette règle tournerait en rond. Choisissez une autre question")
    return after


def _wanted(shown: Mapping[str, Collection[str]], answers: list[str]) -> dict[str, tuple[str, ...]]:
    """In the order of the answers, without the choices that are always shown."""
    kept = {code: tuple(answer for answer in answers if answer in with_) for code, with_ in shown.items()}
    return {code: found for code, found in kept.items() if 0 < len(found) < len(answers)}


def _check_some_left(
    instrument: Instrument,
    question: Question,
    wanted: Mapping[str, Collection[str]],
    answers: Iterable[Choice],
) -> None:
    codes = [choice.name for choice in instrument.choices_of(question)]
    for answer in answers:
        if not any(code not in wanted or answer.name in wanted[code] for code in codes):
            said = text_in(answer.label, instrument.default_edition) or answer.name
            raise EditRefused(
                f"Avec la réponse « {said} », il ne resterait aucun choix. Montrez-en au moins un, "
                "ou ne posez pas la question à ces personnes"
            )


def _columns(instrument: Instrument, question: Question) -> set[str]:
    return {column for choice in instrument.choices_of(question) for column in choice.extra}


def _filled(choice: Choice, column: str, answers: Collection[str]) -> Choice:
    others = {key: value for key, value in choice.extra.items() if key != column}
    return replace(choice, extra={**others, column: " ".join(answers)} if answers else others)


def without_filter(instrument: Instrument, name: str) -> Instrument:
    """Every choice always shown; the column goes too, when it was made here."""
    question = question_named(instrument, name)
    found = _read(question.choice_filter)
    bare = changed(instrument, name, lambda _: replace(question, choice_filter=""))
    if found is None or len(shared_by(instrument, question.list_name)) > 1:
        return bare
    put = tuple(_filled(choice, found[0], ()) for choice in instrument.choices_of(question))
    return replace(bare, choices={**bare.choices, question.list_name: put})
