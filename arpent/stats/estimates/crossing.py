"""The test of every closed item by a grouping, straight from sums: no table of cells is ever inverted twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import REASONS, Floats, Ints
from arpent.stats.crosstabs import EMPTY, Association, association, contrasts, decide, inverses
from arpent.stats.errors import StatsError
from arpent.stats.estimates.calibrated import Fitted, fitted
from arpent.stats.estimates.variance import Drawn, check_lonely
from arpent.stats.grouped import Grouped
from arpent.stats.samples.design import Design, Lonely
from arpent.stats.sums.layout import Place, Run
from arpent.stats.sums.sums import CellSums, Sums, Units
from arpent.stats.sums.threads import one_thread

SIZE = 1 << 23
"""Numbers held at once: items are tested together as long as their scores are fewer."""

type Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Tables:
    """I tables of one shape, over U units: `first` and `second` (I, U, B·K) are Σw and Σw² by cell.

    `second` is (I, U, 0) where the variance between the persons of a cluster counts for nothing.

    By table (I,): `weight`; (I, B, K): `shares`; (I, P): `valid` rows of each cluster, and `inner`, what the
    variance between its persons counts for.
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
        kept = np.flatnonzero(np.outer(rows, columns))
        return _Tables(
            self.first[tables][..., kept],
            self.second[tables][..., kept if self.second.size else []],
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
    for name, cells in sums.cells.items():
        if cells.groups > 1:
            made: dict[str, Association] = {}
            for run in _pieces(cells, sums.units):
                with one_thread():
                    made |= _tested(cells, run, drawn, sums.units, unanswered)
            found[name] = {item: made[item] for item in cells.items if item in made}
    return found


def _pieces(cells: CellSums, units: Units) -> Iterator[Run]:
    """Closed items of one shape, as many as memory allows."""
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
    tables = _tables(cells, run, drawn, units, unanswered)
    rows, columns = tables.shares.sum(axis=2) > EMPTY, tables.shares.sum(axis=1) > EMPTY
    patterns, at = np.unique(np.concatenate([rows, columns], axis=1), axis=0, return_inverse=True)
    found = {}
    for number, pattern in enumerate(patterns):
        chosen, kept = np.flatnonzero(at.ravel() == number), np.split(pattern, [cells.groups])
        part = tables.only(chosen, *kept)
        tested = decide(part.shares, _numerator(part, drawn, units), _degrees(part, drawn))
        for place, item in enumerate(chosen):
            n = int(part.valid[place].sum())
            found[run.names[item]] = association(tested, place, n, *kept)
    return found


def _tables(cells: CellSums, run: Run, drawn: Drawn, units: Units, unanswered: tuple[int, ...]) -> _Tables:
    first, second, counts = cells.run(run)
    valid = counts[..., REASONS:].sum(axis=-1)
    refused = counts[..., [REASONS + code for code in unanswered]].sum(axis=-1)
    clusters = Grouped.by(drawn.cluster(cells.unit, cells.calibrated), drawn.persons.size)
    total = Grouped.by(cells.group, cells.groups).total(first).transpose(1, 0, 2)
    weight = total.sum(axis=(1, 2))
    with np.errstate(invalid="ignore"):
        shares = np.nan_to_num(total / weight[:, None, None])
    valid, asked = clusters.total(valid).T, clusters.total(valid + refused).T
    inner = unseen(valid, asked, drawn)
    second = dense(second if inner.any() else second[..., :0], cells, units)
    return _Tables(dense(first, cells, units), second, shares, weight, valid, inner)


def dense(values: Floats, cells: CellSums, units: Units) -> Floats:
    """(I, U, B·K) from (M, I, K)."""
    found = np.zeros((values.shape[1], units.keys.size, cells.groups, values.shape[2]))
    found[:, np.searchsorted(units.keys, cells.unit), cells.group] = values.transpose(1, 0, 2)
    return found.reshape(*found.shape[:2], -1)


def _numerator(tables: _Tables, drawn: Drawn, units: Units) -> Floats:
    """(I, Q, Q): the covariance of the contrasts of the cells, each divided by its share."""
    scored = inverses(tables.shares)[:, :, None] * contrasts(*tables.shares.shape[1:])
    scored = scored / np.where(tables.weight > 0, tables.weight, 1)[:, None, None]
    mean = tables.shares.reshape(tables.weight.size, 1, -1) @ scored  # (I, 1, Q)
    z = tables.first @ scored - tables.first.sum(axis=2, keepdims=True) * mean
    explained = fitted(units, z.transpose(1, 0, 2))
    if explained is not None:
        z = z - explained.by_unit.transpose(1, 0, 2)
    cluster = drawn.cluster(units.keys, units.calibrated)
    held, at = np.unique(cluster, return_inverse=True)
    totals = z if held.size == cluster.size else by_cluster(z, at, held.size)
    total = between(totals, held, drawn)
    share = tables.inner[:, held]
    if not tables.second.size:
        return total
    scale, spread = inside(share, held, drawn)
    total = total - (totals * spread[..., None]).mT @ totals
    return total + _persons(tables, scored, mean, scale[:, at], explained)


def inside(share: Floats, held: Ints, drawn: Drawn) -> tuple[Floats, Floats]:
    """(I, C) twice: what the squared scores of the persons of a cluster count for, and the square of their total."""
    persons = drawn.persons[held]
    alone = 1.0 if drawn.design.lonely is Lonely.CENTRE else 0.0
    matters = (drawn.second < 1) & (drawn.first[drawn.design.strata] > 0)
    check_lonely(persons, held, drawn.design.lonely, matters)
    scale = share * np.where(persons > 1, persons / np.maximum(persons - 1, 1), alone)
    return scale, np.where(persons > 1, scale / persons, 0)


def by_cluster(z: Floats, at: Ints, clusters: int) -> Floats:
    """(I, C, Q) from (I, U, Q)."""
    return np.ascontiguousarray(Grouped.by(at, clusters).total(z.transpose(1, 0, 2)).transpose(1, 0, 2))


def between(totals: Floats, held: Ints, drawn: Drawn) -> Floats:
    """Σ_h (1 − f_h) n_h/(n_h − 1) Σ (z − z̄)(z − z̄)ᵀ over the clusters that answered."""
    size = totals.shape[2]
    if not drawn.any_drawn:
        return np.zeros((totals.shape[0], size, size))
    stratum = drawn.design.strata[held]
    n, free = drawn.clusters[stratum], 1 - drawn.first[stratum]
    check_lonely(n, stratum, drawn.design.lonely, drawn.first < 1)
    sums = Grouped.by(stratum, drawn.clusters.size).total(totals.transpose(1, 0, 2))
    mean = (sums[stratum] / n[:, None, None]).transpose(1, 0, 2)
    centred = totals - np.where(n > 1, 1, 0)[:, None] * mean
    alone = 1.0 if drawn.design.lonely is Lonely.CENTRE else 0.0
    scale = free * np.where(n > 1, n / np.maximum(n - 1, 1), alone)
    return np.asarray((centred * scale[:, None]).mT @ centred)


def unseen(valid: Ints, asked: Ints, drawn: Drawn) -> Floats:
    """(I, P): the fraction of clusters, times the fraction of persons that was not seen."""
    answering = np.divide(valid, asked, out=np.ones(valid.shape), where=valid > 0)
    found = drawn.first[drawn.design.strata] * (1 - drawn.second * answering)
    return np.asarray(np.where(drawn.persons > 0, found, 0))


def _persons(
    tables: _Tables, scored: Floats, mean: Floats, scale: Floats, explained: Fitted | None
) -> Floats:
    """(I, Q, Q): Σ over persons of their squared scores. Codes exclude each other: a diagonal and a product."""
    weighed = scale[..., None] * tables.second  # (I, U, B·K)
    squares = weighed.sum(axis=1)  # (I, B·K)
    crossed = squares[:, None, :] @ scored  # (I, 1, Q)
    whole = squares.sum(axis=1)[:, None, None]
    total = (scored * squares[..., None]).mT @ scored
    total = total - crossed.mT @ mean - mean.mT @ crossed + whole * (mean.mT @ mean)
    if explained is None:
        return total
    fit = explained.scores[explained.units.cell].transpose(1, 0, 2)  # (I, U, Q)
    each = weighed @ scored - weighed.sum(axis=2, keepdims=True) * mean
    both = each.mT @ fit
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
