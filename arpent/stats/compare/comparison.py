"""What comparing gives: one family of results, each with its n, what is missing, its method and its size."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import special

from arpent.stats.columns import Floats
from arpent.stats.crosstabs import Obstacle
from arpent.stats.errors import StatsError
from arpent.stats.samples.linearised import Linearised, standard_error
from arpent.stats.samples.sample import Sample

STILL = 1e-12
"""A standard error below this, beside the answers it is made from, is rounding."""


class Procedure(StrEnum):
    """How two or more things were compared."""

    T = "design-based t"
    CENSUS = "census"  # everyone answered: the difference is known, there is nothing to test
    RAO_SCOTT = "Rao–Scott second-order F"
    WALD = "Wald F"
    WORKING = "working Wald F, Rao–Scott second order"
    RANKS = "design-based Kruskal–Wallis"  # Wilcoxon's for two groups
    MEDIAN = "design-based median"
    NORMAL_SCORES = "design-based van der Waerden"


class Size(StrEnum):
    """What an effect size is."""

    COHEN_D = "Cohen's d"  # a difference of means in standard deviations
    COHEN_H = "Cohen's h"  # a difference of shares on the arcsine scale
    COHEN_G = "Cohen's g"  # the share of gains among changes, less a half
    RATIO = "ratio of shares"  # relative risk
    ODDS_RATIO = "odds ratio"
    CRAMER_V = "Cramér's V"
    SUPERIORITY = "probability of superiority"  # that one of the second group answers higher, ties for half
    ETA_SQUARED = "eta squared"  # the part of the spread that lies between groups
    R_SQUARED = "R squared"
    MCFADDEN = "McFadden's R squared"


@dataclass(frozen=True, slots=True)
class Effect:
    """How large, in no unit. NaN for bounds that are not known."""

    size: Size
    value: float
    low: float = float("nan")
    high: float = float("nan")
    se: float = float("nan")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One difference and its test. `value` is second less first, in the unit of the answers.

    `n` counts the answers of each side, `missing` the rows of the comparison that gave none. `statistic`
    follows Student's law with `df` degrees of freedom when there is no difference, with probability `p` of one
    as far from 0. Under `Procedure.CENSUS` `value` is known and nothing is tested. NaN where `obstacle` says why.
    """

    value: float
    low: float
    high: float
    level: float
    n: tuple[int, ...]
    missing: int
    method: Procedure
    se: float
    df: float
    statistic: float
    p: float
    effect: Effect
    ratio: Effect | None = None
    obstacle: Obstacle = Obstacle.NONE


@dataclass(frozen=True, slots=True)
class JointTest:
    """Several differences at once: `statistic` follows Fisher's law with `ndf` and `df` when there are none."""

    statistic: float
    ndf: float
    df: float
    p: float
    n: tuple[int, ...]
    missing: int
    method: Procedure
    effect: Effect
    obstacle: Obstacle = Obstacle.NONE


@dataclass(frozen=True, slots=True)
class Ground:
    """What a test stands on: the sample, its degrees of freedom, the level, and who answered."""

    sample: Sample
    df: float
    level: float
    n: tuple[int, ...]
    missing: int

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise StatsError(
                "S014", f"Niveau de confiance {self.level} : donnez-le entre 0 et 1, comme 0.95."
            )

    @property
    def census(self) -> bool:
        """Whether everyone who exists answered, and answered this."""
        stages = self.sample.layers
        drawn_whole = all(bool(np.all(stage.fraction >= 1 - 1e-7)) for stage in stages)
        return drawn_whole and self.sample.replicates is None and self.missing == 0

    @property
    def quantile(self) -> float:
        """Student's, for two sides."""
        return float(special.stdtrit(self.df, (1 + self.level) / 2)) if self.df > 0 else float("nan")

    def effect(self, size: Size, found: Linearised) -> Effect:
        """With Student's interval, symmetrical."""
        se = 0.0 if self.census else standard_error(found, self.sample)
        reach = 0.0 if self.census else self.quantile * se
        return Effect(size, found.value, found.value - reach, found.value + reach, se)

    def ratio(self, size: Size, found: Linearised) -> Effect:
        """With an interval that is symmetrical on the logarithm, and never negative."""
        inside = self.effect(size, found.log())
        low, high = float(np.exp(inside.low)), float(np.exp(inside.high))
        return Effect(size, found.value, low, high, inside.se * found.value)

    def chance(self, found: Linearised) -> Effect:
        """A probability, with an interval that is symmetrical on the log-odds; exact ends have no bounds."""
        one = Linearised(1 - found.value, -found.scores)
        inside = self.effect(Size.SUPERIORITY, found.over(one).log())
        low, high = float(special.expit(inside.low)), float(special.expit(inside.high))
        return Effect(Size.SUPERIORITY, found.value, low, high, inside.se * found.value * one.value)


def compared(
    found: Linearised,
    ground: Ground,
    *,
    scale: float,
    effect: Effect,
    ratio: Effect | None = None,
    tested: Procedure = Procedure.T,
) -> Comparison:
    """Test that a number is 0. `scale` is the size of the answers, against which rounding is told."""
    se, nan = standard_error(found, ground.sample), float("nan")
    low, high, statistic, p, method, obstacle = nan, nan, nan, nan, tested, Obstacle.NONE
    if ground.census:
        low, high, se, method, obstacle = found.value, found.value, 0.0, Procedure.CENSUS, Obstacle.NO_CHANCE
    elif not ground.df > 0:
        obstacle = Obstacle.NO_CHANCE
    elif not se > STILL * scale:
        se, obstacle = nan, Obstacle.NO_SPREAD
    else:
        statistic = found.value / se
        p = two_sided(statistic, ground.df)
        low, high = found.value - ground.quantile * se, found.value + ground.quantile * se
    return Comparison(
        value=found.value,
        low=low,
        high=high,
        level=ground.level,
        n=ground.n,
        missing=ground.missing,
        method=method,
        se=se,
        df=ground.df,
        statistic=statistic,
        p=p,
        effect=effect,
        ratio=ratio,
        obstacle=obstacle,
    )


def two_sided(statistic: float, df: float) -> float:
    """The probability of a Student's t as far from 0."""
    return float(2 * special.stdtr(df, -abs(statistic)))


def jointly(
    values: Floats, covariance: Floats, ground: Ground, *, effect: Effect, method: Procedure = Procedure.WALD
) -> JointTest:
    """Test that q numbers are all 0, by Wald's quadratic form over q. `covariance` (q, q)."""
    ndf, nan = float(values.size), float("nan")
    scale = np.sqrt(np.abs(np.diag(covariance)))
    known = bool(np.all(scale > 0)) and ground.df > 0 and not ground.census
    correlation = covariance / np.outer(scale, scale) if known else np.eye(values.size)
    if not known or np.linalg.matrix_rank(correlation, tol=1e-10, hermitian=True) < values.size:
        return JointTest(
            nan, ndf, ground.df, nan, ground.n, ground.missing, method, effect, Obstacle.NO_CHANCE
        )
    steps = values / scale
    statistic = float(steps @ np.linalg.solve(correlation, steps) / ndf)
    p = float(special.fdtrc(ndf, ground.df, statistic))
    return JointTest(statistic, ndf, ground.df, p, ground.n, ground.missing, method, effect)
