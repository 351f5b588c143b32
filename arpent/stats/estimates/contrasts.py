"""What rows and columns apart do not explain of a table: the scores whose covariance a test of association needs.

The contrasts of a table are products of a contrast of its rows and one of its columns. Each cell (unit, group)
lies in one row: its codes are first contrasted among themselves, then handed to the rows of its unit.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from arpent.stats.columns import Bools, Floats, Ints
from arpent.stats.crosstabs import EMPTY, helmert, inverses
from arpent.stats.grouped import across
from arpent.stats.sums.sums import CellSums, Units


@dataclass(frozen=True, slots=True)
class Contrasts:
    """The scores of the cells of I tables of B groups and K codes, with R·C contrasts.

    A score is `inverse` (I, B, K), one over the share and the weight of the table, times `rows` (B, R), 0 for a
    group that holds nobody, and `columns` (K, C), less its `mean` (I, R·C) over the table. `place` (M,) is the
    unit of each cell, among U, and `group` (M,) its group.
    """

    place: Ints
    group: Ints
    units: int
    inverse: Floats
    rows: Floats
    columns: Floats
    mean: Floats

    @classmethod
    def of(cls, shares: Floats, weight: Floats, held: Bools, cells: CellSums, units: Units) -> "Contrasts":
        """`shares` (I, R + 1, K) of the groups that are `held` (B,), `weight` (I,) of the tables."""
        across_rows, columns = helmert(shares.shape[1]), helmert(shares.shape[2])
        found = inverses(shares).reshape(shares.shape) / np.where(weight > 0, weight, 1)[:, None, None]
        mean = across_rows.T @ (shares * found) @ columns
        if (shares > EMPTY).all():
            mean[:] = 0  # contrasts add up to 0 over a table without an empty cell
        rows = np.zeros((held.size, across_rows.shape[1]))
        rows[held] = across_rows
        inverse = np.zeros((weight.size, held.size, shares.shape[2]))
        inverse[:, held] = found
        place = np.searchsorted(units.keys, cells.unit)
        return cls(
            place, cells.group, units.keys.size, inverse, rows, columns, mean.reshape(weight.size, 1, -1)
        )

    @property
    def each(self) -> Floats:
        """(I, B·K, R·C): the score of each cell of the table."""
        by_row = self.inverse[..., None] * self.rows[:, None, :]
        scored = by_row[..., None] * self.columns[:, None, :]
        cells = len(self.rows) * len(self.columns)
        return np.asarray(scored.reshape(len(scored), cells, self.mean.shape[2]) - self.mean)

    def by_unit(self, values: Floats) -> Floats:
        """(I, U, R·C): the sums over each unit of `values` (M, I, K) times their scores."""
        codes = np.multiply(self.inverse[:, self.group], values.transpose(1, 0, 2), order="C")
        units = self._to_units(self.rows[self.group])
        found = np.stack([(units @ item).reshape(self.units, -1) for item in codes @ self.columns])
        if self.mean.any():
            weight = self._to_units(np.ones((self.group.size, 1))) @ across(values)
            found -= weight.T[..., None] * self.mean
        return found

    def _to_units(self, shared: Floats) -> scipy.sparse.csc_array:
        """(U·R, M): what each cell brings to each row of its unit, `shared` (M, R)."""
        cells, rows = shared.shape
        at = self.place[:, None] * rows + np.arange(rows)
        starts = np.arange(cells + 1) * rows
        shape = (self.units * rows, cells)
        return scipy.sparse.csc_array((shared.ravel(), at.ravel(), starts), shape=shape)
