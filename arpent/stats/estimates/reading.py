"""One number read from a sample, with what the sample lets it be: from its influence scores to its interval."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats
from arpent.stats.errors import StatsError
from arpent.stats.intervals import effective_n, exact, logit, student, t_quantile
from arpent.stats.samples.linear import covariance, degrees_of_freedom
from arpent.stats.samples.sample import Sample, one_stage

type Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in its own unit, its standard error, interval and degrees of freedom, from n rows.

    NaN for `low` and `high` where the design leaves no degree of freedom.
    """

    value: float
    se: float
    low: float
    high: float
    level: float
    df: float
    n: int


def read(value: float, scores: Floats, sample: Sample, held: Bools, *, level: float = 0.95) -> Reading:
    """The reading of a smooth function of weighted sums: `scores` (n,) are its influences, 0 where not `held`.

    Linearisation (Binder 1983; Deville 1999); the interval is Student's. Raises StatsError S014, S012.
    """
    check_level(level)
    se = sqrt(max(float(covariance(scores, sample)[0, 0]), 0.0))
    df = float(degrees_of_freedom(sample, held))
    low, high = student(np.array(value), np.array(se), np.array(df), level)
    return Reading(value, se, float(low), float(high), level, df, int(np.count_nonzero(held)))


def mean_and_scores(values: Floats, sample: Sample, held: Bools) -> tuple[float, Floats]:
    """The weighted mean of `values` (n,) where `held`, and its influence scores (n,)."""
    weight = np.where(held, sample.weights, 0.0)
    total = weight.sum()
    known = np.where(held, values, 0.0)
    value = float(weight @ known / total)
    return value, np.where(held, (known - value) / total, 0.0)


def read_share(yes: Bools, sample: Sample, held: Bools, *, level: float = 0.95) -> Reading:
    """The share of `yes` (n,) among `held` rows, with an interval that stays between 0 and 1.

    On log-odds; at 0 and 1, Clopper–Pearson on the answers that these are worth (see `intervals.effective_n`).
    """
    value, scores = mean_and_scores(yes.astype(np.float64), sample, held)
    found = read(value, scores, sample, held, level=level)
    p, df, n = np.array([value]), np.array([found.df]), np.array([float(found.n)])
    if 0 < value < 1 and found.se > 0:
        low, high = logit(p, np.array([found.se]), df, level)
    elif 0 < value < 1:
        low, high = p, p
    else:
        weights = sample.weights[held]
        kish = np.array([weights.sum() ** 2 / (weights**2).sum()])
        low, high = exact(p, effective_n(n, kish, df, level), np.zeros(1), level)
    return Reading(value, found.se, float(low[0]), float(high[0]), level, found.df, found.n)


def independent(rows: int) -> Sample:
    """A sample of that many persons drawn one by one, of equal weight."""
    return one_stage(np.ones(rows))


def away_from_one(found: Reading) -> Reading:
    """The same with its interval made on ln(1 − value): for coefficients that end at 1 (Bonett 2010)."""
    if not found.value < 1 or not found.se > 0:
        return found
    factor = np.exp(t_quantile(found.level, np.array(found.df)) * found.se / (1 - found.value))
    low, high = 1 - (1 - found.value) * factor, 1 - (1 - found.value) / factor
    return Reading(found.value, found.se, float(low), float(high), found.level, found.df, found.n)


def check_level(level: float) -> None:
    """Raises StatsError S014 for a level outside 0–1."""
    if not 0 < level < 1:
        raise StatsError("S014", f"Niveau de confiance {level} : il faut un nombre entre 0 et 1, comme 0,95.")
