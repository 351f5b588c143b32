"""Moves that need no program: lines side by side in the same relations exchange people freely.

Two lines are *alongside* when the same relations hold them in the same way. What one loses the other can win,
and nothing else changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import Bools, Floats, Ints
from arpent.stats.disclosure.moves import Board
from arpent.stats.disclosure.rules import Need


@dataclass(frozen=True, slots=True)
class Alongside:
    """The lines (G, C) of a table and, for each group, those alongside it."""

    lines: Floats
    people: Floats  # (G,) persons who answered
    others: Mapping[int, Ints]

    @classmethod
    def of(cls, board: Board, answers: int) -> "Alongside":
        classes: dict[frozenset[tuple[int, bool]], list[int]] = {}
        for group, places in board.by_group.items():
            if board.move[group]:
                held = frozenset((place, board.relations[place].whole == group) for place in places)
                classes.setdefault(held, []).append(group)
        others = {
            group: np.array([g for g in found if g != group], dtype=np.int64)
            for found in classes.values()
            for group in found
        }
        return cls(board.lines, board.lines[:, :answers].sum(axis=1), others)

    def open(self, group: int, need: Need, hidden: Bools, fixed: Bools) -> bool:
        """Whether exchanges with hidden lines are enough. `fixed` (G,): lines whose total cannot change."""
        beside = self.others.get(group)
        if beside is None:
            return False
        beside = beside[hidden[beside]]
        if need.people:
            free = beside[~fixed[beside]]
            down = self.people[group] if free.size else 0
            return not fixed[group] and bool(self.people[free].sum() + down >= need.width)
        mine, theirs = self.lines[group], self.lines[beside].sum(axis=0)
        chosen = list(need.columns)
        rest = np.delete(mine, chosen).sum()
        up = min(theirs[chosen].sum(), rest)
        down = 0.0 if need.upward else min(mine[chosen].sum(), np.delete(theirs, chosen).sum())
        return bool(up + down >= need.width)

    def next(self, group: int, prices: Floats) -> int | None:
        """The cheapest shown line alongside."""
        beside: Sequence[int] | Ints = self.others.get(group, ())
        priced = [other for other in beside if prices[other] > 0]
        return min(priced, key=lambda other: (prices[other], other), default=None)
