"""Conditions made by picking (a question, a test, an answer), to and from the tree of an expression.

Only conditions of that shape become picks: `picks_of` gives None for any other, which then stays as written.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from arpent.instrument.conditions import as_expression
from arpent.instrument.editing.items import changed, item_named
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.expressions import (
    Call,
    ExpressionRefused,
    Literal,
    Node,
    Operation,
    Opposite,
    Reference,
    parse,
)
from arpent.instrument.references import turns_in_circles, walk
from arpent.instrument.unparsing import written
from arpent.instrument.values import Instrument, Kind
from arpent.instrument.written import day, decimal


class Comparison(StrEnum):
    """What a pick asks of an answer."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    CONTAINS_NOT = "contains_not"
    MORE = "more"
    LESS = "less"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"


@dataclass(frozen=True, slots=True)
class Pick:
    """One question, one test, one answer: a choice's code, a number, a date or words, as written."""

    question: str
    test: Comparison
    value: str = ""


@dataclass(frozen=True, slots=True)
class Picks:
    """Several picks, which must all hold (`every`), or of which one is enough."""

    picks: tuple[Pick, ...]
    every: bool = True


_WITHOUT_VALUE = (Comparison.ANSWERED, Comparison.NOT_ANSWERED)
_COMPARED = (
    Comparison.IS,
    Comparison.IS_NOT,
    Comparison.MORE,
    Comparison.LESS,
    Comparison.AT_LEAST,
    Comparison.AT_MOST,
)
_BY_KIND: dict[Kind, tuple[Comparison, ...]] = {
    Kind.SELECT_ONE: (Comparison.IS, Comparison.IS_NOT),
    Kind.SELECT_MULTIPLE: (Comparison.CONTAINS, Comparison.CONTAINS_NOT),
    Kind.INTEGER: _COMPARED,
    Kind.DECIMAL: _COMPARED,
    Kind.RANGE: _COMPARED,
    Kind.DATE: _COMPARED,
    Kind.TEXT: (Comparison.IS, Comparison.IS_NOT),
    Kind.CALCULATE: _COMPARED,
    Kind.HIDDEN: (Comparison.IS, Comparison.IS_NOT),
}
_OPERATORS = {
    Comparison.IS: "=",
    Comparison.IS_NOT: "!=",
    Comparison.MORE: ">",
    Comparison.LESS: "<",
    Comparison.AT_LEAST: ">=",
    Comparison.AT_MOST: "<=",
}
_TESTS = {operator: test for test, operator in _OPERATORS.items()}
_MIRRORED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "=": "=", "!=": "!="}


def comparisons_for(kind: Kind) -> tuple[Comparison, ...]:
    """What may be asked of an answer of that kind."""
    return () if kind is Kind.NOTE else (*_BY_KIND.get(kind, ()), *_WITHOUT_VALUE)


def picks_of(instrument: Instrument, expression: str) -> Picks | None:
    """The expression as picks; None when it says more than picks can."""
    if not expression:
        return Picks(())
    try:
        tree = parse(as_expression(expression))
    except ExpressionRefused:
        return None
    kinds = {question.name: question.kind for question in instrument.questions()}
    for joint, every in (("and", True), ("or", False)):
        found = [_pick(kinds, part) for part in _split(tree, joint)]
        if all(found):
            return Picks(tuple(pick for pick in found if pick), every)
    return None


def _split(node: Node, joint: str) -> tuple[Node, ...]:
    match node:
        case Operation(operator, left, right) if operator == joint:
            return (*_split(left, joint), *_split(right, joint))
        case _:
            return (node,)


def _pick(kinds: dict[str, Kind], node: Node) -> Pick | None:
    match node:
        case Call("selected", (Reference(name), Literal(str() as code))):
            return _fitting(kinds, name, Comparison.CONTAINS, code)
        case Call("not", (Call("selected", (Reference(name), Literal(str() as code))),)):
            return _fitting(kinds, name, Comparison.CONTAINS_NOT, code)
        case Operation(operator, Reference(name), other) if operator in _TESTS:
            return _compared(kinds, name, operator, other)
        case Operation(operator, other, Reference(name)) if operator in _TESTS:
            return _compared(kinds, name, _MIRRORED[operator], other)
        case _:
            return None


def _compared(kinds: dict[str, Kind], name: str, operator: str, other: Node) -> Pick | None:
    if other == Literal("") and operator in ("=", "!="):
        test = Comparison.NOT_ANSWERED if operator == "=" else Comparison.ANSWERED
        return Pick(name, test) if test in comparisons_for(kinds.get(name, Kind.NOTE)) else None
    value = _value(kinds.get(name, Kind.NOTE), other)
    return None if value is None else _fitting(kinds, name, _TESTS[operator], value)


def _value(kind: Kind, node: Node) -> str | None:
    match node:
        case Literal(str() as words):
            return words
        case Literal(float() as number) if kind not in (Kind.TEXT, Kind.DATE):
            return written(Literal(number))
        case Opposite(Literal(float() as number)):
            return f"-{written(Literal(number))}"
        case Call("date", (Literal(str() as words),)) if kind is Kind.DATE:
            return words
        case _:
            return None


def _fitting(kinds: dict[str, Kind], name: str, test: Comparison, value: str) -> Pick | None:
    """`selected` of a question with one answer says that it is that answer."""
    kind = kinds.get(name, Kind.NOTE)
    if kind is Kind.SELECT_ONE:
        test = {Comparison.CONTAINS: Comparison.IS, Comparison.CONTAINS_NOT: Comparison.IS_NOT}.get(
            test, test
        )
    pick = Pick(name, test, value)
    return pick if test in comparisons_for(kind) and _node(kind, pick) is not None else None


def expression_of(instrument: Instrument, picks: Picks) -> str:
    """The picks as an expression; empty for none. Raises EditRefused for a pick that says nothing."""
    kinds = {question.name: question.kind for question in instrument.questions()}
    nodes = [_wanted(kinds, pick) for pick in picks.picks]
    if not nodes:
        return ""
    tree = nodes[0]
    for node in nodes[1:]:
        tree = Operation("and" if picks.every else "or", tree, node)
    return written(tree)


def _wanted(kinds: dict[str, Kind], pick: Pick) -> Node:
    kind = kinds.get(pick.question)
    if kind is None:
        raise EditRefused("La question choisie n’existe plus. Choisissez-en une autre")
    if pick.test not in comparisons_for(kind):
        raise EditRefused("Cette comparaison ne va pas avec cette question. Choisissez-en une autre")
    node = _node(kind, pick)
    if node is None:
        raise EditRefused(_ASKED.get(kind, "La réponse attendue manque. Écrivez-la"))
    return node


_ASKED = {
    Kind.DATE: "La date attendue ne se lit pas. Écrivez-la comme 31/12/2026",
    Kind.INTEGER: "Le nombre attendu ne se lit pas. Écrivez-le en chiffres",
    Kind.DECIMAL: "Le nombre attendu ne se lit pas. Écrivez-le en chiffres",
    Kind.RANGE: "Le nombre attendu ne se lit pas. Écrivez-le en chiffres",
}


def _node(kind: Kind, pick: Pick) -> Node | None:
    asked = Reference(pick.question)
    match pick.test:
        case Comparison.ANSWERED:
            return Operation("!=", asked, Literal(""))
        case Comparison.NOT_ANSWERED:
            return Operation("=", asked, Literal(""))
        case Comparison.CONTAINS | Comparison.CONTAINS_NOT:
            if not pick.value or _unquotable(pick.value):
                return None
            call = Call("selected", (asked, Literal(pick.value)))
            return call if pick.test is Comparison.CONTAINS else Call("not", (call,))
        case test:
            value = _literal(kind, pick.value)
            return None if value is None else Operation(_OPERATORS[test], asked, value)


def _literal(kind: Kind, value: str) -> Node | None:
    if kind is Kind.DATE:
        on = day(value)
        return Call("date", (Literal(on.isoformat()),)) if on else None
    if kind in (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE) or (
        kind is Kind.CALCULATE and decimal(value) is not None
    ):
        number = decimal(value)
        if number is None:
            return None
        return Opposite(Literal(float(-number))) if number < 0 else Literal(float(number))
    return Literal(value) if value and not _unquotable(value) else None


def _unquotable(value: str) -> bool:
    return "'" in value and '"' in value


def with_condition(instrument: Instrument, name: str, picks: Picks) -> Instrument:
    """The question or the section is shown when the picks hold; always, for none."""
    inside = {item.name for item in walk((item_named(instrument, name),))}
    if inside & {pick.question for pick in picks.picks}:
        raise EditRefused(
            "Une condition ne peut pas dépendre de la question elle-même. Choisissez-en une autre"
        )
    before = item_named(instrument, name).relevant
    if picks_of(instrument, before) == picks:
        return instrument
    expression = expression_of(instrument, picks)
    after = changed(instrument, name, lambda item: replace(item, relevant=expression))
    if turns_in_circles(after):
        raise EditRefused("Cette condition tournerait en rond : la question choisie dépend déjà de celle-ci")
    return after
