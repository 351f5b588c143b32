"""Do the questions of a scale hang together? Alpha, omega, and what each question brings."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from arpent.stats.columns import Floats
from arpent.stats.errors import StatsError
from arpent.stats.estimates.reading import Bools, Reading, away_from_one, check_level, read
from arpent.stats.samples.sample import Sample
from arpent.stats.scales.factor import Factor, one_factor
from arpent.stats.scales.scores import Scale


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well k questions measure one thing together, on the rows that answered them all.

    `alpha` is Cronbach's, with its interval. `omega` is McDonald's, of one factor; NaN for two questions.
    (k,) each: `rest` is the correlation of a question with the sum of the others, `without` the alpha of the
    others (NaN for two), `loadings` the factor's, in the unit of the answers. `improper` says that the factor
    explains a question entirely (a Heywood case): omega is then a bound, not a measure. `incomplete` rows
    were left out.
    """

    alpha: Reading
    omega: float
    rest: Floats
    without: Floats
    loadings: Floats
    improper: bool
    incomplete: int


def reliability(
    answers: Floats, scale: Scale, *, sample: Sample | None = None, level: float = 0.95
) -> Reliability:
    """Cronbach's alpha (1951), McDonald's omega (1999), and each question's part, from answers (n, k).

    Without a `sample`, rows are taken as independent and the interval is Feldt's, Woodruff's & Salih's (1987;
    F with n − 1 and (n − 1)(k − 1) degrees of freedom), with no standard error (NaN). With one, weights count and
    alpha is linearised over the design, its interval made on ln(1 − alpha). Omega is (Σλ)² / ((Σλ)² + Σψ) from
    one factor by maximum likelihood on the same covariances. Raises StatsError S082 for answers off the scale, S084 when there are too few
    questions or complete rows, or a question that everyone answered alike.
    """
    check_level(level)
    turned = scale.turned(answers)
    complete = ~np.isnan(turned).any(axis=1)
    weights = np.ones(len(turned)) if sample is None else sample.weights
    spread = _covariances(turned, weights, complete)
    k = len(spread)
    factor = one_factor(spread) if k > 2 else Factor(np.full(k, np.nan), np.full(k, np.nan), False)
    return Reliability(
        alpha=_feldt(spread, int(complete.sum()), level)
        if sample is None
        else _linearised(turned, spread, sample, complete, level),
        omega=factor.omega,
        rest=_rest(spread),
        without=_without(spread),
        loadings=factor.loadings,
        improper=factor.improper,
        incomplete=int(np.count_nonzero(~complete)),
    )


def _covariances(turned: Floats, weights: Floats, complete: Bools) -> Floats:
    """(k, k) weighted, over complete rows; divided by the weight: no coefficient here depends on n or n − 1."""
    rows, w = turned[complete], weights[complete]
    if turned.shape[1] < 2 or len(rows) <= turned.shape[1]:
        raise StatsError(
            "S084",
            f"Fiabilité : {turned.shape[1]} question(s) et {len(rows)} réponses complètes. Il faut au moins 2 "
            "questions, et plus de réponses complètes que de questions.",
        )
    gaps = rows - w @ rows / w.sum()
    spread = (gaps * w[:, None]).T @ gaps / w.sum()
    flat = np.flatnonzero(np.diag(spread) <= 1e-12 * max(np.trace(spread), 1e-300))
    if flat.size or spread.sum() <= 1e-12 * np.trace(spread):
        where = f"question {flat[0] + 1}" if flat.size else "somme des questions"
        raise StatsError(
            "S084",
            f"Fiabilité, {where} : tout le monde a la même valeur. Retirez la question, ou vérifiez les questions "
            "inversées.",
        )
    return np.asarray(spread)


def _alpha(spread: Floats) -> float:
    k = len(spread)
    return float(k / (k - 1) * (1 - np.trace(spread) / spread.sum()))


def _feldt(spread: Floats, n: int, level: float) -> Reading:
    alpha, k, tail = _alpha(spread), len(spread), (1 - level) / 2
    first, second = n - 1, (n - 1) * (k - 1)
    low, high = (1 - (1 - alpha) * special.fdtri(first, second, p) for p in (1 - tail, tail))
    return Reading(alpha, float("nan"), float(low), float(high), level, float(first), n)


def _linearised(turned: Floats, spread: Floats, sample: Sample, complete: Bools, level: float) -> Reading:
    """Alpha is k/(k − 1)·(1 − T/S): T the sum of variances, S the variance of the sum; both weighted means."""
    weight = np.where(complete, sample.weights, 0.0)
    known = np.where(complete[:, None], turned, 0.0)
    gaps = known - weight @ known / weight.sum()
    apart, together = np.trace(spread), spread.sum()
    slope = ((gaps**2).sum(axis=1) - apart) / together - apart / together**2 * (
        gaps.sum(axis=1) ** 2 - together
    )
    k = len(spread)
    scores = np.where(complete, -k / (k - 1) * slope / weight.sum(), 0.0)
    return away_from_one(read(_alpha(spread), scores, sample, complete, level=level))


def _rest(spread: Floats) -> Floats:
    """(k,): the correlation of each question with the sum of the others."""
    own = np.diag(spread)
    shared = spread.sum(axis=1) - own
    others = spread.sum() - 2 * shared - own
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(shared / np.sqrt(own * others))


def _without(spread: Floats) -> Floats:
    if len(spread) < 3:
        return np.full(len(spread), np.nan)
    kept = (np.delete(np.delete(spread, i, 0), i, 1) for i in range(len(spread)))
    return np.array([_alpha(part) for part in kept])
