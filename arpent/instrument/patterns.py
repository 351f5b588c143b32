"""Regular expressions that cannot run away: matched by stepping through all states at once.

A pattern comes from an uploaded form and the text from anyone with the link. Python's `re` can take
exponential time on such a pair; this takes a time proportional to pattern × text (Thompson 1968).
Read: literals, `.`, classes, `\\d \\w \\s`, groups, `|`, `? * + {m,n}`, `^` and `$`. Refused: look-around,
back-references.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

MAX_PATTERN = 500
MAX_STATES = 2_000
MAX_TEXT = 2_000

type _Test = Callable[[str], bool]


class PatternRefused(ValueError):
    """What cannot be read in a pattern, in French."""


@dataclass(slots=True)
class _State:
    """Reads one character when it has a test; otherwise leads on without reading."""

    test: _Test | None = None
    anchor: str = ""
    out: list["_State"] = field(default_factory=list)


type _Piece = tuple[_State, _State]


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text has the form of the pattern. A longer text than MAX_TEXT never has."""
    start, end = _machine(pattern)
    if len(text) > MAX_TEXT:
        return False
    states = _closure([start], 0, len(text))
    for position, character in enumerate(text, start=1):
        after = [out for state in states if state.test and state.test(character) for out in state.out]
        states = _closure(after, position, len(text))
        if not states:
            return False
    return any(state is end for state in states)


def check(pattern: str) -> None:
    """Raises PatternRefused when the pattern cannot be read."""
    _machine(pattern)


def _closure(states: list[_State], position: int, length: int) -> list[_State]:
    seen: dict[int, _State] = {}
    pending = list(states)
    while pending:
        state = pending.pop()
        if id(state) in seen or not _stands(state.anchor, position, length):
            continue
        seen[id(state)] = state
        if state.test is None:
            pending.extend(state.out)
    return list(seen.values())


def _stands(anchor: str, position: int, length: int) -> bool:
    return not anchor or (position == 0 if anchor == "^" else position == length)


@lru_cache(maxsize=256)
def _machine(pattern: str) -> _Piece:
    if len(pattern) > MAX_PATTERN:
        raise PatternRefused(f"le motif dépasse {MAX_PATTERN} caractères")
    reader = _Reader(pattern)
    piece = reader.alternatives(depth=30)
    if not reader.done():
        raise PatternRefused("une parenthèse est de trop")
    return piece


_CLASSES: dict[str, _Test] = {
    "d": lambda c: c.isascii() and c.isdigit(),
    "w": lambda c: c == "_" or (c.isascii() and c.isalnum()),
    "s": lambda c: c in " \t\n\r\f\v",
}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class _Reader:
    """Reads a pattern and builds its states."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._count = 0

    def done(self) -> bool:
        return self._at >= len(self._pattern)

    def alternatives(self, depth: int) -> _Piece:
        if depth == 0:
            raise PatternRefused("le motif a trop de parenthèses")
        start, end = self._state(), self._state()
        while True:
            head, tail = self._sequence(depth)
            start.out.append(head)
            tail.out.append(end)
            if self._peek() != "|":
                return start, end
            self._at += 1

    def _sequence(self, depth: int) -> _Piece:
        start = tail = self._state()
        while not self.done() and self._peek() not in ("|", ")"):
            head, after = self._repeated(depth)
            tail.out.append(head)
            tail = after
        return start, tail

    def _repeated(self, depth: int) -> _Piece:
        began = self._at
        piece = self._atom(depth)
        ended = self._at
        least, most = self._quantifier()
        if self._at == ended:
            return piece
        after = self._at
        if self._peek() in ("*", "+", "?", "{"):
            raise PatternRefused("deux répétitions se suivent")
        repeated = self._repeat(began, depth, least, most)
        self._at = after
        return repeated

    def _repeat(self, began: int, depth: int, least: int, most: int | None) -> _Piece:
        start = tail = self._state()
        for _ in range(least):
            head, after = self._again(began, depth)
            tail.out.append(head)
            tail = after
        end = self._state()
        if most is None:
            head, after = self._again(began, depth)
            tail.out.extend((head, end))
            after.out.extend((head, end))
            return start, end
        for _ in range(most - least):
            head, after = self._again(began, depth)
            tail.out.extend((head, end))
            tail = after
        tail.out.append(end)
        return start, end

    def _again(self, began: int, depth: int) -> _Piece:
        self._at = began
        return self._atom(depth)

    def _atom(self, depth: int) -> _Piece:
        character = self._take()
        if character == "(":
            return self._group(depth)
        if character in "^$":
            state = self._state(anchor=character)
            return state, state
        if character in "*+?{":
            raise PatternRefused(f"rien à répéter avant « {character} »")
        if character == "[":
            return self._reading(self._class())
        if character == "\\":
            return self._reading(self._escape())
        if character == ".":
            return self._reading(lambda c: c not in "\n\r")
        return self._reading(lambda c: c == character)

    def _group(self, depth: int) -> _Piece:
        if self._peek() == "?":
            self._at += 1
            if self._take() != ":":
                raise PatternRefused("« (? » n’est lu que sous la forme « (?: »")
        inside = self.alternatives(depth - 1)
        if self._take() != ")":
            raise PatternRefused("il manque une parenthèse")
        return inside

    def _escape(self) -> _Test:
        letter = self._take()
        if letter.lower() in _CLASSES:
            test = _CLASSES[letter.lower()]
            return (lambda c: not test(c)) if letter.isupper() else test
        if letter.isalnum() and letter not in _ESCAPES:
            raise PatternRefused(f"« \\{letter} » n’est pas lu")
        wanted = _ESCAPES.get(letter, letter)
        return lambda c: c == wanted

    def _class(self) -> _Test:
        negated = self._peek() == "^"
        self._at += negated
        tests: list[_Test] = []
        while self._peek() != "]" or not tests:
            tests.append(self._class_part())
        self._at += 1
        found = tuple(tests)
        return lambda c: any(test(c) for test in found) != negated

    def _class_part(self) -> _Test:
        low = self._take()
        if low == "\\" and self._peek().lower() in _CLASSES:
            return self._escape()
        low = self._unescaped(low)
        if self._peek() != "-" or self._pattern[self._at + 1 : self._at + 2] in ("]", ""):
            return lambda c: c == low
        self._at += 1
        high = self._unescaped(self._take())
        if high < low:
            raise PatternRefused(f"« {low}-{high} » est à l’envers")
        return lambda c: low <= c <= high

    def _unescaped(self, character: str) -> str:
        if character != "\\":
            return character
        letter = self._take()
        return _ESCAPES.get(letter, letter)

    def _quantifier(self) -> tuple[int, int | None]:
        mark = self._peek()
        if mark in ("*", "+", "?"):
            self._at += 1
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[mark]
        return self._counted() if mark == "{" else (1, 1)

    def _counted(self) -> tuple[int, int | None]:
        closing = self._pattern.find("}", self._at)
        least, comma, most = self._pattern[self._at + 1 : closing].partition(",")
        if closing < 0 or not least.isdecimal() or (most and not most.isdecimal()):
            raise PatternRefused("la répétition entre accolades n’est pas lue")
        self._at = closing + 1
        low, high = int(least), int(most) if most else (None if comma else int(least))
        if low > MAX_STATES or (high is not None and not low <= high <= MAX_STATES):
            raise PatternRefused("la répétition entre accolades est à l’envers ou trop longue")
        return low, high

    def _reading(self, test: _Test) -> _Piece:
        start, end = self._state(), self._state()
        start.test = test
        start.out.append(end)
        return start, end

    def _state(self, anchor: str = "") -> _State:
        self._count += 1
        if self._count > MAX_STATES:
            raise PatternRefused("le motif demande trop d’étapes")
        return _State(anchor=anchor)

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _take(self) -> str:
        if self.done():
            raise PatternRefused("le motif s’arrête trop tôt")
        self._at += 1
        return self._pattern[self._at - 1]
