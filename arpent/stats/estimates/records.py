"""Estimates from rows: means, totals, ratios, shares and quantiles of any sample and any domain of it.

NaN is an answer not given. A domain is `within` (n,), and never a cut of the rows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from arpent.stats import intervals
from arpent.stats.columns import REASONS, Floats
from arpent.stats.errors import StatsError
from arpent.stats.estimates.estimates import Estimate
from arpent.stats.intervals import Method
from arpent.stats.samples.linear import covariance, degrees_of_freedom
from arpent.stats.samples.sample import Calibration, Sample, Stage
from arpent.stats.weights.replicates import replicated

type Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number before its interval. `fraction` is the part of its population that was seen (0: unknown);
    `known` says that weights were fitted to this very number."""

    value: float
    se: float
    df: float
    n: int
    missing: int
    deff: float
    kish: float
    fraction: float
    known: bool

    def estimate(self, low: float, high: float, method: Method, level: float) -> Estimate:
        """With its interval; a point when nothing was left to chance, none when nothing can be said."""
        if (self.fraction >= 1 - 1e-12 or self.known) and np.isfinite(self.value):
            low = high = self.value
            method = Method.KNOWN if self.known else Method.CENSUS
        elif not (np.isfinite(low) and np.isfinite(high)):
            method = Method.NONE
        missing = (0, self.missing, *[0] * (REASONS - 2))
        return Estimate(
            self.value, float(low), float(high), level, self.n, missing, method, self.se, self.df, self.deff
        )


def mean(
    values: npt.ArrayLike, sample: Sample, *, within: Bools | None = None, level: float = 0.95
) -> Estimate:
    """The mean of `values` (n,), in their unit, with Student's interval; R's `svymean`.

    Raises StatsError S003, S012, S014.
    """
    return _student(_ratio(values, np.ones(sample.n), sample, within), level)


def ratio(
    values: npt.ArrayLike,
    over: npt.ArrayLike,
    sample: Sample,
    *,
    within: Bools | None = None,
    level: float = 0.95,
) -> Estimate:
    """Σ values / Σ over, each (n,), among those with both; R's `svyratio`. Raises what `mean` raises."""
    return _student(_ratio(values, over, sample, within), level)


def total(
    values: npt.ArrayLike, sample: Sample, *, within: Bools | None = None, level: float = 0.95
) -> Estimate:
    """The sum of `values` (n,) over the population, in their unit; R's `svytotal`. Rows without an answer add
    nothing: the total is that of those who answer. Raises what `mean` raises."""
    y, valid, missing = _valid(sample, within, values)
    counted = np.where(valid, y, 0)
    found = _measure(lambda w: np.array([w @ counted]), counted[:, None], valid, missing, sample)
    return _student(found, level)


def share(
    answers: npt.ArrayLike,
    sample: Sample,
    *,
    within: Bools | None = None,
    method: Method = Method.LOGIT,
    level: float = 0.95,
) -> Estimate:
    """The share of 1 among `answers` (n,) of 0 and 1, with an interval by `method`.

    `LOGIT` is R's `svyciprop(method = "xlogit")`, `KORN_GRAUBARD` its `"beta"`, `STUDENT` its `"mean"`;
    `WILSON` (1927) takes the effective number of answers. When nobody or everybody says 1, or nothing varies,
    the interval is exact, on the effective number. Raises what `mean` raises, S056 for other answers than 0
    and 1, S057 for a method that makes no share.
    """
    y, valid, _ = _valid(sample, within, answers)
    if not np.all((y[valid] == 0) | (y[valid] == 1)):
        raise StatsError(
            "S056", "Part : des réponses autres que 0 et 1. Codez 1 ce qui est compté, 0 le reste."
        )
    found = _ratio(answers, np.ones(sample.n), sample, within)
    low, high, method = _share_interval(found, method, level)
    return found.estimate(low, high, method, level)


def choices(
    ticked: npt.ArrayLike,
    sample: Sample,
    *,
    within: Bools | None = None,
    method: Method = Method.LOGIT,
    level: float = 0.95,
) -> tuple[Estimate, ...]:
    """A question with several answers: `ticked` (n, K) of 0 and 1, NaN rows where it was left unanswered.

    One share a choice, among those who answered the question; shares do not add up to 1.
    """
    table = np.asarray(ticked, dtype=np.float64)
    answered = np.where(np.isnan(table).any(axis=1, keepdims=True), np.nan, table)
    return tuple(share(column, sample, within=within, method=method, level=level) for column in answered.T)


def quantile(
    values: npt.ArrayLike,
    sample: Sample,
    p: float,
    *,
    within: Bools | None = None,
    method: Method = Method.LOGIT,
    level: float = 0.95,
) -> Estimate:
    """The smallest value that at least a share `p` of the population does not exceed, by Woodruff (1952).

    The interval of that share, by `method` as for `share`, is read back on the values: R's
    `svyquantile(qrule = "math")` with `interval.type` "xlogit", "mean" (`STUDENT`) or "beta". NaN where the
    interval of the share leaves 0–1. Raises StatsError S058 for p outside 0–1, and what `share` raises.
    """
    if not 0 < p < 1:
        raise StatsError(
            "S058", f"Quantile {p:g} : il faut un nombre entre 0 et 1, comme 0,5 pour la médiane."
        )
    y, valid, missing = _valid(sample, within, values)
    order = np.argsort(y[valid], kind="stable")
    ranked, reached = y[valid][order], np.cumsum(sample.weights[valid][order])
    value = _rank(ranked, reached, p)
    found = _ratio(np.where(np.isnan(y), np.nan, y <= value), np.ones(sample.n), sample, within)
    low, high, _ = _share_interval(found, method, level)
    ends = [_rank(ranked, reached, end) if 0 <= end <= 1 else np.nan for end in (low, high)]
    t = float(intervals.t_quantile(level, np.asarray(found.df)))
    measured = replace(
        found, value=value, known=False, se=(ends[1] - ends[0]) / (2 * t), deff=np.nan, missing=missing
    )
    return measured.estimate(ends[0], ends[1], Method.WOODRUFF, level)


def _rank(ranked: Floats, reached: Floats, p: float) -> float:
    """The first value whose cumulated weight is p of the whole, or more; crumbs of rounding left aside."""
    if not ranked.size:
        return np.nan
    place = int(np.searchsorted(reached, p * reached[-1] * (1 - 1e-14)))
    return float(ranked[min(place, ranked.size - 1)])


def _valid(sample: Sample, within: Bools | None, *columns: npt.ArrayLike) -> tuple[Floats, Bools, int]:
    """The first column, the rows of the domain with every column answered, and how many lack an answer."""
    tables = [np.asarray(column, dtype=np.float64) for column in columns]
    for column in (*tables, *([] if within is None else [within])):
        if column.shape != (sample.n,):
            raise StatsError(
                "S003", f"Valeurs : {column.shape} pour {sample.n} lignes. Donnez-en une par ligne."
            )
    domain = np.ones(sample.n, np.bool_) if within is None else within
    valid = domain & ~np.isnan(np.stack(tables)).any(axis=0)
    return tables[0], valid, int(domain.sum() - valid.sum())


def _ratio(values: npt.ArrayLike, over: npt.ArrayLike, sample: Sample, within: Bools | None) -> Measure:
    y, valid, missing = _valid(sample, within, values, over)
    top, bottom = np.where(valid, y, 0), np.where(valid, np.asarray(over, dtype=np.float64), 0)

    def statistic(weights: Floats) -> Floats:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.array([weights @ top / (weights @ bottom)])

    with np.errstate(invalid="ignore", divide="ignore"):
        scores = (top - statistic(sample.weights)[0] * bottom) / (sample.weights @ bottom)
    return _measure(statistic, np.where(valid, scores, 0)[:, None], valid, missing, sample)


def _measure(
    statistic: Callable[[Floats], Floats], scores: Floats, valid: Bools, missing: int, sample: Sample
) -> Measure:
    """The value, its standard error and design effect, from the statistic and its scores (n, 1)."""
    n = int(valid.sum())
    fraction = _seen(sample, valid)
    base, table, rows, weights = sample, scores, valid, sample.weights[valid]
    if missing and fraction >= 1 - 1e-12:
        base, table, rows = _answering(sample, valid), scores[valid], np.ones(n, np.bool_)
        fraction = _seen(base, rows)
    if base.replicates is None:
        value, spread = statistic(sample.weights), covariance(table, base)
    else:
        value, spread = replicated(statistic, sample)
    mass = float(weights.sum())
    with np.errstate(invalid="ignore", divide="ignore"):
        chance = _chance(scores[valid, 0], weights)
        kish = np.float64(mass) ** 2 / np.sum(weights**2)
        deff = spread[0, 0] / chance
    se, df = float(np.sqrt(spread[0, 0])) if n else np.nan, float(degrees_of_freedom(base, rows))
    known = bool(base.calibration is not None and spread[0, 0] < 1e-16 * chance)
    return Measure(float(value[0]), se, df, n, missing, float(deff), float(kish), fraction, known)


def _chance(scores: Floats, weights: Floats) -> np.float64:
    """The variance of Σ w·score if as many rows had been drawn at random, with replacement."""
    mass = weights.sum()
    centred = scores - weights @ scores / mass
    return np.float64(mass * (weights @ centred**2) / (scores.size - 1))


def _seen(sample: Sample, valid: Bools) -> float:
    """The part of the domain's population that was seen, through all stages; 0 where one is unknown."""
    if sample.replicates is not None or not valid.any():
        return 0.0
    last = sample.layers[-1]
    stratum = last.stratum[last.unit[valid]]
    seen = last.carried[stratum] * last.fraction[stratum]
    return float(sample.weights[valid] @ seen / sample.weights[valid].sum())


def _answering(sample: Sample, valid: Bools) -> Sample:
    """Those who answered, as drawn at random from the whole population of their strata: for a census where some
    gave no answer."""
    stages = tuple(
        Stage(stage.strata[valid], stage.units[valid], stage.populations[valid]) for stage in sample.stages
    )
    fitted = sample.calibration
    if fitted is not None:
        fitted = Calibration(fitted.cells[valid], fitted.margins, fitted.base[valid], fitted.factors)
    return Sample(sample.weights[valid], stages, sample.lonely, fitted)


def _student(found: Measure, level: float) -> Estimate:
    _check_level(level)
    value, se, df = _arrays(found.value, found.se, found.df)
    low, high = intervals.student(value, se, df, level)
    return found.estimate(float(low[0]), float(high[0]), Method.STUDENT, level)


def _share_interval(found: Measure, method: Method, level: float) -> tuple[float, float, Method]:
    _check_level(level)
    value, se, df = _arrays(found.value, found.se, found.df)
    if not found.n or found.known:
        return np.nan, np.nan, Method.NONE
    if found.se <= 1e-12 or found.value <= 0 or found.value >= 1:
        n, kish = _arrays(float(found.n), found.kish)
        worth = intervals.effective_n(n, kish, df, level)
        low, high = intervals.exact(value, worth, np.atleast_1d(found.fraction), level)
        return float(low[0]), float(high[0]), Method.EXACT
    makers = {
        Method.LOGIT: lambda: intervals.logit(value, se, df, level),
        Method.STUDENT: lambda: intervals.student(value, se, df, level),
        Method.WILSON: lambda: intervals.wilson(value, se, df, level),
        Method.KORN_GRAUBARD: lambda: intervals.korn_graubard(value, se, np.atleast_1d(found.n), df, level),
    }
    if method not in makers:
        raise StatsError(
            "S057",
            f"Part : la méthode {method.name} n’en fait pas. Prenez LOGIT, WILSON, KORN_GRAUBARD, STUDENT.",
        )
    low, high = makers[method]()
    return float(low[0]), float(high[0]), method


def _arrays(*numbers: float) -> tuple[Floats, ...]:
    return tuple(np.atleast_1d(np.float64(number)) for number in numbers)


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise StatsError("S014", f"Niveau de confiance {level} : il faut un nombre entre 0 et 1, comme 0,95.")
