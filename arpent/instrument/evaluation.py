"""The value of an expression for one person's answers."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from arpent.instrument.expressions import (
    Call,
    Column,
    Itself,
    Literal,
    Node,
    Operation,
    Opposite,
    Reference,
    parse,
)
from arpent.instrument.functions import FUNCTIONS, NAN, Atom, as_number, as_text, as_truth, equal
from arpent.instrument.values import Answers, Missing, Value


def _no_label(question: str, code: str) -> str:
    del question
    return code


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is evaluated in. The clock is an argument: pass a datetime when `now()` matters."""

    answers: Answers
    today: date
    itself: Value = Missing.NO_ANSWER
    columns: Mapping[str, str] = field(default_factory=dict)
    choice_label: Callable[[str, str], str] = _no_label


def evaluate(expression: str, setting: Setting) -> Atom:
    """The value of an expression as written."""
    return value_of(parse(expression), setting)


def holds(expression: str, setting: Setting) -> bool:
    """Whether a condition holds. No condition always does."""
    return not expression or as_truth(evaluate(expression, setting))


def as_answer(result: Atom) -> Value:
    """What a calculation leaves among the answers; nothing and NaN leave no answer, as in ODK."""
    if isinstance(result, bool):
        return as_text(result)
    if isinstance(result, float):
        return _number(result)
    return result if result != "" else Missing.NO_ANSWER


def _number(result: float) -> Value:
    if not math.isfinite(result):
        return Missing.NO_ANSWER
    return int(result) if result.is_integer() else Decimal(repr(result))


def as_atom(value: Value | None) -> Atom:
    """An answer as expressions see it: several codes are one text with spaces, what is missing is empty."""
    match value:
        case None | Missing():
            return ""
        case bool():
            return "OK" if value else ""
        case int() | Decimal():
            return float(value)
        case tuple():
            return " ".join(value)
        case time():
            return value.isoformat()
        case _:
            return value


def value_of(node: Node, setting: Setting) -> Atom:
    """The value of a parsed expression."""
    match node:
        case Literal(value):
            return value
        case Reference(name):
            return as_atom(setting.answers.get(name))
        case Itself():
            return as_atom(setting.itself)
        case Column(name):
            return setting.columns.get(name, "")
        case Opposite(operand):
            return -as_number(value_of(operand, setting))
        case Operation():
            return _operation(node, setting)
        case Call():
            return _call(node, setting)


def _operation(node: Operation, setting: Setting) -> Atom:
    left = value_of(node.left, setting)
    if node.operator in ("and", "or"):
        known = as_truth(left)
        return known if known == (node.operator == "or") else as_truth(value_of(node.right, setting))
    right = value_of(node.right, setting)
    if node.operator in ("=", "!="):
        return equal(left, right) == (node.operator == "=")
    return _ARITHMETIC[node.operator](as_number(left), as_number(right))


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    return NAN if not left or math.isnan(left) else math.copysign(math.inf, left)


def _remainder(left: float, right: float) -> float:
    return math.fmod(left, right) if right and math.isfinite(left) else NAN


_ARITHMETIC: dict[str, Callable[[float, float], Atom]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": _divide,
    "mod": _remainder,
}


def _call(node: Call, setting: Setting) -> Atom:
    special = _SPECIAL.get(node.function)
    if special is not None:
        return special(node.arguments, setting)
    function = FUNCTIONS[node.function][2]
    return function(*(value_of(argument, setting) for argument in node.arguments))


def _if(arguments: tuple[Node, ...], setting: Setting) -> Atom:
    condition, then, otherwise = arguments
    return value_of(then if as_truth(value_of(condition, setting)) else otherwise, setting)


def _coalesce(arguments: tuple[Node, ...], setting: Setting) -> Atom:
    values = (value_of(argument, setting) for argument in arguments)
    return next((value for value in values if as_text(value) not in ("", "NaN")), "")


def _once(arguments: tuple[Node, ...], setting: Setting) -> Atom:
    already = as_atom(setting.itself)
    return already if as_text(already) else value_of(arguments[0], setting)


def _today(arguments: tuple[Node, ...], setting: Setting) -> Atom:
    del arguments
    return date(setting.today.year, setting.today.month, setting.today.day)


def _now(arguments: tuple[Node, ...], setting: Setting) -> Atom:
    del arguments
    if isinstance(setting.today, datetime):
        return setting.today
    return datetime.combine(setting.today, time())


def _choice_name(arguments: tuple[Node, ...], setting: Setting) -> Atom:
    code, question = arguments
    return setting.choice_label(_cited(question), as_text(value_of(code, setting)))


def _cited(node: Node) -> str:
    """The question named by `${name}`, or by the text '${name}' as ODK writes it."""
    match node:
        case Reference(name):
            return name
        case Literal(str() as words):
            return words.strip().removeprefix("${").removesuffix("}").strip()
        case _:
            return ""


_SPECIAL: dict[str, Callable[[tuple[Node, ...], Setting], Atom]] = {
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "today": _today,
    "now": _now,
    "jr:choice-name": _choice_name,
}
