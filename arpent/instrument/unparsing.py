"""A tree of an expression, written as XLSForm writes it: `parse` gives the same tree back."""

from decimal import Decimal

from arpent.instrument.expressions import Call, Column, Itself, Literal, Node, Operation, Opposite, Reference

_RANK = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6,
}  # fmt: skip
_TIGHTEST = 7


def written(node: Node) -> str:
    """The expression. Words that hold both kinds of straight quotes cannot be written: ValueError."""
    match node:
        case Literal(value):
            return _quoted(value) if isinstance(value, str) else format(Decimal(repr(value)).normalize(), "f")
        case Reference(name):
            return f"${{{name}}}"
        case Itself():
            return "."
        case Column(name):
            return name
        case Call(function, arguments):
            return f"{function}({', '.join(map(written, arguments))})"
        case Opposite(operand):
            return f"-{_within(operand, _TIGHTEST)}"
        case Operation(operator, left, right):
            rank = _RANK[operator]
            return f"{_within(left, rank)} {operator} {_within(right, rank + 1)}"


def _within(node: Node, rank: int) -> str:
    """Between parentheses when it binds less tightly than what is around."""
    own = _RANK[node.operator] if isinstance(node, Operation) else _TIGHTEST
    return f"({written(node)})" if own < rank else written(node)


def _quoted(words: str) -> str:
    for mark in "'\"":
        if mark not in words:
            return f"{mark}{words}{mark}"
    raise ValueError(f"{words!r} mêle les deux guillemets droits")
