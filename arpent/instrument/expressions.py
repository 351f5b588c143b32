"""XLSForm expressions, parsed into a small frozen tree.

The language is ODK's: XPath 1.0 without node sets, plus `${name}`. A tree is made once and evaluated as
often as needed (`evaluation`); `as_plain` gives it as lists, for an evaluator in another language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from arpent.instrument import patterns
from arpent.instrument.functions import SIGNATURES, UNSUPPORTED

MAX_LENGTH = 4_000
MAX_DEPTH = 40  # parentheses inside parentheses
MAX_TREE = 200  # operations that wait for one another, as in a long chain of `or`


class ExpressionRefused(ValueError):
    """What cannot be read in an expression, in French: a fact, ready to be put after the place."""


class ExpressionUnsupported(ExpressionRefused):
    """Right for ODK, and not read by Arpent."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Words between quotes, or a number."""

    value: str | float


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`: the answer to another question."""

    name: str


@dataclass(frozen=True, slots=True)
class Itself:
    """`.`: the answer being checked."""


@dataclass(frozen=True, slots=True)
class Column:
    """A bare name: in a choice filter, a column of the sheet of choices."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and the operator between them."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Opposite:
    """A number with its sign changed."""

    operand: "Node"


type Node = Literal | Reference | Itself | Column | Call | Operation | Opposite

_NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<words>"[^"]*"|'[^']*'|[‘’][^’]*’|“[^”]*”)
    | (?P<reference>\$\{{\s*(?:last-saved\#)?[^}}]*\}})
    | (?P<path>(?:\.\./|/)(?:\.\./)*{_NAME}(?:/{_NAME})*)
    | (?P<operator><=|>=|!=|[=<>+*])
    | (?P<minus>-)
    | (?P<mark>[(),])
    | (?P<itself>\.(?![\w.]))
    | (?P<name>{_NAME}(?::{_NAME})?)
    )""",
    re.VERBOSE,
)
_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """The tree of an expression. Raises ExpressionRefused in words."""
    if len(text) > MAX_LENGTH:
        raise ExpressionRefused(
            f"l’expression est trop longue ({len(text)} caractères, {MAX_LENGTH} au plus)"
        )
    parser = _Parser(_tokens(text))
    tree = parser.binary(0, MAX_DEPTH)
    parser.finish()
    if _height(tree) > MAX_TREE:
        raise ExpressionRefused(f"l’expression enchaîne plus de {MAX_TREE} opérations")
    return tree


def references(node: Node) -> frozenset[str]:
    """The names of the questions that an expression cites."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Reference))


def columns(node: Node) -> frozenset[str]:
    """The bare names of an expression."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Column))


def walk(node: Node) -> Iterator[Node]:
    """The node and everything under it."""
    yield node
    for child in _children(node):
        yield from walk(child)


def _height(tree: Node) -> int:
    """The longest way down; without recursion, since it is what keeps recursion safe."""
    level, height = [tree], 0
    while level:
        level = [child for node in level for child in _children(node)]
        height += 1
    return height


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Call(_, arguments):
            return arguments
        case Operation(_, left, right):
            return (left, right)
        case Opposite(operand):
            return (operand,)
        case _:
            return ()


type Plain = str | float | list["Plain"]


def as_plain(node: Node) -> Plain:
    """The tree as nested lists that JSON can hold: `["=", ["ask", "age"], ["value", 18]]`."""
    match node:
        case Literal(value):
            return ["value", value]
        case Reference(name):
            return ["ask", name]
        case Itself():
            return ["itself"]
        case Column(name):
            return ["column", name]
        case Call(function, arguments):
            return ["call", function, *(as_plain(argument) for argument in arguments)]
        case Operation(operator, left, right):
            return [operator, as_plain(left), as_plain(right)]
        case Opposite(operand):
            return ["opposite", as_plain(operand)]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


_END = _Token("end", "")


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise _not_understood(text[position:].strip()[:20], after_operand=bool(found))
        found.append(_Token(str(match.lastgroup), match.group().strip()))
        position = match.end()
    if not found:
        raise ExpressionRefused("l’expression est vide")
    return found


def _not_understood(rest: str, *, after_operand: bool) -> ExpressionRefused:
    """XPath's paths and filters are right for ODK, and not read."""
    if rest.startswith(("..", "//")) or (after_operand and rest[0] in "[]/|@"):
        return ExpressionUnsupported(f"« {rest} » est un chemin XPath, qui n’est pas lu")
    return ExpressionRefused(f"« {rest} » n’est pas compris")


class _Parser:
    """Recursive descent; `depth` is what remains of the allowed nesting."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def finish(self) -> None:
        if self._peek() is not _END:
            raise ExpressionRefused(f"« {self._peek().text} » est de trop")

    def binary(self, level: int, depth: int) -> Node:
        if depth == 0:
            raise ExpressionRefused(f"l’expression a plus de {MAX_DEPTH} niveaux de parenthèses")
        if level == len(_LEVELS):
            return self._signed(depth)
        left = self.binary(level + 1, depth)
        while self._peek().kind in ("operator", "minus", "name") and self._peek().text in _LEVELS[level]:
            left = Operation(self._take().text, left, self.binary(level + 1, depth))
        return left

    def _signed(self, depth: int) -> Node:
        signs = 0
        while self._peek().kind == "minus":
            self._take()
            signs += 1
        operand = self._operand(depth)
        return Opposite(operand) if signs % 2 else operand

    def _operand(self, depth: int) -> Node:
        token = self._take()
        match token.kind:
            case "number":
                return Literal(float(token.text))
            case "words":
                return Literal(token.text[1:-1])
            case "reference":
                return _reference(token.text)
            case "path":
                return Reference(token.text.rsplit("/", 1)[-1])
            case "itself":
                return Itself()
            case "name":
                return self._named(token.text, depth)
        if token.text != "(":
            raise ExpressionRefused(_unexpected(token))
        inside = self.binary(0, depth - 1)
        self._expect(")")
        return inside

    def _named(self, name: str, depth: int) -> Node:
        if self._peek().text != "(":
            return Column(name)
        self._take()
        call = Call(name, self._arguments(depth - 1))
        _check_call(call)
        return call

    def _arguments(self, depth: int) -> tuple[Node, ...]:
        if self._peek().text == ")":
            self._take()
            return ()
        arguments = [self.binary(0, depth)]
        while self._peek().text == ",":
            self._take()
            arguments.append(self.binary(0, depth))
        self._expect(")")
        return tuple(arguments)

    def _peek(self) -> _Token:
        return self._tokens[self._next] if self._next < len(self._tokens) else _END

    def _take(self) -> _Token:
        token = self._peek()
        self._next += 1
        return token

    def _expect(self, mark: str) -> None:
        token = self._take()
        if token.text != mark:
            raise ExpressionRefused(f"il manque « {mark} » : {_unexpected(token)}")


def _reference(text: str) -> Reference:
    name = text[2:-1]
    if name.startswith("last-saved#"):
        raise ExpressionUnsupported("« last-saved# » (la réponse du questionnaire précédent) n’est pas lu")
    if not re.fullmatch(_NAME, name):
        raise ExpressionRefused(f"« {text} » ne cite pas un nom de question")
    return Reference(name)


def _unexpected(token: _Token) -> str:
    if token is _END:
        return "l’expression s’arrête trop tôt"
    return f"« {token.text} » n’est pas attendu ici"


def _check_call(call: Call) -> None:
    _check_signature(call)
    match call:
        case Call("regex", (_, Literal(str() as pattern))):
            _check_pattern(pattern)


def _check_pattern(pattern: str) -> None:
    try:
        patterns.check(pattern)
    except patterns.PatternRefused as refusal:
        raise ExpressionRefused(f"le motif de « regex » n’est pas lu : {refusal}") from refusal


def _check_signature(call: Call) -> None:
    if call.function in UNSUPPORTED:
        raise ExpressionUnsupported(f"la fonction « {call.function} » n’est pas lue")
    if call.function not in SIGNATURES:
        raise ExpressionRefused(f"la fonction « {call.function} » n’existe pas")
    least, most = SIGNATURES[call.function]
    if not least <= len(call.arguments) <= most:
        raise ExpressionRefused(
            f"la fonction « {call.function} » attend {_count(least, most)}, et en reçoit {len(call.arguments)}"
        )


def _count(least: int, most: int) -> str:
    if least == most:
        return f"{least} valeur{'s' if least > 1 else ''}"
    return f"au moins {least}" if most > 50 else f"de {least} à {most} valeurs"
