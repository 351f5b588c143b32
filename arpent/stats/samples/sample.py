"""Who was drawn, row by row: the stages of drawing, what each row weighs, and what its weight was fitted to."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.samples.design import Design, Lonely
from arpent.stats.samples.layers import Layer, collapse, layer


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of drawing, row by row. All (n,).

    `strata` is the stratum of the row at this stage, `units` the unit that was drawn: a cluster, and at the
    last stage the person. `populations` counts the units that exist in the row's stratum, inside the unit of
    the stage before: infinity when unknown, which means no finite population correction. Labels of a later
    stage may repeat from one unit of the stage before to another.
    """

    strata: Ints
    units: Ints
    populations: Floats


@dataclass(frozen=True, slots=True)
class Calibration:
    """What weights were fitted to, so that standard errors know about it.

    Rows that share their auxiliaries share a cell. `cells` (n,) in 0…C−1 is each row's; `margins` (C, p) holds
    the auxiliaries of a cell: indicators for post-strata and raking, amounts for calibration. `base` (n,) are
    the weights before, which weigh the regression of scores on margins. `factors` (C,) is new over base.
    Everything that residuals need adds up by cell: Σ base and Σ base·score.
    """

    cells: Ints
    margins: Floats
    base: Floats
    factors: Floats

    def residuals(self, scores: Floats) -> Floats:
        """(n, q): what margins leave unexplained of `scores` (n, q) (Deville & Särndal 1992, §3.4)."""
        size = self.factors.size
        mass = np.bincount(self.cells, self.base, size)
        sums = [np.bincount(self.cells, self.base * column, size) for column in scores.T]
        fitted = self.margins @ self.slopes(mass, np.stack(sums, axis=1))
        return np.asarray(scores - fitted[self.cells])

    def slopes(self, mass: Floats, sums: Floats) -> Floats:
        """(p, q): the regression of scores on margins, from Σ base (C,) and Σ base·score (C, q) by cell."""
        held = mass > 0
        root = np.sqrt(mass[held])[:, None]
        found = np.linalg.lstsq(self.margins[held] * root, sums[held] / root, rcond=None)[0]
        return np.asarray(found, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Replicates:
    """Weights made anew many times, whose estimates spread as the true one would.

    `weights` (n, R) are whole weights, not factors. The variance of an estimate is
    `scale` · Σ `scales` (R,) · (replicate − centre)²: the centre is the mean of replicates, or the estimate
    itself when `around_estimate`. Zero is allowed: a replicate leaves rows out.
    """

    weights: Floats
    scale: float
    scales: Floats
    around_estimate: bool = False

    def covariance(self, replicated: Floats, estimate: Floats) -> Floats:
        """(q, q) from the estimates of each replicate (R, q) and the estimate itself (q,)."""
        centre = estimate if self.around_estimate else replicated[self.scales > 0].mean(axis=0)
        gaps = (replicated - centre) * np.sqrt(self.scales)[:, None]
        return np.asarray(self.scale * gaps.T @ gaps)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample as its rows: `weights` (n,) positive, one `Stage` or several, and a policy for lonely units.

    With `replicates`, variance comes from them and stages are not looked at. `layers` is made from `stages`.
    Raises StatsError S001 and S003 for weights and columns, S013 for a population below its sample, S040 to
    S042 for stages that do not hold together.
    """

    weights: Floats
    stages: tuple[Stage, ...]
    lonely: Lonely = Lonely.CENTRE
    calibration: Calibration | None = None
    replicates: Replicates | None = None
    layers: tuple[Layer, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_weights(self.weights)
        if not self.stages:
            raise StatsError(
                "S042", "Plan : aucun étage de tirage. Donnez-en un, même sans strates ni grappes."
            )
        layers: list[Layer] = []
        for number, stage in enumerate(self.stages, start=1):
            _check_length(number, stage, self.weights.size)
            above = layers[-1] if layers else None
            found = layer(number, stage.strata, stage.units, stage.populations, above)
            layers.append(collapse(found) if self.lonely is Lonely.COLLAPSE else found)
        object.__setattr__(self, "layers", tuple(layers))

    @property
    def n(self) -> int:
        return self.weights.size


def check_weights(weights: Floats) -> None:
    """Refuse weights that are not positive numbers. Raises StatsError S001, with the first rows."""
    bad = np.flatnonzero(~(np.isfinite(weights) & (weights > 0)))
    if bad.size:
        rows = ", ".join(str(row) for row in bad[:3]) + (", …" if bad.size > 3 else "")
        raise StatsError(
            "S001",
            f"Poids : {bad.size} valeurs nulles, négatives ou absentes (lignes {rows}). "
            "Retirez ces lignes ou corrigez leur poids.",
        )


def _check_length(number: int, stage: Stage, rows: int) -> None:
    for name, column in (
        ("strates", stage.strata),
        ("unités", stage.units),
        ("populations", stage.populations),
    ):
        if column.shape != (rows,):
            raise StatsError(
                "S003",
                f"Étage {number}, {name} : {column.size} valeurs pour {rows} lignes. Donnez-en une par ligne.",
            )


def one_stage(
    weights: npt.ArrayLike,
    *,
    strata: npt.ArrayLike | None = None,
    units: npt.ArrayLike | None = None,
    populations: npt.ArrayLike | None = None,
    lonely: Lonely = Lonely.CENTRE,
) -> Sample:
    """Units (clusters, or each row) drawn once, inside strata when there are any.

    `populations` counts the units that exist: one number, or one a row; unknown without it.
    """
    w = np.asarray(weights, dtype=np.float64)
    stage = Stage(
        np.zeros(w.size, np.int64) if strata is None else np.asarray(strata, dtype=np.int64),
        np.arange(w.size, dtype=np.int64) if units is None else np.asarray(units, dtype=np.int64),
        _populations(populations, w.size),
    )
    return Sample(w, (stage,), lonely)


def of_design(design: Design, clusters: npt.ArrayLike, weights: npt.ArrayLike) -> Sample:
    """The sample of a `Design` given by cluster: `clusters` (n,) is each row's, `weights` (n,) positive."""
    at, w = np.asarray(clusters, dtype=np.int64), np.asarray(weights, dtype=np.float64)
    answered = np.bincount(at, minlength=design.strata.size).astype(np.float64)
    existing = np.where(np.isnan(design.cluster_sizes), answered, design.cluster_sizes)
    persons = Stage(at, np.arange(at.size, dtype=np.int64), existing[at])
    if not design.drawn:
        return Sample(w, (persons,), design.lonely)
    strata = design.strata[at]
    return Sample(w, (Stage(strata, at, design.strata_sizes[strata]), persons), design.lonely)


def _populations(given: npt.ArrayLike | None, rows: int) -> Floats:
    if given is None:
        return np.full(rows, np.inf)
    found = np.asarray(given, dtype=np.float64)
    return np.full(rows, float(found)) if found.ndim == 0 else found
