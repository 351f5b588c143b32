"""The least suppression of small tables, by mixed-integer programming.

One yes-or-no variable a line that may be hidden; for each need of each line that is, two states of the table
that differ by as much as the need says, and only in hidden lines (Fischetti & Salazar-González 2000,
*Management Science* 47; solved by HiGHS). Minimises the answers hidden. Its size grows with lines × lines ×
columns: it is for a table of some tens of lines, not for hundreds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy

from arpent.stats.columns import Bools, Floats, Ints
from arpent.stats.disclosure.layout import Layout, lay_out
from arpent.stats.disclosure.publication import Publication
from arpent.stats.disclosure.rules import Need, Rules, Shown, needs, primary
from arpent.stats.disclosure.suppress import Protected, suppress

AFFORDABLE = 20_000
"""Unknowns of one table beyond which the fast way is taken instead."""


def suppress_exactly(publication: Publication, rules: Rules, *, seconds: float = 10.0) -> Protected:
    """Hide the fewest answers, table by table, given what the tables above hide.

    A table that is too large, or not solved within so many `seconds`, is protected the fast way; `least` says
    which were proved. Where the least of a table above leaves one inside it no way out, all are.
    """
    quick = suppress(publication, rules)
    layout = lay_out(publication)
    fates: list[Ints] = []
    proved: list[bool] = []
    for place, table in enumerate(publication.tables):
        above = layout.above(place)
        fate = np.array(primary(table, rules), dtype=np.int64)
        held = np.zeros(layout.printable, dtype=bool)
        if above is not None:
            held = fates[above[0]] == Shown.YES
            fate[~held & (fate == Shown.YES)] = Shown.COMPLEMENT
        found = _Program(layout, place, rules, fate, held).solve(seconds)
        if found is None and not np.array_equal(held, _held(quick, above, held)):
            return quick
        fates.append(quick.fate[place] if found is None else found)
        proved.append(found is not None)
    return replace(quick, fate=np.array(fates), least=tuple(proved))


def _held(quick: Protected, above: tuple[int, int] | None, default: Bools) -> Bools:
    return default if above is None else np.asarray(quick.fate[above[0]] == Shown.YES)


@dataclass(frozen=True, slots=True)
class _State:
    """One need of one line, and the first of the unknowns of its two states."""

    group: int
    need: Need
    start: int


class _Program:
    """The program of one table: choices first, then, for each need, how its two states differ from the truth."""

    def __init__(self, layout: Layout, place: int, rules: Rules, fate: Ints, held: Bools) -> None:
        self.table, self.fate = layout.tables[place], fate
        self.relations = layout.related(place)
        self.movable = np.flatnonzero(layout.exists[place] & ~layout.out[place])
        self.at = {int(group): rank for rank, group in enumerate(self.movable)}
        self.held = np.zeros(len(layout.groups), dtype=bool)
        self.held[: layout.printable] = held
        self.columns = self.table.counts.shape[1]
        self.choices = [int(g) for g in np.flatnonzero(fate == Shown.YES)]
        size = self.movable.size * self.columns
        self.states = [
            _State(group, need, len(self.choices) + 2 * size * rank)
            for rank, (group, need) in enumerate(self._needs(layout, place, rules))
        ]
        self.size = size
        self.most = 2.0 * float(np.asarray(self.table.counts).max(initial=0)) + 2 * rules.threshold
        self.rows: list[tuple[Ints, Floats, float, float]] = []

    def _needs(self, layout: Layout, place: int, rules: Rules) -> list[tuple[int, Need]]:
        alone, n = primary(self.table, rules), self.table.n
        return [
            (int(group), need)
            for group in self.movable
            if n[group]
            and (group < layout.printable or layout.kept[place, group] or alone[group] is not Shown.YES)
            for need in needs(self.table, int(group), rules)
            if not (need.people and self.held[group] and len(need.columns) == self.columns)
        ]

    def solve(self, seconds: float) -> Ints | None:
        """The fate of each printable line; None when it is too much, or impossible."""
        count = len(self.choices) + 2 * self.size * len(self.states)
        if count > AFFORDABLE:
            return None
        if self.fate[0] != Shown.YES:
            return np.where(self.fate == Shown.YES, Shown.COMPLEMENT, self.fate)
        for state in self.states:
            self._write(state)
        for rank, group in enumerate(self.choices):
            if group:
                self._row([0, rank], [-1.0, 1.0], 0, np.inf)  # without everyone, nothing
        found = scipy.optimize.milp(
            np.append(
                [1 + self.table.n[group] for group in self.choices], np.zeros(count - len(self.choices))
            ),
            integrality=np.arange(count) < len(self.choices),
            bounds=self._bounds(count),
            constraints=self._constraints(count),
            options={"time_limit": seconds},
        )
        if found.status != 0 or found.x is None:
            return None
        fate = self.fate.copy()
        fate[[group for rank, group in enumerate(self.choices) if found.x[rank] > 0.5]] = Shown.COMPLEMENT
        return fate

    def _bounds(self, count: int) -> scipy.optimize.Bounds:
        low, high = np.zeros(count), np.ones(count)
        below = -np.asarray(self.table.counts, dtype=np.float64)[self.movable].ravel()
        low[len(self.choices) :] = np.tile(below, 2 * len(self.states))
        high[len(self.choices) :] = self.most
        return scipy.optimize.Bounds(low, high)

    def _write(self, state: _State) -> None:
        loose = state.need.people and self.held[state.group]
        for start in (state.start, state.start + self.size):
            self._agree(start, loose=bool(loose))
            self._only_hidden(start)
        ranks = [self.at[state.group] * self.columns + column for column in state.need.columns]
        up = [state.start + rank for rank in ranks]
        down = [] if state.need.upward else [state.start + self.size + rank for rank in ranks]
        terms = [*up, *down]
        signs = [1.0] * len(up) + [-1.0] * len(down)
        if state.group in self.choices:
            self._row([*terms, self.choices.index(state.group)], [*signs, -state.need.width], 0, np.inf)
        else:
            self._row(terms, signs, state.need.width, np.inf)

    def _agree(self, start: int, *, loose: bool) -> None:
        """What a state changes adds up in each relation, and across the lines whose total is shown above."""
        for relation in self.relations:
            signed = [(relation.whole, -1.0), *((part, 1.0) for part in relation.parts)]
            lines = [(self.at[group] * self.columns, sign) for group, sign in signed if group in self.at]
            for column in range(self.columns if lines else 0):
                self._row([start + at + column for at, _ in lines], [sign for _, sign in lines], 0, 0)
        for group in [] if loose else np.flatnonzero(self.held):
            first = start + self.at[int(group)] * self.columns
            self._row(range(first, first + self.columns), [1.0] * self.columns, 0, 0)

    def _only_hidden(self, start: int) -> None:
        told = np.asarray(self.table.counts, dtype=np.float64)
        for rank, group in enumerate(self.choices):
            for column in range(self.columns):
                unknown = start + self.at[group] * self.columns + column
                self._row([unknown, rank], [1.0, -self.most], -np.inf, 0)
                self._row([unknown, rank], [1.0, float(told[group, column])], 0, np.inf)

    def _row(self, places: Sequence[int], values: Sequence[float], low: float, high: float) -> None:
        self.rows.append((np.array(places, dtype=np.int64), np.array(values), low, high))

    def _constraints(self, count: int) -> scipy.optimize.LinearConstraint:
        lengths = [row[0].size for row in self.rows]
        matrix = scipy.sparse.csr_array(
            (
                np.concatenate([row[1] for row in self.rows]),
                np.concatenate([row[0] for row in self.rows]),
                np.append(0, np.cumsum(lengths)),
            ),
            shape=(len(self.rows), count),
        )
        low, high = np.array([row[2] for row in self.rows]), np.array([row[3] for row in self.rows])
        return scipy.optimize.LinearConstraint(matrix, low, high)
