"""The additive core: sums of weights by cluster, group and code, which add up over any split of the rows.

Everything the estimators need from the answers is in these sums. They are kept by *unit*: a cluster, or when
weights were calibrated, the rows of a cluster in one calibration cell. A unit may even be split between two
batches: `merge` adds its two halves, and the result is the same to rounding. Their size is that of the occupied
(unit, group) pairs, never that of the rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from arpent.stats.columns import REASONS, Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.grouped import Grouped
from arpent.stats.sums.layout import Layout, Run


@dataclass(frozen=True, slots=True)
class CellSums:
    """The items of one grouping, over its M occupied cells.

    `keys` (M,), sorted: unit × groups + group, where unit is cluster × calibrated + calibration cell.
    Columns follow `layout`. Closed items: `first` holds Σw and `second` Σw² of the rows with each code.
    Amounts: `first` holds Σw, Σwx, Σwx² and `second` Σw², Σw²x, Σw²x². `counts` hold rows: column
    REASONS + code, so that reasons come first. `extremes` (M, 2·amounts): each smallest amount, and each largest
    with its sign changed; infinite where there is none.
    """

    keys: Ints
    groups: int
    calibrated: int
    layout: Layout
    first: Floats
    second: Floats
    counts: Ints
    extremes: Floats

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(self.layout.counts)

    @property
    def group(self) -> Ints:
        return self.keys % self.groups

    @property
    def unit(self) -> Ints:
        return self.keys // self.groups

    @property
    def cluster(self) -> Ints:
        return self.unit // self.calibrated

    def each_in_one_cluster(self) -> bool:
        """Whether every group with people lies inside a single cluster, and groups there are several."""
        pairs = np.unique(self.cluster * self.groups + self.group)
        return self.groups > 1 and np.unique(pairs % self.groups).size == pairs.size

    def by_group(self, item: str) -> Floats:
        """(B, K): the sums of weights of one item in each group, all clusters together."""
        place = self.layout.places()[item]
        return Grouped.by(self.group, self.groups).total(
            self.first[:, place.start : place.start + place.width]
        )

    def rows_by_group(self, item: str) -> Ints:
        """(B, REASONS + K): how many rows of each group have each code of one item, column REASONS + code."""
        place = self.layout.places()[item]
        return Grouped.by(self.group, self.groups).total(
            self.counts[:, place.counted : place.counted + REASONS + place.count]
        )

    def ends(self, item: str) -> tuple[Floats, Floats]:
        """(B,) and (B,): the smallest and largest amounts of each group; infinite where there is none."""
        place = self.layout.places()[item]
        if not place.numeric:
            return np.full(self.groups, np.inf), np.full(self.groups, -np.inf)
        pair = self.extremes[:, [place.order, place.order + self.layout.numbers]]
        found = Grouped.by(self.group, self.groups).least(pair)
        return found[:, 0], -found[:, 1]

    def run(self, run: Run) -> tuple[Floats, Floats, Ints]:
        """(M, I, width), (M, I, width), (M, I, REASONS + K): the sums of items of one shape."""
        cells, items, width, place = self.keys.size, len(run.names), run.first.width, run.first
        columns = REASONS + place.count
        weights = slice(place.start, place.start + items * width)
        rows = slice(place.counted, place.counted + items * columns)
        return (
            self.first[:, weights].reshape(cells, items, width),
            self.second[:, weights].reshape(cells, items, width),
            self.counts[:, rows].reshape(cells, items, columns),
        )


@dataclass(frozen=True, slots=True)
class Fit:
    """What weights were fitted to. By calibration cell (C,): `factors`, new weight over the one before;
    `margins` (C, p): indicators for post-strata and raking, amounts for calibration."""

    factors: Floats
    margins: Floats

    def slopes(self, mass: Floats, sums: Floats) -> Floats:
        """(p, q): the regression of scores on margins, from Σ base (C,) and Σ base·score (C, q) by cell."""
        held = mass > 0
        root = np.sqrt(mass[held])[:, None]
        found = np.linalg.lstsq(self.margins[held] * root, sums[held] / root, rcond=None)[0]
        return np.asarray(found, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Units:
    """Every unit with rows: `keys` (U,), sorted: cluster × calibrated + cell; `weight` Σw and `squares` Σw².

    `fit` says what the weights were fitted to, when they were.
    """

    keys: Ints
    calibrated: int
    weight: Floats
    squares: Floats
    rows: Ints
    fit: Fit | None = None

    @property
    def cluster(self) -> Ints:
        return self.keys // self.calibrated

    @property
    def cell(self) -> Ints:
        return self.keys % self.calibrated


@dataclass(frozen=True, slots=True)
class Sums:
    """`rows` (P,): how many persons of each cluster answered anything; `cells`: by grouping; `units`."""

    rows: Ints
    units: Units
    cells: Mapping[str, CellSums]


def merge(*parts: Sums) -> Sums:
    """Add sums of the same items and groupings. Raises StatsError S006 when they differ."""
    if any(part.cells.keys() != parts[0].cells.keys() for part in parts):
        raise StatsError("S006", "Sommes : les croisements diffèrent d’un lot à l’autre. Donnez les mêmes.")
    rows = np.zeros(max(part.rows.size for part in parts), np.int64)
    for part in parts:
        rows[: part.rows.size] += part.rows
    known: dict[tuple[int, ...], CellSums] = {}
    cells = {name: _add_cells([part.cells[name] for part in parts], known) for name in parts[0].cells}
    return Sums(rows, _add_units([part.units for part in parts]), cells)


def reweigh(sums: Sums, *, clusters: Floats | None = None, cells: Floats | None = None) -> Sums:
    """Multiply weights by a factor of their cluster (P,), or of their calibration cell, without another pass.

    The factors are taken as fixed: see `calibrate` for weights that were fitted to margins.
    """

    def factor(keys: Ints) -> Floats:
        cluster, cell = np.divmod(keys, sums.units.calibrated)
        one = np.ones(keys.size)
        return (one if clusters is None else clusters[cluster]) * (one if cells is None else cells[cell])

    units, times = sums.units, factor(sums.units.keys)
    return Sums(
        sums.rows,
        replace(units, weight=units.weight * times, squares=units.squares * times**2),
        {name: _times(found, factor(found.unit)) for name, found in sums.cells.items()},
    )


def calibrate(sums: Sums, *, factors: Floats, margins: Floats) -> Sums:
    """Multiply weights by the factor (C,) of their calibration cell, and let standard errors know why.

    `margins` (C, p) holds what each cell was fitted to: indicators of post-strata or of raked categories, or
    amounts. Raises StatsError S032 when they are not one a cell.
    """
    count = sums.units.calibrated
    if factors.shape != (count,) or margins.ndim != 2 or margins.shape[0] != count:
        raise StatsError(
            "S032",
            f"Calage : {factors.size} facteurs et {margins.shape[0]} lignes de marges pour {count} cases. "
            "Donnez-en un par case.",
        )
    found = reweigh(sums, cells=factors)
    return replace(found, units=replace(found.units, fit=Fit(factors, margins)))


def _times(cells: CellSums, factor: Floats) -> CellSums:
    return replace(cells, first=cells.first * factor[:, None], second=cells.second * (factor**2)[:, None])


def _add_units(parts: list[Units]) -> Units:
    if len({part.calibrated for part in parts}) > 1 or len({id(part.fit) for part in parts}) > 1:
        raise StatsError(
            "S006", "Sommes : les cases de calage diffèrent d’un lot à l’autre. Donnez les mêmes."
        )
    keys, places = _places([part.keys for part in parts])
    weight, squares, rows = np.zeros(keys.size), np.zeros(keys.size), np.zeros(keys.size, np.int64)
    for part, at in zip(parts, places, strict=True):
        weight[at] += part.weight
        squares[at] += part.squares
        rows[at] += part.rows
    return Units(keys, parts[0].calibrated, weight, squares, rows, parts[0].fit)


def _add_cells(parts: list[CellSums], known: dict[tuple[int, ...], CellSums]) -> CellSums:
    """Groupings that cut no unit share their sums: those are added once, and `known` by what they came from."""
    if any((part.layout, part.groups) != (parts[0].layout, parts[0].groups) for part in parts):
        raise StatsError("S006", "Sommes : les questions diffèrent d’un lot à l’autre. Donnez les mêmes.")
    if len(parts) == 1:
        return parts[0]
    keys, places = _places([part.keys for part in parts])
    same = known.get(source := tuple(id(part.first) for part in parts))
    if same is not None and np.array_equal(same.unit, keys // parts[0].groups):
        return replace(same, keys=keys, groups=parts[0].groups)
    found = empty_cells(keys, parts[0].groups, parts[0].calibrated, parts[0].layout)
    for part, at in zip(parts, places, strict=True):
        found.first[at] += part.first
        found.second[at] += part.second
        found.counts[at] += part.counts
        found.extremes[at] = np.minimum(found.extremes[at], part.extremes)
    known[source] = found
    return found


def empty_cells(
    keys: Ints, groups: int, calibrated: int, layout: Layout, both: Floats | None = None
) -> CellSums:
    """Cells where nobody has been counted yet; `both` (2, M, F), zeros, is to hold first and second sums."""
    first, second = np.zeros((2, keys.size, layout.summed)) if both is None else both
    return CellSums(
        keys,
        groups,
        calibrated,
        layout,
        first,
        second,
        np.zeros((keys.size, layout.counted), np.int64),
        np.full((keys.size, 2 * layout.numbers), np.inf),
    )


def _places(keys: list[Ints]) -> tuple[Ints, list[Ints]]:
    """The keys of all parts, sorted, and where those of each part are."""
    every = np.unique(np.concatenate(keys))
    return every, [np.searchsorted(every, part) for part in keys]
