"""Weights that reach known totals of any amounts: linear or logit calibration, within bounds or not.

Deville & Särndal, "Calibration estimators in survey sampling" (1992), *JASA* 87:376–382.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.samples.sample import check_weights
from arpent.stats.weights.weighting import Weighting, occupied, weighting

STEPS = 200
FLAT = 1e-6
"""A factor held at a bound still answers a little, so that a step can be found when all are held."""


@dataclass(frozen=True, slots=True)
class Distance:
    """How factors answer to u = x·λ: `factor` F(u), its `slope` F′ and its `integral`, all on (C,)."""

    factor: Callable[[Floats], Floats]
    slope: Callable[[Floats], Floats]
    integral: Callable[[Floats], Floats]


def calibrate_linear(
    base: Floats,
    auxiliaries: npt.ArrayLike,
    totals: npt.ArrayLike,
    *,
    low: float = -np.inf,
    high: float = np.inf,
    names: Sequence[str] = (),
) -> Weighting:
    """The weights nearest to `base` (n,) whose sums of `auxiliaries` (n, p) are `totals` (p,): regression.

    Methods 1 and 7 of Deville & Särndal; R's `calibrate(calfun = "linear")`. Put a column of ones to fix the
    number of people. Without bounds weights may become negative; with them each factor is between `low` < 1
    and `high` > 1. `names` (p,) are said in refusals. Raises StatsError S001, S003; S049 for bounds that do not
    surround 1, or within which no weights reach the totals; S050 for totals that contradict each other.
    """
    return _public(base, auxiliaries, totals, names, _linear(low, high), (low, high))


def calibrate_logit(
    base: Floats,
    auxiliaries: npt.ArrayLike,
    totals: npt.ArrayLike,
    *,
    low: float,
    high: float,
    names: Sequence[str] = (),
) -> Weighting:
    """`calibrate_linear` with factors strictly between the bounds, and no heap at them: method 6, `cal.logit`."""
    _check_bounds(low, high)
    return _public(base, auxiliaries, totals, names, _logit(low, high), (low, high))


def _public(
    base: Floats,
    auxiliaries: npt.ArrayLike,
    totals: npt.ArrayLike,
    names: Sequence[str],
    distance: Distance,
    bounds: tuple[float, float],
) -> Weighting:
    check_weights(base)
    _check_bounds(*bounds)
    table, known = np.asarray(auxiliaries, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    if table.shape != (base.size, known.size) or not np.all(np.isfinite(table)):
        raise StatsError(
            "S003",
            f"Calage : {table.shape} variables pour {base.size} lignes et {known.size} totaux, toutes connues. "
            "Donnez une valeur par ligne et par total.",
        )
    cells, first = occupied(table.T)
    named = tuple(names) or tuple(f"total {place}" for place in range(known.size))
    return _fit(base, cells, table[first], known, distance, bounds, named)


def _fit(
    base: Floats,
    cells: Ints,
    margins: Floats,
    totals: Floats,
    distance: Distance,
    bounds: tuple[float, float],
    names: tuple[str, ...],
) -> Weighting:
    """Newton's method on the dual problem, which is convex, by cells; columns first brought to one scale."""
    mass = np.bincount(cells, base, len(margins))
    scale = np.maximum(np.abs(margins).max(axis=0), 1e-300)
    x, wanted = margins / scale, totals / scale
    slopes, steps, gap, moved = np.zeros(totals.size), 0, np.inf, True
    while moved and gap > 1e-13 and steps < STEPS:
        slopes, moved = _step(mass, x, wanted, distance, slopes)
        reached = (mass * distance.factor(x @ slopes)) @ x
        known = np.where(wanted == 0, mass.sum(), np.abs(wanted))
        before, gap, steps = gap, float(np.max(np.abs(reached - wanted) / known)), steps + 1
        moved = moved and (gap < before or gap > 1e-9)
    if gap > 1e-9:
        _refuse(mass, x, wanted, reached, bounds, names)
    return weighting(base, cells, margins, distance.factor(x @ slopes), (steps, gap))


def _step(mass: Floats, x: Floats, wanted: Floats, distance: Distance, slopes: Floats) -> tuple[Floats, bool]:
    """One step of Newton, halved until the dual goes down; whether it moved."""
    u = x @ slopes
    miss = wanted - (mass * distance.factor(u)) @ x
    root = np.sqrt(mass * np.maximum(distance.slope(u), FLAT))[:, None]
    hessian = (x * root).T @ (x * root)
    step = np.linalg.lstsq(hessian, miss, rcond=1e-13)[0]
    here, length = mass @ distance.integral(u) - slopes @ wanted, 1.0
    while length > 1e-9:
        there = slopes + length * step
        value = mass @ distance.integral(x @ there) - there @ wanted
        if np.isfinite(value) and value <= here - 1e-4 * length * (step @ miss) + 1e-12 * abs(here):
            return there, True
        length /= 2
    return slopes, False


def _linear(low: float, high: float) -> Distance:
    def integral(u: Floats) -> Floats:
        inside = np.clip(u, low - 1, high - 1)
        return np.asarray(inside + inside**2 / 2 + (1 + inside) * (u - inside))

    return Distance(
        lambda u: np.clip(1 + u, low, high),
        lambda u: ((1 + u > low) & (1 + u < high)).astype(np.float64),
        integral,
    )


def _logit(low: float, high: float) -> Distance:
    rate = (high - low) / ((1 - low) * (high - 1))
    start = (high - 1) / (1 - low)

    def share(u: Floats) -> Floats:
        return np.asarray(scipy.special.expit(rate * u - np.log(start)))

    return Distance(
        lambda u: low + (high - low) * share(u),
        lambda u: (high - low) * rate * share(u) * (1 - share(u)),
        lambda u: low * u + (high - low) / rate * np.logaddexp(rate * u, np.log(start)),
    )


def _check_bounds(low: float, high: float) -> None:
    if not low < 1 < high:
        raise StatsError(
            "S049",
            f"Calage : les bornes {low:g} et {high:g} n’entourent pas 1. Prenez-les de part et d’autre.",
        )


def _refuse(
    mass: Floats,
    x: Floats,
    wanted: Floats,
    reached: Floats,
    bounds: tuple[float, float],
    names: tuple[str, ...],
) -> None:
    """Say which total is out of reach, and which bounds would do."""
    worst = names[int(np.argmax(np.abs(reached - wanted) / np.maximum(np.abs(wanted), 1e-300)))]
    needed = _nearest_bounds(mass, x, wanted)
    if needed is None or needed < min(1 - bounds[0], bounds[1] - 1):
        raise StatsError(
            "S050",
            f"Calage : aucun poids n’atteint « {worst} » avec les autres totaux : ils se contredisent, ou rien "
            "dans les réponses ne varie avec lui. Vérifiez ces totaux, ou retirez-en un.",
        )
    raise StatsError(
        "S049",
        f"Calage : « {worst} » est hors d’atteinte entre les bornes {bounds[0]:g} et {bounds[1]:g}. "
        f"Élargissez-les ({1 - needed:.3g} à {1 + needed:.3g} suffisent), ou regroupez des catégories.",
    )


def _nearest_bounds(mass: Floats, x: Floats, wanted: Floats) -> float | None:
    """The smallest t for which factors in 1 ± t reach the totals, by linear programming; None: no factors do."""
    count, known = x.shape
    weighted = (x * mass[:, None]).T
    equal = np.column_stack([weighted, -weighted, np.zeros(known)])
    spread = np.column_stack([np.eye(count), np.eye(count), -np.ones(count)])
    cost = np.append(np.zeros(2 * count), 1.0)
    found = scipy.optimize.linprog(
        cost, spread, np.zeros(count), equal, wanted - weighted.sum(axis=1), bounds=(0, None)
    )
    return float(found.x[-1]) if found.success else None
