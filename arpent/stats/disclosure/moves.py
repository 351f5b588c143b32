"""How else a table could be: the cheapest way for a hidden count to be another one, seen from outside.

A *move* adds to some counts and takes from others, so that everything shown stays as it is. A hidden count is
as open as the longest move it can make. When no move is long enough among the lines already hidden, the one
that disturbs the fewest answers of shown lines tells which of them to hide as well (the linear programming
heuristic of Kelly, Golden & Assad 1992, *Networks* 22).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from arpent.stats.columns import Bools, Floats
from arpent.stats.disclosure.publication import Relation

CRUMB = 1e-6
REACHES = 3


@dataclass(frozen=True, slots=True)
class Board:
    """The lines (G, C) of one table with its relations. Lines that `move` (G,) may change at `prices` (G,)."""

    lines: Floats
    relations: Sequence[Relation]
    move: Bools
    by_group: Mapping[int, Sequence[int]]  # places of the relations that each group is in

    @classmethod
    def of(cls, lines: Floats, relations: Sequence[Relation], move: Bools) -> "Board":
        by_group: dict[int, list[int]] = {}
        for place, relation in enumerate(relations):
            for group in (relation.whole, *relation.parts):
                by_group.setdefault(group, []).append(place)
        return cls(lines, relations, move, by_group)

    def members(self, places: Collection[int]) -> set[int]:
        """The groups of these relations."""
        chosen = [self.relations[place] for place in places]
        return {group for r in chosen for group in (r.whole, *r.parts)}


@dataclass(frozen=True, slots=True)
class Goal:
    """These columns of a line must add up to `by` more (less, when negative)."""

    group: int
    columns: tuple[int, ...]
    by: float


@dataclass(frozen=True, slots=True)
class Move:
    """What a goal disturbs: the groups that change, what it costs, and how the columns of each line change."""

    groups: tuple[int, ...]
    cost: float
    change: Floats  # (groups, C)
    totals: frozenset[int]  # the groups whose columns together change


def cheapest(board: Board, goal: Goal, prices: Floats, fixed: Bools) -> Move | None:
    """The move that reaches the goal at the least price, near the line first; None when there is none.

    `prices` (G,): what one person more or less costs on each line, 0 when hidden. `fixed` (G,): lines whose
    columns together cannot change.
    """
    seen: set[int] = set()
    for reach in range(REACHES):
        places = _near(board, goal.group, prices, reach)
        if places == seen:
            continue
        seen = places
        found = _solve(board, goal, sorted(places), prices, fixed, spare=0 if goal.group else None)
        if found is not None:
            return found
    return _solve(board, goal, sorted(seen), prices, fixed, spare=None)


def _near(board: Board, group: int, prices: Floats, reach: int) -> set[int]:
    """The relations that a move may use: through hidden lines, then `reach` steps through shown ones."""
    if reach == REACHES - 1:
        return set(range(len(board.relations)))
    found = set(board.by_group.get(group, ()))
    for step in range(reach + 1):
        if step:
            found |= _through(board, found, board.move)
        while not (through := _through(board, found, board.move & (prices == 0))) <= found:
            found |= through
    return found


def _through(board: Board, places: set[int], lines: Bools) -> set[int]:
    """The relations reached from these through such lines."""
    return {place for member in board.members(places) if lines[member] for place in board.by_group[member]}


def _solve(
    board: Board, goal: Goal, places: Sequence[int], prices: Floats, fixed: Bools, *, spare: int | None
) -> Move | None:
    """The cheapest move within these relations. `spare` is left as it is: hiding everyone hides everything."""
    chosen = set(places)
    groups = sorted(
        group
        for group in board.members(chosen) | {goal.group}
        if board.move[group] and group != spare and chosen.issuperset(board.by_group.get(group, ()))
    )
    if goal.group not in groups:
        return None
    at = {group: column for column, group in enumerate(groups)}
    columns = board.lines.shape[1]
    rows = _rows(board, places, at, columns)
    held = np.flatnonzero(fixed[groups])
    across = scipy.sparse.csr_array(
        (np.ones(held.size), (np.arange(held.size), held)), shape=(held.size, len(groups))
    )
    aim = np.zeros((1, len(groups) * columns))
    aim[0, [at[goal.group] * columns + column for column in goal.columns]] = 1
    matrix = scipy.sparse.vstack([rows, scipy.sparse.kron(across, np.ones((1, columns))), aim]).tocsr()
    known = np.zeros(matrix.shape[0])
    known[-1] = goal.by
    return _least(board, groups, matrix, known, np.repeat(prices[groups], columns))


def _rows(board: Board, places: Sequence[int], at: Mapping[int, int], columns: int) -> scipy.sparse.csr_array:
    """One equation a relation and column, over the changes of the groups that may move."""
    row, column, sign = [], [], []
    for place, relation in enumerate(board.relations[p] for p in places):
        for group, value in ((relation.whole, -1.0), *((part, 1.0) for part in relation.parts)):
            if group in at:
                row.append(place)
                column.append(at[group])
                sign.append(value)
    sums = scipy.sparse.csr_array((sign, (row, column)), shape=(len(places), len(at)))
    return scipy.sparse.kron(sums, scipy.sparse.eye_array(columns))


def _least(
    board: Board, groups: Sequence[int], matrix: scipy.sparse.csr_array, known: Floats, price: Floats
) -> Move | None:
    size = price.size
    bounds = np.zeros((2 * size, 2))
    bounds[:size, 1] = np.inf
    bounds[size:, 1] = board.lines[groups].ravel()
    found = scipy.optimize.linprog(
        np.tile(price, 2), A_eq=scipy.sparse.hstack([matrix, -matrix]), b_eq=known, bounds=bounds
    )
    if not found.success:
        return None
    change = (found.x[:size] - found.x[size:]).reshape(len(groups), -1)
    moved = np.abs(change).max(axis=1) > CRUMB
    kept = tuple(group for group, moves in zip(groups, moved, strict=True) if moves)
    cost = float((np.abs(change) * price.reshape(change.shape)).sum())
    totals = np.array(groups)[np.abs(change.sum(axis=1)) > CRUMB]
    return Move(kept, cost, change[moved], frozenset(int(group) for group in totals))
