"""From answers to small codes: what each question becomes in the dataset."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from arpent.analysis.codebook import REASON_CODES, CodedChoice, CodedQuestion
from arpent.analysis.errors import DatasetError
from arpent.instrument.values import Choice, Group, Instrument, Item, Kind, Missing, Question, Texts, Value

type Column = npt.NDArray[np.generic]
type Cell = Value | float | None

CLOSED = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK, Kind.ACKNOWLEDGE)
NUMERIC = (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE)
OTHER = Choice("other", {"fr": "Autre", "en": "Other"})
AGREED = Choice("yes", {"fr": "Oui", "en": "Yes"})
NOT_ASKED = REASON_CODES[Missing.NOT_ASKED]
NO_ANSWER = REASON_CODES[Missing.NO_ANSWER]


def asked_questions(instrument: Instrument) -> tuple[tuple[Question, Texts], ...]:
    """Each question a person answers, with the label of its theme: its top-level group."""
    found: list[tuple[Question, Texts]] = []
    for item in instrument.items:
        theme = item.label if isinstance(item, Group) else {}
        found += [(question, theme) for question in _questions(item) if question.kind.is_asked]
    return tuple(found)


def _questions(item: Item) -> tuple[Question, ...]:
    if isinstance(item, Group):
        return tuple(question for inner in item.items for question in _questions(inner))
    return (item,)


def is_counted(question: Question) -> bool:
    """Words, dates and times stay out of the dataset: they may tell who answered."""
    return question.kind in CLOSED or question.kind in NUMERIC


def coded_question(question: Question, theme: Texts, instrument: Instrument) -> CodedQuestion:
    """How the question is kept: its columns, its choices in order."""
    choices = tuple(CodedChoice(c.name, c.label, c.favourable) for c in _choices(question, instrument))
    scale = "likert" in question.appearance.split() or any(choice.favourable for choice in choices)
    return CodedQuestion(
        name=question.name,
        kind=question.kind,
        label=question.label,
        theme=theme,
        finding=question.finding,
        columns=_columns(question, choices),
        choices=choices,
        ordered=question.kind is Kind.SELECT_ONE and scale,
    )


def _choices(question: Question, instrument: Instrument) -> tuple[Choice, ...]:
    if question.kind is Kind.ACKNOWLEDGE:
        return (AGREED,)
    choices = instrument.choices_of(question)
    named = {choice.name for choice in choices}
    return (*choices, OTHER) if question.or_other and OTHER.name not in named else choices


def _columns(question: Question, choices: tuple[CodedChoice, ...]) -> tuple[str, ...]:
    if question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
        return tuple(f"{question.name}/{choice.name}" for choice in choices)
    return (question.name, f"{question.name}:missing") if question.kind in NUMERIC else (question.name,)


def encode(question: CodedQuestion, answers: Sequence[Cell]) -> Mapping[str, Column]:
    """The columns of one question, one value a row. Raises DatasetError D003 for an answer it cannot hold."""
    if question.kind in NUMERIC:
        return _numbers(question, answers)
    if question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
        return _several(question, answers)
    if question.kind is Kind.ACKNOWLEDGE:
        found = [_acknowledged(question, cell, row) for row, cell in enumerate(answers)]
        return {question.columns[0]: np.array(found, dtype=np.int8)}
    codes = {choice.name: place for place, choice in enumerate(question.choices)}
    found = [_single(question, cell, codes, row) for row, cell in enumerate(answers)]
    return {question.columns[0]: np.array(found, dtype=_small(len(codes)))}


def _small(codes: int) -> type[np.signedinteger]:
    return np.int8 if codes <= 127 else np.int16


def reason_code(cell: Cell) -> int | None:
    """The negative code of an absence; None when there is an answer. No entry at all means not asked."""
    if cell is None:
        return NOT_ASKED
    if isinstance(cell, Missing):
        return REASON_CODES[cell]
    return NO_ANSWER if cell in ("", ()) else None


def _single(question: CodedQuestion, cell: Cell, codes: Mapping[str, int], row: int) -> int:
    reason = reason_code(cell)
    if reason is not None:
        return reason
    code = codes.get(cell) if isinstance(cell, str) else None
    if code is None:
        raise _unreadable(question, cell, row)
    return code


def _acknowledged(question: CodedQuestion, cell: Cell, row: int) -> int:
    """1 when it was ticked, 0 when it was shown and left."""
    if cell is False or cell is Missing.NO_ANSWER or cell == "":
        return 0
    reason = reason_code(cell)
    if reason is None and cell not in (True, "OK", "ok", AGREED.name):
        raise _unreadable(question, cell, row)
    return 1 if reason is None else reason


def _several(question: CodedQuestion, answers: Sequence[Cell]) -> Mapping[str, Column]:
    codes = {choice.name: place for place, choice in enumerate(question.choices)}
    rank = question.kind is Kind.RANK
    table = np.full((len(answers), len(codes)), NO_ANSWER if rank else 0, dtype=np.int8)
    for row, cell in enumerate(answers):
        reason = reason_code(cell)
        if reason is not None:
            table[row] = reason
            continue
        if not isinstance(cell, tuple) or not set(cell) <= codes.keys():
            raise _unreadable(question, cell, row)
        for place, name in enumerate(cell):
            table[row, codes[name]] = place + 1 if rank else 1
    return {name: table[:, place] for place, name in enumerate(question.columns)}


def _numbers(question: CodedQuestion, answers: Sequence[Cell]) -> Mapping[str, Column]:
    values = np.zeros(len(answers))
    codes = np.zeros(len(answers), dtype=np.int8)
    for row, cell in enumerate(answers):
        reason = reason_code(cell)
        codes[row] = 0 if reason is None else reason
        values[row] = 0.0 if reason is not None else _number(question, cell, row)
    return {question.columns[0]: values, question.columns[1]: codes}


def _number(question: CodedQuestion, cell: Cell, row: int) -> float:
    if isinstance(cell, bool | tuple | str) or cell is None:
        raise _unreadable(question, cell, row)
    try:
        number = float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise _unreadable(question, cell, row) from None
    if not np.isfinite(number):
        raise _unreadable(question, cell, row)
    return number


def _unreadable(question: CodedQuestion, cell: Cell, row: int) -> DatasetError:
    return DatasetError(
        "D003",
        f"Question « {question.name} », ligne {row + 1} : la réponse {cell!r} n’est pas de celles que la "
        "question permet. Corrigez-la ou mettez une raison d’absence.",
    )
