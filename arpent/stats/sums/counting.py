"""From rows to sums: one pass in which every item meets every grouping at once.

Rows are sorted by unit. In a block of a few hundred of them, each code of each item is a line of zeros and ones,
and so is each occupied (unit, group) cell: one matrix product then gives the sums of all items in all groupings.
Ones are added in single precision, where whole numbers are exact up to 2²⁴, and in blocks far smaller than that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import REASONS, Amounts, Batch, Codes, Floats, Ints, check
from arpent.stats.sums.layout import Layout
from arpent.stats.sums.sums import CellSums, Sums, Units, empty_cells
from arpent.stats.sums.threads import one_thread

BLOCK = 512
"""Rows of one matrix product: what fits the processor's cache with a few hundred codes."""
SMALL = 32
"""Units are put together in one product until they hold this many rows."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a batch sorted by unit: row i belongs to the unit in place `unit[i]`, from `starts[unit[i]]`."""

    order: Ints | None
    weights: Floats
    unit: Ints
    starts: Ints  # (U + 1,)
    units: Units
    even: bool  # whether each unit's rows weigh the same: then their weights are counts times a factor

    @classmethod
    def of(cls, batch: Batch) -> "_Rows":
        keys, calibrated = batch.clusters.astype(np.int64), 1
        if batch.calibration is not None:
            calibrated = batch.calibration.count
            keys = keys * calibrated + batch.calibration.codes
        order = None if np.all(keys[1:] >= keys[:-1]) else np.argsort(keys, kind="stable")
        keys, weights = _in(order, keys), _in(order, batch.weights)
        starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: keys.size])
        rows = np.diff(starts, append=keys.size)
        even = bool(
            np.array_equal(_reduce(np.maximum, weights, starts), _reduce(np.minimum, weights, starts))
        )
        weight, squares = _reduce(np.add, weights, starts), _reduce(np.add, weights * weights, starts)
        units = Units(keys[starts], calibrated, weight, squares, rows)
        unit = np.repeat(np.arange(starts.size), rows)
        return cls(order, weights, unit, np.append(starts, keys.size), units, even)

    def blocks(self) -> Iterator[tuple[slice, slice]]:
        """Rows and units of each product: a unit, a part of one, or several small ones."""
        unit = 0
        while unit < self.units.keys.size:
            end = int(np.searchsorted(self.starts[:-1], self.starts[unit] + SMALL))
            end = max(end, unit + 1)
            for row in range(int(self.starts[unit]), int(self.starts[end]), BLOCK):
                yield slice(row, min(row + BLOCK, int(self.starts[end]))), slice(unit, end)
            unit = end


@dataclass(frozen=True, slots=True)
class _Target:
    """The cells of a grouping: row i goes to line `cell[i]` of `sums`, −1 for none; `bounds` (U + 1,) by unit."""

    cell: Ints
    bounds: Ints
    both: Floats  # (2, M, F): the first and second sums of `sums`
    sums: CellSums

    @classmethod
    def of(cls, grouping: Codes, rows: _Rows, layout: Layout) -> "_Target":
        codes, units = _in(rows.order, grouping.codes), rows.units
        inside = codes >= 0
        local = rows.unit * grouping.count + codes
        occupied, at = _occupied(local[inside], units.keys.size * grouping.count)
        cell = np.full(codes.size, -1, np.int64)
        cell[inside] = at
        unit, group = np.divmod(occupied, grouping.count)
        keys = units.keys[unit] * grouping.count + group
        bounds = np.searchsorted(unit, np.arange(units.keys.size + 1))
        both = np.zeros((2, keys.size, layout.summed))
        sums = empty_cells(keys, grouping.count, units.calibrated, layout, both)
        return cls(cell, bounds, both, sums)

    def lines(self, rows: slice, units: slice) -> tuple[slice, npt.NDArray[np.bool_]]:
        """Which lines of the sums these units fill, and (lines, rows): which rows each line holds."""
        held = slice(int(self.bounds[units.start]), int(self.bounds[units.stop]))
        return held, self.cell[rows] == np.arange(held.start, held.stop)[:, None]


@dataclass(frozen=True, slots=True)
class _Coded:
    """The codes of all items (I, n), and pairs (item, code): `answers` in the order of sums, then what is missing.

    Reasons that nobody gave in this batch are left out. `counted` are the pairs' columns among counts.
    """

    codes: npt.NDArray[np.signedinteger]
    item: Ints
    code: npt.NDArray[np.signedinteger]
    counted: Ints
    answers: int

    @classmethod
    def of(cls, batch: Batch, rows: _Rows, layout: Layout) -> "_Coded":
        widest = max([item.count for item in batch.items.values() if isinstance(item, Codes)], default=1)
        codes = np.empty((len(batch.items), rows.unit.size), np.min_scalar_type(-max(widest, REASONS) - 1))
        answers: list[tuple[int, ...]] = []
        others: list[tuple[int, ...]] = []
        for line, (name, place) in enumerate(layout.places().items()):
            codes[line] = _in(rows.order, batch.items[name].codes)
            pairs = [(line, code, place.counted + REASONS + code) for code in range(-REASONS, place.count)]
            others += [pair for pair in pairs[:REASONS] if (codes[line] == pair[1]).any()]
            (others if place.numeric else answers).extend(pairs[REASONS:])
        item, code, counted = np.array(answers + others, np.int64).reshape(-1, 3).T
        return cls(codes, item, code.astype(codes.dtype), counted, len(answers))

    def ones[T: np.floating](self, rows: slice, out: npt.NDArray[T]) -> npt.NDArray[T]:
        """(pairs, rows): 1 where the row has that code, in the first lines of `out`."""
        found = out[: self.item.size, : rows.stop - rows.start]
        count = found.shape[0]
        np.equal(self.codes[:, rows][self.item[:count]], self.code[:count, None], out=found)
        return found


@dataclass(frozen=True, slots=True)
class _Amounts:
    """(3A, n): 1, x and x² of each amount where it is known, 0 elsewhere, in the order of sums."""

    values: Floats

    @classmethod
    def of(cls, batch: Batch, rows: _Rows, layout: Layout) -> "_Amounts":
        found = [batch.items[name] for name, place in layout.places().items() if place.numeric]
        values = np.zeros((len(found), 3, rows.unit.size))
        for line, item in zip(values, found, strict=True):
            known = _in(rows.order, item.codes) >= 0
            line[0] = known
            if isinstance(item, Amounts):
                line[1, known] = _in(rows.order, item.values)[known]
            line[2] = line[1] ** 2
        return cls(values.reshape(3 * len(found), rows.unit.size))

    def extremes(self, target: _Target) -> None:
        """Write the smallest amounts and the largest, sign changed, of each cell."""
        for line in range(self.values.shape[0] // 3):
            known, x = self.values[3 * line] > 0, self.values[3 * line + 1]
            inside = known & (target.cell >= 0)
            cell, x = target.cell[inside], x[inside]
            np.minimum.at(target.sums.extremes[:, line], cell, x)
            np.minimum.at(target.sums.extremes[:, line + self.values.shape[0] // 3], cell, -x)


def partial(batch: Batch) -> Sums:
    """Sum one batch. Raises StatsError (S001 to S005, S031) when the batch cannot be summed."""
    check(batch)
    rows, layout = _Rows.of(batch), Layout.of(batch.items)
    targets: list[_Target] = []
    cells: dict[str, CellSums] = {}
    for name, grouping in batch.groupings.items():
        target = _Target.of(grouping, rows, layout)
        same = next((known for known in targets if np.array_equal(known.cell, target.cell)), None)
        if same is None:
            targets.append(target)
        sums = target.sums if same is None else same.sums
        cells[name] = replace(sums, keys=target.sums.keys, groups=grouping.count)
    with one_thread():
        _fill(rows, targets, _Coded.of(batch, rows, layout), _Amounts.of(batch, rows, layout))
    return Sums(np.bincount(batch.clusters).astype(np.int64), rows.units, cells)


def _fill(rows: _Rows, targets: Sequence[_Target], coded: _Coded, amounts: _Amounts) -> None:
    """Add every block to the targets' sums."""
    exact = np.float32 if rows.unit.size < 1 << 24 else np.float64
    counts = [np.zeros((1, target.sums.keys.size, coded.item.size), exact) for target in targets]
    start = coded.answers if rows.even else 0
    sums = [target.both[..., start:] for target in targets]
    weighed = coded.answers - start
    single = np.empty((coded.item.size, BLOCK), np.float32)
    double = np.empty((weighed + amounts.values.shape[0], BLOCK))
    for block, units in rows.blocks():
        held = [target.lines(block, units) for target in targets]
        lines = np.concatenate([found for _, found in held])
        _spread((lines.astype(np.float32) @ coded.ones(block, single).T)[None], held, counts)
        if double.size:
            right = double[:, : lines.shape[1]]
            coded.ones(block, double[:weighed])
            right[weighed:] = amounts.values[:, block]
            weights = rows.weights[block]
            powers = np.stack([weights, weights * weights])[:, None]
            product = (lines * powers).reshape(2 * len(lines), lines.shape[1]) @ right.T
            _spread(product.reshape(2, len(lines), len(right)), held, sums)
    for target, found in zip(targets, counts, strict=True):
        target.sums.counts[:, coded.counted] = found[0]
        amounts.extremes(target)
        if rows.even:
            _weigh(rows, target, found[0, :, : coded.answers])


def _weigh(rows: _Rows, target: _Target, answers: npt.NDArray[np.floating]) -> None:
    """The sums of weights where each row of a unit weighs the same."""
    weight = np.repeat(rows.units.weight / rows.units.rows, np.diff(target.bounds))[:, None]
    np.multiply(answers, weight, out=target.both[0, :, : answers.shape[1]])
    np.multiply(answers, weight**2, out=target.both[1, :, : answers.shape[1]])


def _spread(
    block: npt.NDArray[np.floating],
    held: Sequence[tuple[slice, object]],
    into: Sequence[npt.NDArray[np.floating]],
) -> None:
    """Add the lines of a block's product (powers, lines, columns) to each target's."""
    at = 0
    for (lines, _), found in zip(held, into, strict=True):
        size = lines.stop - lines.start
        found[:, lines] += block[:, at : at + size]
        at += size


def _in[T: np.generic](order: Ints | None, values: npt.NDArray[T]) -> npt.NDArray[T]:
    return values if order is None else values[order]


def _reduce(add: np.ufunc, values: Floats, starts: Ints) -> Floats:
    return np.asarray(add.reduceat(values, starts)) if starts.size else np.zeros(0)


def _occupied(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """The keys that occur, sorted, and the place of each among them. Keys are below `size`."""
    if size > 4 * keys.size + 4096:
        return np.unique(keys, return_inverse=True)
    present = np.zeros(size, np.bool_)
    present[keys] = True
    return np.flatnonzero(present), (np.cumsum(present) - 1)[keys]
