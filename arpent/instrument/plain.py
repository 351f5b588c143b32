"""Answers as values that JSON can hold, and back.

A code or words are text, several codes a list, a whole number a number, a decimal `{"decimal": "12.50"}`,
dates and times ISO text, an acknowledgement `true`, a reason `{"missing": "dont_know"}`.
"""

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from arpent.instrument.routing import words_name
from arpent.instrument.values import Answers, Instrument, Kind, Missing, Question, Value

type Plain = str | int | bool | list[str] | dict[str, str]


def to_plain(answers: Answers) -> dict[str, Plain]:
    """The answers as JSON holds them."""
    return {name: _plain(value) for name, value in answers.items()}


def _plain(value: Value) -> Plain:
    match value:
        case Missing():
            return {"missing": value.value}
        case str() | int():
            return value
        case tuple():
            return list(value)
        case Decimal():
            return {"decimal": str(value)}
        case _:
            return value.isoformat()


def from_plain(instrument: Instrument, plain: Mapping[str, object]) -> dict[str, Value]:
    """The answers back. What the instrument does not know, or what does not fit its kind, is a ValueError."""
    return plain_reader(instrument)(plain)


def plain_reader(instrument: Instrument) -> Callable[[Mapping[str, object]], dict[str, Value]]:
    """`from_plain` for many people: each distinct answer to a question is read once, and then shared.

    Words are not kept: they are seldom the same twice.
    """
    questions = {question.name: question for question in instrument.questions()}
    words = {words_name(question) for question in questions.values()} - {""}
    read: dict[Hashable, Value] = {}

    def value(name: str, plain: object) -> Value:
        if name in words:
            return _words(name, plain)
        key = (name, plain) if isinstance(plain, str) else (name, type(plain), repr(plain))
        if key not in read:
            found = _value(_known(questions, name), plain)
            if questions[name].kind is Kind.TEXT and isinstance(plain, str):
                return found
            read[key] = found
        return read[key]

    return lambda answers: {name: value(name, plain) for name, plain in answers.items()}


def _known(questions: Mapping[str, Question], name: str) -> Question:
    if name not in questions:
        raise ValueError(f"« {name} » n’est pas une question")
    return questions[name]


def _words(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"« {name} » attend des mots")
    return value


def _value(question: Question, plain: object) -> Value:
    try:
        return _read(question, plain)
    except (ValueError, InvalidOperation) as wrong:
        raise ValueError(f"« {question.name} » : {plain!r} ne convient pas") from wrong


def _read(question: Question, plain: object) -> Value:
    match plain:
        case {"missing": str() as reason}:
            return Missing(reason)
        case {"decimal": str() as digits}:
            return Decimal(digits)
        case list():
            return tuple(str(code) for code in plain)
        case bool() | int():
            return plain
        case str():
            return _from_text(question.kind, plain)
        case _:
            raise ValueError(plain)


def _from_text(kind: Kind, words: str) -> Value:
    match kind:
        case Kind.DATE:
            return date.fromisoformat(words)
        case Kind.TIME:
            return time.fromisoformat(words)
        case Kind.DATETIME:
            return datetime.fromisoformat(words)
        case _:
            return words
