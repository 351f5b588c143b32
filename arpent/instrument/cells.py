"""One cell of a file of answers, made into an answer; each distinct cell of a column is read once."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from arpent.instrument.checking import MAX_WORDS
from arpent.instrument.routing import OTHER, choices_of
from arpent.instrument.spellings import BLANK, NOT_TICKED, REASONS, TICKED, aliases, folded
from arpent.instrument.values import Instrument, Kind, Missing, Question, Value
from arpent.instrument.written import clock, day, decimal, integer, is_whole, moment, range_of


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a cell is no answer to its question, and what to do."""

    code: str
    why: str
    remedy: str


UNFIT = {
    "E01": Unfit("E01", "ce n’est pas un choix de la question", "Corrigez la cellule, ou ajoutez ce choix au questionnaire"),
    "E02": Unfit("E02", "ce n’est pas un nombre entier", "Écrivez un nombre entier"),
    "E03": Unfit("E03", "ce n’est pas un nombre", "Écrivez un nombre"),
    "E04": Unfit("E04", "ce n’est pas une date", "Écrivez la date sous la forme 2026-12-31 ou 31/12/2026"),
    "E05": Unfit("E05", "ce n’est pas une heure", "Écrivez l’heure sous la forme 14:30"),
    "E06": Unfit("E06", "le nombre est hors de la plage de la question", "Corrigez la cellule, ou élargissez la plage"),
    "E07": Unfit("E07", "le texte est trop long", f"Raccourcissez-le à {MAX_WORDS} caractères"),
    "E08": Unfit("E08", "la règle de la question refuse cette réponse", "Corrigez la cellule, ou la règle (constraint)"),
    "E09": Unfit("E09", "cette question n’est pas posée à cette personne", "Videz la cellule, ou corrigez la règle (relevant)"),
    "E10": Unfit("E10", "la case est cochée et décochée à la fois", "Écrivez 1 ou 0"),
}  # fmt: skip

type Read = Value | Unfit | None
"""An answer, why it is none, or nothing: the cell is blank."""


def reader_of(instrument: Instrument, question: Question) -> Callable[[str], Read]:
    """What reads the cells of a question that has one column."""
    spellings = choice_spellings(instrument, question)

    def read(cell: str) -> Read:
        words = cell.strip()
        key = folded(words)
        if key in spellings and question.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
            code = spellings[key]
            return code if question.kind is Kind.SELECT_ONE else (code,)
        if key in BLANK:
            return None
        if key in REASONS and question.kind is not Kind.TEXT:
            return REASONS[key]
        return _answer(question, words, spellings)

    return read


def choice_spellings(instrument: Instrument, question: Question) -> dict[str, str]:
    """The code of each choice by its code, its texts and its aliases, as they are compared."""
    found: dict[str, str] = {}
    choices = choices_of(instrument, question)
    for choice in choices:
        for label in choice.label.values():
            found.setdefault(folded(label), choice.name)
    for choice in choices:
        for alias in aliases(choice.extra.get("alias", "")):
            found[folded(alias)] = choice.name
    found |= {folded(choice.name): choice.name for choice in choices}
    if question.or_other:
        found["-oth-"] = OTHER
    return found


def _answer(question: Question, words: str, spellings: Mapping[str, str]) -> Read:
    match question.kind:
        case Kind.SELECT_ONE:
            return UNFIT["E01"]
        case Kind.SELECT_MULTIPLE | Kind.RANK:
            return _codes(question, words, spellings)
        case Kind.RANGE:
            return _in_range(question, words)
        case Kind.CALCULATE | Kind.HIDDEN:
            return words[:MAX_WORDS]
        case _:
            read, code = _WRITTEN[question.kind]
            value = read(words)
            return UNFIT[code] if value is None else value


def _codes(question: Question, words: str, spellings: Mapping[str, str]) -> Read:
    """Codes with spaces between; else codes or texts between `;`, `,`, `|`; else texts with spaces between."""
    for pieces in (words.split(), re.split(r"\s*[;|\n]\s*", words), re.split(r"\s*,\s*", words)):
        codes = [spellings.get(folded(piece)) for piece in pieces if piece]
        if codes and None not in codes:
            return _ordered(question, [code for code in codes if code is not None], spellings)
    greedy = _greedy(folded(words), sorted(spellings, key=len, reverse=True))
    return (
        UNFIT["E01"] if greedy is None else _ordered(question, [spellings[key] for key in greedy], spellings)
    )


def _ordered(question: Question, codes: Sequence[str], spellings: Mapping[str, str]) -> tuple[str, ...]:
    if question.kind is Kind.RANK:
        return tuple(dict.fromkeys(codes))
    return tuple(code for code in dict.fromkeys(spellings.values()) if code in codes)


def _greedy(rest: str, keys: Sequence[str]) -> list[str] | None:
    found: list[str] = []
    while rest:
        key = next((key for key in keys if key and (rest == key or rest.startswith(f"{key} "))), None)
        if key is None:
            return None
        found.append(key)
        rest = rest[len(key) :].strip()
    return found


def _in_range(question: Question, words: str) -> Read:
    value = decimal(words)
    if value is None:
        return UNFIT["E03"]
    start, end, _ = range_of(question)
    if not min(start, end) <= value <= max(start, end):
        return UNFIT["E06"]
    return int(value) if is_whole(question) and value == value.to_integral_value() else value


def _text(words: str) -> str | None:
    return words if len(words) <= MAX_WORDS else None


def _day(words: str) -> Value | None:
    on = day(words)
    if on is not None:
        return on
    at = _moment(words)
    return at.date() if at is not None else None


def _moment(words: str) -> datetime | None:
    return moment(words)


def _acknowledged(words: str) -> Value | None:
    key = folded(words)
    if key in TICKED:
        return True
    return Missing.NO_ANSWER if key in NOT_TICKED else None


_WRITTEN: dict[Kind, tuple[Callable[[str], Value | None], str]] = {
    Kind.INTEGER: (integer, "E02"),
    Kind.DECIMAL: (decimal, "E03"),
    Kind.TEXT: (_text, "E07"),
    Kind.DATE: (_day, "E04"),
    Kind.TIME: (clock, "E05"),
    Kind.DATETIME: (_moment, "E04"),
    Kind.ACKNOWLEDGE: (_acknowledged, "E10"),
}


def ticked(cell: str, spellings: Mapping[str, str], code: str) -> bool | Unfit | Missing | None:
    """Whether the choice of a column is ticked; None when the cell says nothing."""
    key = folded(cell)
    if key in BLANK:
        return None
    if spellings.get(key) == code and key not in NOT_TICKED:
        return True
    if key in TICKED:
        return True
    if key in NOT_TICKED:
        return False
    return REASONS.get(key, UNFIT["E01"])
