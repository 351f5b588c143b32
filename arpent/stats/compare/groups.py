"""Comparing groups and audiences: a difference, its interval, its test, and how large it is.

A group is a domain of the whole sample: groups that share clusters share their luck, and the covariance of
their means says so (R's `svyttest`, `svyby(covmat = TRUE)` and `svycontrast`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats, Ints
from arpent.stats.compare.answered import Answered, answered, yes_or_no
from arpent.stats.compare.comparison import Comparison, Effect, Ground, JointTest, Size, compared, jointly
from arpent.stats.compare.multiplicity import holm
from arpent.stats.samples.linearised import Linearised, variances
from arpent.stats.samples.sample import Sample


def means(
    values: npt.ArrayLike,
    groups: npt.ArrayLike,
    *,
    sample: Sample,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Comparison:
    """The mean of group 1 less that of group 0, in the unit of `values` (n,), where NaN is no answer.

    `groups` (n,): 0, 1, or negative for rows of neither. `domain` (n,) keeps some rows. R's `svyttest`, with
    one degree of freedom less than the design has. The effect is Cohen's d, of the standard deviation inside
    groups. Raises StatsError S003 for lengths, S061 when a group did not answer.
    """
    answers = answered(values, groups, sample, domain, count=2)
    first, second = answers.mean(0), answers.mean(1)
    ground = answers.ground(level)
    effect = ground.effect(Size.COHEN_D, (second - first).over(answers.spread().root()))
    return compared(second - first, ground, scale=answers.scale, effect=effect)


def shares(
    hits: npt.ArrayLike,
    groups: npt.ArrayLike,
    *,
    sample: Sample,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Comparison:
    """The share of group 1 less that of group 0. `hits` (n,): 1, 0, or NaN for no answer.

    The effect is Cohen's h; `ratio` is the relative risk. The rest as for `means`. Raises StatsError S062 too,
    for a hit that is neither 0 nor 1.
    """
    answers = answered(yes_or_no(hits), groups, sample, domain, count=2)
    first, second = answers.mean(0), answers.mean(1)
    ground = answers.ground(level)
    effect = ground.effect(Size.COHEN_H, second.angle() - first.angle())
    ratio = ground.ratio(Size.RATIO, second.over(first))
    return compared(second - first, ground, scale=1, effect=effect, ratio=ratio)


@dataclass(frozen=True, slots=True)
class Gaps:
    """The means of G groups and every gap between two. `value, se` (G,); `covariance` (G, G).

    `pairs[a, b]` is the mean of b less that of a; `adjusted[a, b]` its p-value among all of them, by Holm.
    `joint` tests that all means are one.
    """

    value: Floats
    se: Floats
    covariance: Floats
    level: float
    n: Ints
    missing: int
    df: float
    pairs: Mapping[tuple[int, int], Comparison]
    adjusted: Mapping[tuple[int, int], float]
    joint: JointTest


def gaps(
    values: npt.ArrayLike,
    audiences: npt.ArrayLike,
    *,
    sample: Sample,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Gaps:
    """The means of several groups or audiences, with their covariance, and every gap between two of them.

    `audiences` (n,): 0…G−1, negative for rows of none. Each pair is what `means` finds of it. The effect of
    `joint` is η², the part of the spread that lies between groups. Raises what `means` raises.
    """
    answers = answered(values, audiences, sample, domain)
    found = [answers.mean(group) for group in range(answers.count)]
    covariance = variances(found, sample)
    pairs = {
        (a, b): means(values, answers.two(a, b), sample=sample, domain=domain, level=level)
        for a, b in combinations(range(answers.count), 2)
    }
    adjusted = holm([pair.p for pair in pairs.values()])
    ground = answers.ground(level)
    return Gaps(
        value=np.array([one.value for one in found]),
        se=np.sqrt(np.maximum(np.diag(covariance), 0)),
        covariance=covariance,
        level=level,
        n=np.array(answers.n, dtype=np.int64),
        missing=answers.missing,
        df=ground.df,
        pairs=pairs,
        adjusted=dict(zip(pairs, adjusted.tolist(), strict=True)),
        joint=_all_one(found, covariance, ground, answers),
    )


def _all_one(found: list[Linearised], covariance: Floats, ground: Ground, answers: Answered) -> JointTest:
    """Wald's test that every mean is the first one."""
    less_first = np.hstack([-np.ones((len(found) - 1, 1)), np.eye(len(found) - 1)])
    values = less_first @ np.array([one.value for one in found])
    effect = Effect(Size.ETA_SQUARED, answers.between())
    return jointly(values, less_first @ covariance @ less_first.T, ground, effect=effect)
