"""The least and the most that an answer may be, made by picking, to and from the tree of a constraint.

A number, a day, how many letters, how many choices ticked; for a number or a day, the answer to another question
too, which limits nothing while it has none. `limits_of` gives None for a constraint that says anything else, which
then stays as it is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from arpent.instrument.conditions import as_expression
from arpent.instrument.editing.items import changed, question_named
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.expressions import (
    Call,
    ExpressionRefused,
    Itself,
    Literal,
    Node,
    Operation,
    Opposite,
    Reference,
    parse,
)
from arpent.instrument.unparsing import written
from arpent.instrument.values import Instrument, Kind, Question, Texts
from arpent.instrument.written import day, decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """As they are written: numbers in digits, days as 2026-12-31; `past`: no day after the day of the answer.

    `least` and `most`: the questions whose answers are ends too.
    """

    low: str = ""
    high: str = ""
    past: bool = False
    least: str = ""
    most: str = ""


NONE = Limits()
_MEASURED: dict[Kind, Node] = {
    Kind.INTEGER: Itself(),
    Kind.DECIMAL: Itself(),
    Kind.DATE: Itself(),
    Kind.TEXT: Call("string-length", (Itself(),)),
    Kind.SELECT_MULTIPLE: Call("count-selected", (Itself(),)),
}
LIMITED = frozenset(_MEASURED)
_COUNTED = (Kind.TEXT, Kind.SELECT_MULTIPLE)
_TODAY = Call("today", ())
_NUMBERS, _DAYS = (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE), (Kind.DATE,)
_BESIDE = {Kind.INTEGER: _NUMBERS, Kind.DECIMAL: _NUMBERS, Kind.DATE: _DAYS}
"""Kinds whose answers can be compared with an answer of that kind."""
_OTHERS = {">=": "least", "<=": "most"}
_SIDES = {">=": "low", "<=": "high", ">": "low", "<": "high"}
_STRICT = {">": 1, "<": -1}


def limits_of(question: Question) -> Limits | None:
    """The limits that a constraint says; None when it says more than limits can, or the kind has none."""
    if question.kind not in LIMITED:
        return None
    expression = as_expression(question.constraint)
    if not expression:
        return NONE
    try:
        told = [_side(question.kind, part) for part in _parts(parse(expression))]
    except ExpressionRefused:
        return None
    found = dict(pair for pair in told if pair)
    return Limits(**found) if len(found) == len(told) else None  # type: ignore[arg-type]  # a side and its value


def _parts(node: Node) -> Iterator[Node]:
    if isinstance(node, Operation) and node.operator == "and":
        yield from _parts(node.left)
        yield from _parts(node.right)
    else:
        yield node


def _side(kind: Kind, node: Node) -> tuple[str, str | bool] | None:
    """The name of a limit with what is said of it."""
    match node:
        case Operation("or", Operation("=", Reference(name), Literal("")), Operation(way, left, right)) if (
            kind in _BESIDE and way in _OTHERS and left == Itself() and right == Reference(name)
        ):
            return _OTHERS[way], name
        case Operation("<=", left, right) if kind is Kind.DATE and left == Itself() and right == _TODAY:
            return "past", True
        case Operation(operator, left, right) if operator in _SIDES and left == _MEASURED[kind]:
            value = _said(kind, right, _STRICT.get(operator, 0))
            return (_SIDES[operator], value) if value else None
    return None


def _said(kind: Kind, node: Node, beyond: int) -> str:
    """A bound as it is typed; « more than 0 » of whole numbers is « at least 1 ». Empty for what is no bound."""
    match node:
        case Call("date", (Literal(str() as words),)) if kind is Kind.DATE and not beyond:
            on = day(words)
            return on.isoformat() if on else ""
        case Literal(float() as number):
            pass
        case Opposite(Literal(float() as number)):
            number = -number
        case _:
            return ""
    whole = kind is not Kind.DECIMAL and number.is_integer()
    if kind is Kind.DATE or (beyond and not whole):
        return ""
    return f"{int(number) + beyond}" if whole else f"{decimal(repr(number)):f}"


def with_limits(instrument: Instrument, name: str, limits: Limits) -> Instrument:
    """The question with these limits, and the words that tell them where nobody wrote others."""
    question = question_named(instrument, name)
    before = limits_of(question)
    if before is None or before == (after := _checked(question.kind, limits)):
        return instrument
    if {after.least, after.most} - {"", *(each.name for each in comparable(instrument, question))}:
        raise EditRefused("La réponse à comparer n’est plus posée avant celle-ci. Choisissez-en une autre")
    constraint = " and ".join(map(written, _nodes(question.kind, after)))
    messages = _messages(instrument, question, message_of(question.kind, before), after) if constraint else {}
    return changed(
        instrument, name, lambda _: replace(question, constraint=constraint, constraint_message=messages)
    )


def comparable(instrument: Instrument, question: Question) -> tuple[Question, ...]:
    """The questions asked before it whose answers can be an end of its own."""
    found = takewhile(lambda each: each.name != question.name, instrument.questions())
    return tuple(each for each in found if each.kind in _BESIDE.get(question.kind, ()))


def without_rule(instrument: Instrument, name: str) -> Instrument:
    """The question without its constraint, whatever that said."""
    question = question_named(instrument, name)
    bare = replace(question, constraint="", constraint_message={})
    return changed(instrument, name, lambda _: bare)


def _checked(kind: Kind, limits: Limits) -> Limits:
    """The same limits written one way. Raises EditRefused for what cannot be read or cannot be met."""
    low, high = (_read(kind, words) for words in (limits.low, limits.high))
    if low is not None and high is not None and low > high:  # type: ignore[operator]  # of one kind
        raise EditRefused(
            "Aucune réponse ne conviendrait : le plus petit dépasse le plus grand. Échangez-les"
        )
    past, others = limits.past and kind is Kind.DATE, (limits.least, limits.most)
    return Limits(_typed(low), _typed(high), past, *(others if kind in _BESIDE else ("", "")))


def _read(kind: Kind, words: str) -> date | float | None:
    if not words.strip():
        return None
    if kind is Kind.DATE:
        if on := day(words.strip()):
            return on
        raise EditRefused(f"« {words} » n’est pas une date. Écrivez-la comme 31/12/2026")
    number = decimal(words.strip())
    if number is None:
        raise EditRefused(f"« {words} » n’est pas un nombre. Écrivez-le en chiffres")
    if kind is not Kind.DECIMAL and number != number.to_integral_value():
        raise EditRefused(f"« {words} » a une virgule. Écrivez un nombre entier")
    if kind in _COUNTED and number < 0:
        raise EditRefused(f"« {words} » est au-dessous de zéro. Écrivez un nombre à partir de 0")
    return float(number)


def _typed(bound: date | float | None) -> str:
    if bound is None or isinstance(bound, date):
        return bound.isoformat() if bound else ""
    return f"{int(bound)}" if bound.is_integer() else f"{decimal(repr(bound)):f}"


def _nodes(kind: Kind, limits: Limits) -> Iterator[Node]:
    for operator, words in ((">=", limits.low), ("<=", limits.high)):
        if words:
            yield Operation(operator, _MEASURED[kind], _bound(kind, words))
    if limits.past:
        yield Operation("<=", Itself(), _TODAY)
    for operator, name in ((">=", limits.least), ("<=", limits.most)):
        if name:
            silent = Operation("=", Reference(name), Literal(""))
            yield Operation("or", silent, Operation(operator, Itself(), Reference(name)))


def _bound(kind: Kind, words: str) -> Node:
    if kind is Kind.DATE:
        return Call("date", (Literal(words),))
    number = float(words)
    return Opposite(Literal(-number)) if number < 0 else Literal(number)


def _messages(instrument: Instrument, question: Question, told: str, limits: Limits) -> Texts:
    """In each French edition the words for these limits, unless somebody wrote others."""
    texts = dict(question.constraint_message)
    for tag in instrument.editions:
        if tag.split("-")[0] == "fr" and texts.get(tag, "") in ("", told):
            texts[tag] = message_of(question.kind, limits)
    return texts


_WORDS = {
    Kind.INTEGER: ("Écrivez un nombre", "", ""),
    Kind.DECIMAL: ("Écrivez un nombre", "", ""),
    Kind.DATE: ("Choisissez une date", "", ""),
    Kind.TEXT: ("Écrivez", " lettre", " lettres"),
    Kind.SELECT_MULTIPLE: ("Choisissez", " réponse", " réponses"),
}


def message_of(kind: Kind, limits: Limits) -> str:
    """What is said of an answer beyond the limits: « Écrivez un nombre de 0 à 120. »"""
    begins, one, several = _WORDS[kind]
    low, high = (_shown(kind, words) for words in (limits.low, limits.high))
    unit = several if (limits.high or limits.low) not in ("0", "1") else one
    if low and high:
        exact = kind in _COUNTED and low == high
        middle = (
            f" {low}" if exact else f" de {low} à {high}" if kind is not Kind.DATE else f" du {low} au {high}"
        )
    elif low:
        middle = (
            f" à partir du {low}"
            if kind is Kind.DATE
            else f" au moins {low}"
            if one
            else f" à partir de {low}"
        )
    elif high:
        middle = (
            f" jusqu’au {high}" if kind is Kind.DATE else f" au plus {high}" if one else f" jusqu’à {high}"
        )
    else:
        middle = ""
    ends = " Elle ne peut pas être après aujourd’hui." if limits.past else ""
    for name, said in ((limits.least, "moins"), (limits.most, "plus")):
        if name:
            when = "avant" if said == "moins" else "après"
            ends += f" Pas {when} le ${{{name}}}." if kind is Kind.DATE else f" Pas {said} que ${{{name}}}."
    return f"{begins}{middle}{unit}.{ends}" if middle or ends else ""


def _shown(kind: Kind, words: str) -> str:
    if kind is Kind.DATE:
        on = day(words)
        return f"{on:%d/%m/%Y}" if on else ""
    return words.replace(".", ",")
