"""The additive core: sums of weights by cluster, group and code, which add up over any split of the rows.

Everything the estimators need from the answers is in these sums. They are kept by cluster, so that a cluster
may even be split between two batches: `merge` adds its two halves, and the result is the same to rounding.
Their size is that of the occupied (cluster, group) pairs, never that of the rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import REASONS, Amounts, Batch, Codes, Column, Floats, Ints, check
from arpent.stats.errors import StatsError


@dataclass(frozen=True, slots=True)
class ItemSums:
    """One item over M occupied cells.

    Codes: `first` (M, K) is Σw and `second` (M, K) is Σw² of the rows with each code.
    Amounts: `first` (M, 3) is Σw, Σwx, Σwx² and `second` (M, 3) is Σw², Σw²x, Σw²x².
    `counts` (M, REASONS + K) counts rows: column REASONS + code, so that reasons come first.
    `ends` (M, 2): smallest and largest amount; (M, 0) for codes.
    """

    first: Floats
    second: Floats
    counts: Ints
    ends: Floats

    @property
    def numeric(self) -> bool:
        return bool(self.ends.shape[1])


@dataclass(frozen=True, slots=True)
class CellSums:
    """The items of one grouping. `keys` (M,), sorted: cluster × groups + group, of each occupied cell."""

    keys: Ints
    groups: int
    items: Mapping[str, ItemSums]

    def each_in_one_cluster(self) -> bool:
        """Whether every group with people lies inside a single cluster, and groups there are several."""
        group = self.keys % self.groups
        return self.groups > 1 and bool(np.unique(group).size == group.size)

    def by_group(self, item: str) -> Floats:
        """(B, K): the sums of weights of one item in each group, all clusters together."""
        found = self.items[item].first
        total = np.zeros((self.groups, found.shape[1]))
        np.add.at(total, self.keys % self.groups, found)
        return total

    def ends(self, item: str) -> tuple[Floats, Floats]:
        """(B,) and (B,): the smallest and largest amounts of each group; infinite where there is none."""
        low, high = np.full(self.groups, np.inf), np.full(self.groups, -np.inf)
        found = self.items[item]
        if found.numeric:
            np.minimum.at(low, self.keys % self.groups, found.ends[:, 0])
            np.maximum.at(high, self.keys % self.groups, found.ends[:, 1])
        return low, high


@dataclass(frozen=True, slots=True)
class Sums:
    """`rows` (P,): how many persons of each cluster answered anything; `cells`: by grouping."""

    rows: Ints
    cells: Mapping[str, CellSums]


def partial(batch: Batch) -> Sums:
    """Sum one batch. Raises StatsError (S001 to S005) when the batch cannot be summed."""
    check(batch)
    rows = np.bincount(batch.clusters).astype(np.int64)
    return Sums(rows, {name: _cells(batch, grouping) for name, grouping in batch.groupings.items()})


def merge(a: Sums, b: Sums) -> Sums:
    """Add two sums of the same items and groupings. Raises StatsError S006 when they differ."""
    if a.cells.keys() != b.cells.keys():
        raise StatsError("S006", "Sommes : les croisements diffèrent d’un lot à l’autre. Donnez les mêmes.")
    size = max(a.rows.size, b.rows.size)
    rows = np.zeros(size, np.int64)
    rows[: a.rows.size] += a.rows
    rows[: b.rows.size] += b.rows
    return Sums(rows, {name: _add(a.cells[name], b.cells[name]) for name in a.cells})


def _cells(batch: Batch, grouping: Codes) -> CellSums:
    inside = grouping.codes >= 0
    whole = bool(inside.all())
    keys = batch.clusters.astype(np.int64) * grouping.count + grouping.codes
    occupied, cell = np.unique(keys if whole else keys[inside], return_inverse=True)
    weights = batch.weights if whole else batch.weights[inside]
    items = {
        name: _item(column if whole else _cut(column, inside), cell, occupied.size, weights)
        for name, column in batch.items.items()
    }
    return CellSums(occupied, grouping.count, items)


def _cut(column: Column, inside: npt.NDArray[np.bool_]) -> Column:
    """The rows of a grouping. The rows outside stay in the design through `Sums.rows`."""
    if isinstance(column, Codes):
        return Codes(column.codes[inside], column.count)
    return Amounts(column.values[inside], column.codes[inside])


def _item(column: Column, cell: Ints, cells: int, weights: Floats) -> ItemSums:
    width = REASONS + (column.count if isinstance(column, Codes) else 1)
    slot = cell * width + (column.codes + np.int64(REASONS))
    counts = np.bincount(slot, minlength=cells * width).reshape(cells, width).astype(np.int64)
    if isinstance(column, Codes):
        first = np.bincount(slot, weights, cells * width).reshape(cells, width)
        second = np.bincount(slot, weights * weights, cells * width).reshape(cells, width)
        return ItemSums(first[:, REASONS:], second[:, REASONS:], counts, np.zeros((cells, 0)))
    valid = column.codes >= 0
    x, w, at = column.values[valid].astype(np.float64), weights[valid], cell[valid]
    first = np.column_stack([np.bincount(at, w * power, cells) for power in (np.ones_like(x), x, x * x)])
    second = np.column_stack([np.bincount(at, w * w * power, cells) for power in (np.ones_like(x), x, x * x)])
    ends = np.column_stack([np.full(cells, np.inf), np.full(cells, -np.inf)])
    np.minimum.at(ends[:, 0], at, x)
    np.maximum.at(ends[:, 1], at, x)
    return ItemSums(first, second, counts, ends)


def _add(a: CellSums, b: CellSums) -> CellSums:
    if a.items.keys() != b.items.keys() or a.groups != b.groups:
        raise StatsError("S006", "Sommes : les questions diffèrent d’un lot à l’autre. Donnez les mêmes.")
    keys = np.union1d(a.keys, b.keys)
    at_a, at_b = np.searchsorted(keys, a.keys), np.searchsorted(keys, b.keys)
    items = {name: _add_items(keys.size, a.items[name], at_a, b.items[name], at_b) for name in a.items}
    return CellSums(keys, a.groups, items)


def _add_items(cells: int, a: ItemSums, at_a: Ints, b: ItemSums, at_b: Ints) -> ItemSums:
    if a.numeric != b.numeric or a.counts.shape[1] != b.counts.shape[1]:
        raise StatsError("S006", "Sommes : une question change de nature d’un lot à l’autre.")
    first = np.zeros((cells, a.first.shape[1]))
    second = np.zeros_like(first)
    counts = np.zeros((cells, a.counts.shape[1]), np.int64)
    ends = np.column_stack([np.full(cells, np.inf), np.full(cells, -np.inf)])[:, : a.ends.shape[1]]
    for sums, at in ((a, at_a), (b, at_b)):
        ends[at, :1] = np.minimum(ends[at, :1], sums.ends[:, :1])
        ends[at, 1:] = np.maximum(ends[at, 1:], sums.ends[:, 1:])
        first[at] += sums.first
        second[at] += sums.second
        counts[at] += sums.counts
    return ItemSums(first, second, counts, ends)
