"""The test of every closed item by a grouping, straight from sums: no table of cells is ever inverted twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import REASONS, Bools, Floats, Ints
from arpent.stats.crosstabs import EMPTY, Association, association, decide
from arpent.stats.errors import StatsError
from arpent.stats.estimates.calibrated import Fitted, fitted
from arpent.stats.estimates.contrasts import Contrasts
from arpent.stats.estimates.stages import between, by_cluster, inside, unseen
from arpent.stats.estimates.variance import Drawn
from arpent.stats.grouped import Grouped, across
from arpent.stats.samples.design import Design
from arpent.stats.sums.layout import Place, Run
from arpent.stats.sums.sums import CellSums, Sums, Units
from arpent.stats.sums.threads import one_thread

SIZE = 1 << 19
"""Numbers held at once: items are tested together as long as their scores are fewer."""


@dataclass(frozen=True, slots=True)
class _Tables:
    """I tables of one shape, from M cells: `first` and `second` (M, I, K) are Σw and Σw² of each code.

    `second` is (M, I, 0) where the variance between the persons of a cluster counts for nothing. By table
    (I,): `weight`; (I, B, K): `shares`; (I, P): `valid` rows of each cluster, and `inner`, what the variance
    between its persons counts for.
    """

    first: Floats
    second: Floats
    shares: Floats
    weight: Floats
    valid: Ints
    inner: Floats

    def only(self, tables: Ints, rows: Bools, columns: Bools) -> "_Tables":
        """Some of the tables, without the rows and columns that are empty in all of them."""
        if tables.size == self.weight.size and rows.all() and columns.all():
            return self
        return _Tables(
            self.first[:, tables][..., columns],
            self.second[:, tables][..., columns if self.second.size else []],
            self.shares[tables][:, rows][..., columns],
            self.weight[tables],
            self.valid[tables],
            self.inner[tables],
        )


def crosstab(
    sums: Sums, design: Design, *, item: str, by: str, unanswered: tuple[int, ...] = ()
) -> Association:
    """Test whether a closed item depends on a grouping, among those who answered it and are in a group.

    Rao & Scott's second-order F with Cramér's V beside it; `unanswered` as for `estimate`. Rows (groups) and
    columns (codes) that hold nobody are left out, and named. Raises StatsError S012, S013, and S033 for
    amounts, which have no columns.
    """
    cells = sums.cells[by]
    place = cells.layout.places()[item]
    if place.numeric:
        raise StatsError(
            "S033", f"« {item} » : un nombre n’a pas de modalités à croiser. Comparez ses moyennes."
        )
    with one_thread():
        return _tested(cells, Run((item,), place), Drawn.of(sums, design), sums.units, unanswered)[item]


def crosstabs(
    sums: Sums, design: Design, *, unanswered: tuple[int, ...] = ()
) -> Mapping[str, Mapping[str, Association]]:
    """Test every closed item by every grouping of several groups: by grouping, then by item."""
    drawn, found = Drawn.of(sums, design), {}
    with one_thread():
        for name, cells in sums.cells.items():
            if cells.groups > 1:
                made: dict[str, Association] = {}
                for run in _pieces(cells, sums.units):
                    made |= _tested(cells, run, drawn, sums.units, unanswered)
                found[name] = {item: made[item] for item in cells.items if item in made}
    return found


def _pieces(cells: CellSums, units: Units) -> Iterator[Run]:
    """Closed items of one shape, as many as are quick to hold."""
    for run in cells.layout.runs():
        if not run.first.numeric:
            each = max(1, SIZE // max(1, units.keys.size * cells.groups * run.first.count))
            for start in range(0, len(run.names), each):
                yield _piece(run, start, start + each)


def _piece(run: Run, start: int, end: int) -> Run:
    first, width = run.first, run.first.count
    place = Place(width, first.start + start * width, first.counted + start * (REASONS + width), 0, False)
    return Run(run.names[start:end], place)


def _tested(
    cells: CellSums, run: Run, drawn: Drawn, units: Units, unanswered: tuple[int, ...]
) -> dict[str, Association]:
    """The tests of items of one shape: those with the same empty rows and columns go together."""
    tables = _tables(cells, run, drawn, unanswered)
    rows, columns = tables.shares.sum(axis=2) > EMPTY, tables.shares.sum(axis=1) > EMPTY
    patterns, at = np.unique(np.concatenate([rows, columns], axis=1), axis=0, return_inverse=True)
    found = {}
    for number, pattern in enumerate(patterns):
        chosen, kept = np.flatnonzero(at.ravel() == number), np.split(pattern, [cells.groups])
        part = tables.only(chosen, *kept)
        contrasts = Contrasts.of(part.shares, part.weight, kept[0], cells, units)
        numerator = _numerator(part, contrasts, drawn, units)
        tested = decide(part.shares, numerator, _degrees(part, drawn))
        for place, item in enumerate(chosen):
            n = int(part.valid[place].sum())
            found[run.names[item]] = association(tested, place, n, *kept)
    return found


def _tables(cells: CellSums, run: Run, drawn: Drawn, unanswered: tuple[int, ...]) -> _Tables:
    first, second, counts = cells.run(run)
    valid = across(counts[..., REASONS:])
    refused = across(counts[..., [REASONS + code for code in unanswered]])
    clusters = Grouped.by(drawn.cluster(cells.unit, cells.calibrated), drawn.persons.size)
    total = Grouped.by(cells.group, cells.groups).total(first).transpose(1, 0, 2)
    weight = total.sum(axis=(1, 2))
    with np.errstate(invalid="ignore"):
        shares = np.nan_to_num(total / weight[:, None, None])
    valid, asked = clusters.total(valid).T, clusters.total(valid + refused).T
    inner = unseen(valid, asked, drawn)
    second = second if inner.any() else second[..., :0]
    return _Tables(first, second, shares, weight, valid, inner)


def _numerator(tables: _Tables, contrasts: Contrasts, drawn: Drawn, units: Units) -> Floats:
    """(I, Q, Q): the covariance of the contrasts of the cells, each divided by its share."""
    z = contrasts.by_unit(tables.first)
    explained = fitted(units, z.transpose(1, 0, 2))
    if explained is not None:
        z = z - explained.by_unit.transpose(1, 0, 2)
    cluster = drawn.cluster(units.keys, units.calibrated)
    held, at = np.unique(cluster, return_inverse=True)
    totals = z if held.size == cluster.size else by_cluster(z, at, held.size)
    total = between(totals, held, drawn)
    if not tables.second.size:
        return total
    scale, spread = inside(tables.inner[:, held], held, drawn)
    total = total - (totals * spread[..., None]).mT @ totals
    return total + _persons(tables.second, contrasts, scale[:, at], explained)


def _persons(second: Floats, contrasts: Contrasts, scale: Floats, explained: Fitted | None) -> Floats:
    """(I, Q, Q): Σ over persons of their squared scores, times the `scale` (I, U) of their unit."""
    weighed = scale.T[contrasts.place][..., None] * second
    squares = Grouped.by(contrasts.group, contrasts.inverse.shape[1]).total(weighed).transpose(1, 0, 2)
    each = contrasts.each
    total = (each * squares.reshape(*each.shape[:2], 1)).mT @ each
    if explained is None:
        return total
    fit = explained.scores[explained.units.cell].transpose(1, 0, 2)  # (I, U, Q)
    both = contrasts.by_unit(weighed).mT @ fit
    own = (fit * (scale * explained.units.squares)[..., None]).mT @ fit
    return total - both - both.mT + own


def _degrees(tables: _Tables, drawn: Drawn) -> Floats:
    """(I,): clusters less strata with valid answers; persons less clusters when only persons were drawn."""
    held = tables.valid > 0
    clusters = held.sum(axis=1)
    if not drawn.any_drawn:
        return (tables.valid.sum(axis=1) - clusters).astype(np.float64)
    strata = Grouped.by(drawn.design.strata, drawn.clusters.size).total(held.T.astype(np.int64)) > 0
    return (clusters - strata.sum(axis=0)).astype(np.float64)
