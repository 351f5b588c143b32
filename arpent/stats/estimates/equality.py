"""Whether the means of several groups are one, straight from sums: the test of a number by a grouping."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from arpent.stats.columns import REASONS, Floats, Ints
from arpent.stats.crosstabs import Obstacle
from arpent.stats.errors import StatsError
from arpent.stats.estimates.calibrated import fitted
from arpent.stats.estimates.stages import between, by_cluster, inside, unseen
from arpent.stats.estimates.variance import Drawn
from arpent.stats.grouped import Grouped, across
from arpent.stats.samples.design import Design
from arpent.stats.sums.layout import Run
from arpent.stats.sums.sums import CellSums, Sums, Units
from arpent.stats.sums.threads import one_thread


@dataclass(frozen=True, slots=True)
class Equality:
    """The test that several means are one. `f` follows Fisher's law with `ndf` and `ddf` when they are.

    `eta2` is η², the part of the spread that lies between groups, over `n` answers of the groups that have any:
    `empty_groups` were left out. NaN where `obstacle` says why.
    """

    f: float
    ndf: float
    ddf: float
    p: float
    eta2: float
    n: int
    empty_groups: tuple[int, ...] = ()
    obstacle: Obstacle = Obstacle.NONE


@dataclass(frozen=True, slots=True)
class _Means:
    """By group that answered (G,): its `weight`, `mean` and spread inside; `cells` are those of these groups."""

    cells: CellSums
    groups: Ints
    weight: Floats
    mean: Floats
    within: float
    first: Floats
    second: Floats
    valid: Ints
    refused: Ints

    @property
    def place(self) -> Ints:
        """(M,): the place of each cell's group among those that answered; −1 for none."""
        found = np.full(self.cells.groups, -1)
        found[self.groups] = np.arange(self.groups.size)
        return found[self.cells.group]

    @property
    def gaps(self) -> Floats:
        """(G,): each mean less that of all."""
        return np.asarray(self.mean - self.weight @ self.mean / self.weight.sum())

    @property
    def apart(self) -> float:
        """Σ W (mean − mean of all)²."""
        return float(self.weight @ self.gaps**2)


def equality(sums: Sums, design: Design, *, item: str, by: str, unanswered: tuple[int, ...] = ()) -> Equality:
    """Test whether the mean of a number is the same in every group of a grouping, among those who answered it.

    The working F of the model with a mean a group, with Rao and Scott's second-order correction (Lumley & Scott
    2014, *Austr. N.Z. J. Statist.* 56:1–13; R's `regTermTest(method = "WorkingWald")` after `svyglm`); it stays
    honest with few clusters. Degrees of freedom: those of the design, less one for each group after the first.
    `unanswered` as for `estimate`. Raises StatsError S012, S013, and S033 for a closed question.
    """
    cells = sums.cells[by]
    place = cells.layout.places()[item]
    if not place.numeric:
        raise StatsError("S033", f"« {item} » : des modalités n’ont pas de moyenne. Croisez-les plutôt.")
    drawn, run = Drawn.of(sums, design), Run((item,), place)
    found = _means(cells, run, unanswered)
    n, empty = int(found.valid.sum()), tuple(sorted(set(range(cells.groups)) - set(found.groups.tolist())))
    if found.groups.size < 2:
        return _nothing(Obstacle.ONE_LINE, n, empty)
    ddf = _degrees(found, drawn)
    with one_thread():
        spread = _covariance(found, drawn, sums.units)
    if not (ddf > 0 and np.trace(spread) > 0):
        return _nothing(Obstacle.NO_CHANCE, n, empty)
    total = found.weight.sum()
    delta = (np.diag(found.weight) - np.outer(found.weight, found.weight) / total) @ spread
    trace, squared = float(np.trace(delta)), float(np.trace(delta @ delta))
    if not (found.within > 0 and trace > 1e-12 * found.within * total / max(n, 1)):
        return _nothing(Obstacle.NO_SPREAD, n, empty)
    f, ndf = found.apart / trace, trace**2 / squared
    eta2 = found.apart / (found.apart + found.within)
    return Equality(f, ndf, ddf, float(special.fdtrc(ndf, ddf, f)), eta2, n, empty)


def _nothing(why: Obstacle, n: int, empty: tuple[int, ...]) -> Equality:
    nan = float("nan")
    return Equality(nan, nan, nan, nan, nan, n, empty, why)


def _means(cells: CellSums, run: Run, unanswered: tuple[int, ...]) -> _Means:
    first, second, counts = cells.run(run)
    first, second, counts = first[:, 0], second[:, 0], counts[:, 0]
    total = Grouped.by(cells.group, cells.groups).total(first)
    groups = np.flatnonzero(total[:, 0] > 0)
    weight, amount, squares = total[groups].T
    mean = amount / weight
    return _Means(
        cells,
        groups,
        weight,
        mean,
        float(max((squares - weight * mean**2).sum(), 0.0)),
        first,
        second,
        across(counts[:, REASONS:]),
        across(counts[:, [REASONS + code for code in unanswered]]),
    )


def _degrees(found: _Means, drawn: Drawn) -> float:
    """Those of the design where somebody answered, less one for each mean after the first."""
    held = np.unique(drawn.cluster(found.cells.unit, found.cells.calibrated)[found.valid > 0])
    inside = np.unique(drawn.design.strata[held]).size if drawn.any_drawn else held.size
    reached = held.size if drawn.any_drawn else int(found.valid.sum())
    return float(reached - inside + 1 - found.groups.size)


def _covariance(found: _Means, drawn: Drawn, units: Units) -> Floats:
    """(G, G): that of the means, from what the rows of each unit bring to each of them."""
    z, squares, crossed = (_by_unit(values, found, units) for values in _scores(found))
    explained = fitted(units, z.transpose(1, 0, 2))
    if explained is not None:
        z = z - explained.by_unit.transpose(1, 0, 2)
    held, at = np.unique(drawn.cluster(units.keys, units.calibrated), return_inverse=True)
    totals = by_cluster(z, at, held.size)
    clusters = Grouped.by(drawn.cluster(found.cells.unit, found.cells.calibrated), drawn.persons.size)
    valid, refused = clusters.total(found.valid)[None], clusters.total(found.refused)[None]
    share = unseen(valid, valid + refused, drawn)[:, held]
    scale, spread = inside(share, held, drawn)
    total = between(totals, held, drawn) - (totals * spread[..., None]).mT @ totals
    counted = scale[:, at]
    total = total[0] + np.diag((counted @ squares[0])[0])
    if explained is None:
        return np.asarray(total)
    fit = explained.scores[explained.units.cell][:, 0]  # (U, G)
    both = (crossed[0] * counted.T).T @ fit
    return np.asarray(total - both - both.T + (fit * (counted[0] * units.squares)[:, None]).T @ fit)


def _scores(found: _Means) -> tuple[Floats, Floats, Floats]:
    """By cell (M,): the sums of w·score, of its square, and of w²·score, where score is (x − mean) / weight."""
    at = np.maximum(found.place, 0)
    weight, mean = found.weight[at], found.mean[at]
    w, wx, _ = found.first.T
    ww, wwx, wwxx = found.second.T
    return (
        (wx - mean * w) / weight,
        (wwxx - 2 * mean * wwx + mean**2 * ww) / weight**2,
        (wwx - mean * ww) / weight,
    )


def _by_unit(values: Floats, found: _Means, units: Units) -> Floats:
    """(1, U, G) from (M,)."""
    cells = found.cells
    held = np.zeros((1, units.keys.size, cells.groups))
    held[0, np.searchsorted(units.keys, cells.unit), cells.group] = values
    return held[..., found.groups]
