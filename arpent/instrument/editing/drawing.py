"""How a question asks to be drawn: its scale, its easy steps, the question that says the contrary, the answer that
everyone knows."""

from collections.abc import Iterable
from dataclasses import replace

from arpent.instrument.editing.items import changed, question_named
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.looks import (
    DRAWINGS,
    EITHER_OR,
    EXPECTED,
    LADDER,
    OPPOSITE,
    PRACTICE,
    RISING,
    TWO_STEPS,
    drawing_of,
    has,
    rises,
)
from arpent.instrument.values import Instrument, Kind, Question

STEPS = (TWO_STEPS, EITHER_OR)
SETTINGS = (PRACTICE, LADDER)


def with_look(instrument: Instrument, name: str, *, drawing: str, steps: str) -> Instrument:
    """That drawing and those steps, or none for no word; the other words of `appearance` stay."""
    question = question_named(instrument, name)
    appearance = _with_one(_with_one(question.appearance, drawing, DRAWINGS), steps, STEPS)
    return changed(instrument, name, lambda _: replace(question, appearance=appearance))


def first_is_least(instrument: Instrument, name: str) -> bool:
    """Whether the first choice has the least of the drawing."""
    question = question_named(instrument, name)
    return rises(question, instrument.choices_of(question))


def with_order(instrument: Instrument, name: str, *, rising: bool) -> Instrument:
    """The drawing from the least to the most, or from the most. Raises EditRefused against a favourable end."""
    question = question_named(instrument, name)
    if not (drawing_of(question) or has(question, TWO_STEPS)) or first_is_least(instrument, name) == rising:
        return instrument
    appearance = _with_one(question.appearance, RISING if rising else "", (RISING,))
    after = changed(instrument, name, lambda _: replace(question, appearance=appearance))
    if first_is_least(after, name) != rising:
        raise EditRefused(
            "Le dernier choix compte comme favorable : il a le visage le plus content. "
            "Décochez-le dans les choix, ou gardez cet ordre"
        )
    return after


def _with_one(appearance: str, word: str, among: Iterable[str]) -> str:
    """The words with that one of a family and no other; as they were when nothing changes."""
    family, words = set(among), appearance.split()
    if [each for each in words if each in family] == [word] * (word != ""):
        return appearance
    return " ".join([*(each for each in words if each not in family), *([word] if word else [])])


def opposite_of(question: Question) -> str:
    """The name of the question that says the contrary, or nothing."""
    return question.extra.get(OPPOSITE, "").strip()


def could_be_opposite(instrument: Instrument, name: str) -> tuple[Question, ...]:
    """The other questions with the same answers."""
    codes = _codes(instrument, question_named(instrument, name))
    return tuple(
        each
        for each in instrument.questions()
        if each.name != name and each.kind is Kind.SELECT_ONE and codes and _codes(instrument, each) == codes
    )


def _codes(instrument: Instrument, question: Question) -> list[str]:
    return [choice.name for choice in instrument.choices_of(question)]


def with_opposite(instrument: Instrument, name: str, other: str) -> Instrument:
    """The question that says the contrary, or none."""
    return _with_extra(instrument, name, OPPOSITE, other)


def with_expected(instrument: Instrument, name: str, code: str) -> Instrument:
    """A question of control, whose right answer is that choice; or not."""
    return _with_extra(instrument, name, EXPECTED, code)


def _with_extra(instrument: Instrument, name: str, column: str, value: str) -> Instrument:
    question = question_named(instrument, name)
    if question.extra.get(column, "").strip() == value:
        return instrument
    kept = {key: each for key, each in question.extra.items() if key != column}
    extra = {**kept, column: value} if value else kept
    return changed(instrument, name, lambda _: replace(question, extra=extra))


def with_setting(instrument: Instrument, setting: str, asked: bool) -> Instrument:
    """Practice screens, or the ladder of faces, or not."""
    if asked == (instrument.settings.get(setting, "").strip().lower() == "yes"):
        return instrument
    kept = {key: value for key, value in instrument.settings.items() if key != setting}
    return replace(instrument, settings={**kept, setting: "yes"} if asked else kept)
