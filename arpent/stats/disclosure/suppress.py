"""Complementary suppression of a whole publication: what must be hidden so that nothing hidden is found.

Tables are taken in order, those that others lie inside first: the sizes of groups, then questions, then the
choices of each. What is hidden above is hidden below. In each table every hidden line is asked how else it
could be (`moves`); as long as some line is too tightly known, the cheapest lines that free it are hidden too.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import Bools, Floats, Ints
from arpent.stats.disclosure.exchanges import Alongside
from arpent.stats.disclosure.layout import Layout, lay_out
from arpent.stats.disclosure.moves import CRUMB, Board, Goal, Move, cheapest
from arpent.stats.disclosure.publication import Publication
from arpent.stats.disclosure.rules import Need, Rules, Shown, needs, primary


@dataclass(frozen=True, slots=True)
class Protected:
    """`fate` (T, G): what becomes of each line of each table (codes of Shown). `stuck`: (table, group) of lines
    that nothing could open, for earlier releases had told them already. `least` (T,): tables proved to hide
    the fewest answers that they can."""

    fate: Ints
    stuck: tuple[tuple[int, int], ...]
    least: tuple[bool, ...]

    @property
    def shown(self) -> Bools:
        """(T, G) the lines that may be printed."""
        return np.asarray(self.fate == Shown.YES)


def suppress(publication: Publication, rules: Rules, *, hidden: Bools | None = None) -> Protected:
    """Hide what the rules say, and enough around it, quickly: near the least, not always the least.

    `hidden` (T, G): lines to hide whatever the rules say.
    """
    layout = lay_out(publication)
    works: list[_Table] = []
    for place, table in enumerate(publication.tables):
        above = layout.above(place)
        work = _Table(layout, place, rules, primary(table, rules), works[above[0]] if above else None)
        work.beside = works[publication.place(table.beside)] if table.beside else None
        works.append(work)
    if hidden is not None:
        for work, lines in zip(works, hidden, strict=True):
            work.hide(np.flatnonzero(lines))
    while sum([work.settle() for work in works]):
        pass  # what a table asked of the one above is hidden in all those inside it
    stuck = tuple((place, group) for place, work in enumerate(works) for group in work.stuck)
    return Protected(np.array([work.fate for work in works]), stuck, (False,) * len(works))


class _Table:
    """One table while it is being protected."""

    def __init__(
        self, layout: Layout, place: int, rules: Rules, fate: Sequence[Shown], above: "_Table | None"
    ) -> None:
        self.table, self.rules, self.above = layout.tables[place], rules, above
        self.beside: _Table | None = None
        self.fate = np.array(fate, dtype=np.int64)
        self.printable = layout.printable
        self.out = layout.out[place]
        self.board = Board.of(
            np.asarray(self.table.counts), layout.related(place), layout.exists[place] & ~self.out
        )
        self.alongside = Alongside.of(self.board, self.table.answers)
        self.prices = np.zeros(len(layout.groups))
        self.prices[: self.printable] = np.where(self.fate == Shown.YES, self.cost[: self.printable], 0)
        self.moves: list[Move] = []
        self.waiting = deque(self._needy(layout, place))
        self.concerned = set(self.waiting)
        self.stuck: list[int] = []

    @property
    def cost(self) -> Floats:
        """(G,) what hiding a line costs for each person that a move takes through it."""
        return 1 + self.table.n

    def _needy(self, layout: Layout, place: int) -> list[int]:
        """Hidden lines with people, and those nobody prints that would be hidden if they were printed."""
        n = self.table.n
        needy = (np.array(primary(self.table, self.rules)) != Shown.YES) | layout.kept[place]
        needy &= layout.exists[place] & ~self.out
        needy[: self.printable] = self.fate != Shown.YES
        return [int(group) for group in np.flatnonzero(needy & (n > 0))]

    def settle(self) -> bool:
        """Hide until every line is open enough, or stuck. Whether the table above was asked to hide more."""
        if self.above is not None:
            self.hide(np.flatnonzero(self.above.fate != Shown.YES))
        if self.beside is not None:
            self.hide(np.flatnonzero(self.beside.fate != Shown.YES))
        if self.fate[0] != Shown.YES:
            self.hide(range(self.printable))
        self.waiting += self.stuck
        self.stuck = []
        asked = False
        while self.waiting:
            group = self.waiting.popleft()
            for need in needs(self.table, group, self.rules):
                if self._open(group, need):
                    continue
                if self._ask_above(group, need):
                    asked = True
                self.stuck.append(group)
                break
        return self._tell_beside() or asked

    def _tell_beside(self) -> bool:
        """Hide what is hidden here in the table printed with this one. Whether any was still shown there."""
        if self.beside is None:
            return False
        more = np.flatnonzero((self.fate != Shown.YES) & (self.beside.fate == Shown.YES))
        self.beside.hide(more)
        return bool(more.size)

    def hide(self, groups: Iterable[int]) -> None:
        """Hide lines that are shown, and see to it that they stay open too."""
        for group in groups:
            if group < self.printable and self.fate[group] == Shown.YES:
                self.fate[group] = Shown.COMPLEMENT
                self.prices[group] = 0
                if self.table.n[group] > 0:
                    self.waiting.append(int(group))
                    self.concerned.add(int(group))
        if self.fate[0] != Shown.YES and (self.fate == Shown.YES).any():
            self.hide(range(self.printable))

    def _held(self) -> Bools:
        """(G,) lines whose columns add up to something that is shown above."""
        held = np.zeros(self.prices.size, dtype=bool)
        if self.above is not None:
            held |= self.above.out
            held[: self.printable] = self.above.fate == Shown.YES
        return held

    def _open(self, group: int, need: Need) -> bool:
        """Whether the line is open as the need says, once what it takes is hidden."""
        held = self._held_for(group, need)
        if held is None:
            return True
        while not (
            self.alongside.open(group, need, self.prices == 0, held) or self._has_moved(group, need, held)
        ):
            helper = self.alongside.next(group, self.prices)
            if helper is None:
                return self._widen(group, need, held)
            self.hide([helper])
        return True

    def _held_for(self, group: int, need: Need) -> Bools | None:
        """The lines whose total is known while this need is looked at; None when its size is said above."""
        held = self._held()
        if not need.people or self.above is None or group in self.above.concerned:
            return held
        if group >= self.printable or len(need.columns) == self.board.lines.shape[1]:
            return None
        return np.zeros_like(held)

    def _has_moved(self, group: int, need: Need, held: Bools) -> bool:
        """Whether the moves made so far already show the line open enough."""
        low, high = 0.0, 0.0
        for move in self.moves:
            if group in move.groups and not any(held[line] for line in move.totals):
                by = float(move.change[move.groups.index(group)][list(need.columns)].sum())
                low, high = min(low, by), max(high, by)
        return (high if need.upward else high - low) >= need.width - CRUMB

    def _widen(self, group: int, need: Need, held: Bools) -> bool:
        """Ask for the cheapest moves, and hide the lines that they go through."""
        best = self._best(group, need, self.prices, held)
        for move in best or ():
            self.hide(move.groups)
            self.moves.append(move)
        return best is not None

    def _ask_above(self, group: int, need: Need) -> bool:
        """Hide above the lines whose total must be able to change. Whether any was still shown there."""
        if self.above is None:
            return False
        held, asked = self._held(), set[int]()
        for move in self._best(group, need, self.prices + held * self.cost, self.above.out) or ():
            asked |= {line for line in move.totals if held[line]}
        self.above.hide(asked)
        return bool(asked)

    def _best(self, group: int, need: Need, prices: Floats, held: Bools) -> list[Move] | None:
        """The cheapest moves that open the line: more of it, or as much less as there is and the rest more."""
        value = float(self.board.lines[group, list(need.columns)].sum())
        less = min(value, need.width)
        ways = [(need.width,)] if need.upward or not less else [(need.width,), (-less, need.width - less)]
        best: list[Move] | None = None
        for way in ways:
            found = [cheapest(self.board, Goal(group, need.columns, by), prices, held) for by in way if by]
            moves = [move for move in found if move is not None]
            if len(moves) == len(found) and (best is None or _cost(moves) < _cost(best)):
                best = moves
            if best is not None and _cost(best) <= CRUMB:
                break
        return best


def _cost(moves: Sequence[Move]) -> float:
    return sum(move.cost for move in moves)
