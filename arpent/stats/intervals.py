"""From an estimate and its standard error to an interval. Arrays in, arrays out, of one shape."""

from enum import IntEnum

import numpy as np
from scipy import special

from arpent.stats.columns import Floats, Ints


class Method(IntEnum):
    """How an interval was made."""

    NONE = 0  # not enough units to say anything about the uncertainty
    LOGIT = 1
    EXACT = 2
    STUDENT = 3
    CENSUS = 4  # everyone answered: nothing is left to chance
    WILSON = 5
    KORN_GRAUBARD = 6
    WOODRUFF = 7
    KNOWN = 8  # weights were fitted to this very number: nothing is left to chance


def t_quantile(level: float, df: Floats) -> Floats:
    """The two-sided quantile of Student's t; NaN where there is no degree of freedom."""
    usable = np.where(df > 0, df, np.nan)
    return np.asarray(special.stdtrit(usable, (1 + level) / 2), dtype=np.float64)


def logit(p: Floats, se: Floats, df: Floats, level: float) -> tuple[Floats, Floats]:
    """On the log-odds scale and back, as R's `svyciprop(method = "logit")`. Wants 0 < p < 1."""
    spread = t_quantile(level, df) * se / (p * (1 - p))
    centre = special.logit(p)
    return special.expit(centre - spread), special.expit(centre + spread)


def student(value: Floats, se: Floats, df: Floats, level: float) -> tuple[Floats, Floats]:
    """value ± t·se, as R's `confint(svymean(…), df = degf(design))`."""
    spread = t_quantile(level, df) * se
    return value - spread, value + spread


def wilson(p: Floats, se: Floats, df: Floats, level: float) -> tuple[Floats, Floats]:
    """Wilson's score interval on p(1 − p)/se² answers, with Student's quantile (Wilson 1927; Franco et al. 2019,
    *J. Survey Statistics and Methodology* 7:334–364). Wants 0 < p < 1."""
    square = t_quantile(level, df) ** 2 * se**2 / (p * (1 - p))
    centre = (p + square / 2) / (1 + square)
    reach = np.sqrt(square * (p * (1 - p) + square / 4)) / (1 + square)
    return centre - reach, centre + reach


def korn_graubard(p: Floats, se: Floats, n: Ints, df: Floats, level: float) -> tuple[Floats, Floats]:
    """Clopper–Pearson on p(1 − p)/se² answers times the squared ratio of t quantiles, as R's
    `svyciprop(method = "beta")` (Korn & Graubard 1998). Wants 0 < p < 1."""
    ratio = t_quantile(level, n.astype(np.float64) - 1) / t_quantile(level, df)
    worth = p * (1 - p) / se**2 * ratio**2
    tail = (1 - level) / 2
    low = special.betaincinv(worth * p, worth * (1 - p) + 1, tail)
    high = special.betaincinv(worth * p + 1, worth * (1 - p), 1 - tail)
    return np.asarray(low), np.asarray(high)


def effective_n(n: Floats, kish: Floats, df: Floats, level: float) -> Floats:
    """How many independent answers these are worth when no variance can be read from them.

    Kish's size for unequal weights, shrunk by the squared ratio of t quantiles for few clusters, never more
    than n (Korn & Graubard 1998, *Survey Methodology* 24:193–201). NaN without a degree of freedom.
    """
    ratio = t_quantile(level, n - 1) / t_quantile(level, df)
    return np.minimum(n, kish * ratio**2)


def exact(p: Floats, n: Floats, fraction: Floats, level: float) -> tuple[Floats, Floats]:
    """Clopper–Pearson on `n` effective answers; for 0 and 1, the hypergeometric law of a known population.

    `fraction` is the share of the population that answered (0: unknown). At 0/n the upper end is the largest
    share K/N for which drawing none of the K had a probability of at least (1 − level)/2.
    """
    tail = (1 - level) / 2
    low, high = np.array(p, dtype=np.float64), np.array(p, dtype=np.float64)
    inner = (p > 0) & (p < 1)
    yes, no = n[inner] * p[inner], n[inner] * (1 - p[inner])
    low[inner], high[inner] = special.betaincinv(yes, no + 1, tail), special.betaincinv(yes + 1, no, 1 - tail)
    reach = _unseen(n[~inner], fraction[~inner], tail)
    low[~inner], high[~inner] = np.where(p[~inner] > 0, 1 - reach, 0), np.where(p[~inner] > 0, 1, reach)
    return low, high


def _unseen(n: Floats, fraction: Floats, tail: float) -> Floats:
    """The largest share of the population that `n` answers could all have missed, by bisection."""
    reach = 1 - tail ** (1 / n)
    known = (fraction > 0) & np.isfinite(n)
    if not known.any():
        return np.asarray(reach)
    n, size = n[known], n[known] / fraction[known]
    low, high = np.zeros_like(size), np.maximum(size - n, 0)
    limit = np.log(tail) + special.gammaln(size + 1) - special.gammaln(size - n + 1)
    for _ in range(45):
        middle = (low + high) / 2
        missed = special.gammaln(size - middle + 1) - special.gammaln(size - middle - n + 1) >= limit
        low, high = np.where(missed, middle, low), np.where(missed, high, middle)
    reach[known] = high / size
    return np.asarray(reach)
