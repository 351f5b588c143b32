"""Does one group tend to answer higher? Tests on ranks, for scales whose steps are not all alike.

Lumley & Scott (2013), *Biometrika* 100:831–842, as R's `svyranktest`: each answer gets its mean rank in the
population, estimated by weights, and groups are compared on a score of it. R ranks tied answers of unequal
weights by the order of rows; here a tie takes the middle of its place, which is R's mean over an order of rows
and its reverse.
"""

from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy import special

from arpent.stats.columns import Floats
from arpent.stats.compare.answered import Answered, answered
from arpent.stats.compare.comparison import Comparison, Effect, JointTest, Procedure, Size, compared, jointly
from arpent.stats.samples.linearised import Bools, Linearised, mean, variances
from arpent.stats.samples.sample import Sample


class RankScore(StrEnum):
    """What a rank counts for."""

    RANK = "rank"  # itself: Wilcoxon for two groups, Kruskal–Wallis for several
    MEDIAN = "median"  # whether it is above the middle, more than rounding: for distributions with long tails
    NORMAL = "normal"  # its normal quantile (van der Waerden): for near-normal answers


_PROCEDURES = {
    RankScore.RANK: Procedure.RANKS,
    RankScore.MEDIAN: Procedure.MEDIAN,
    RankScore.NORMAL: Procedure.NORMAL_SCORES,
}


def rank(
    values: npt.ArrayLike,
    groups: npt.ArrayLike,
    *,
    sample: Sample,
    score: RankScore = RankScore.RANK,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Comparison:
    """The mean score of group 1 less that of group 0. `values` (n,) are numbers or ordered codes, NaN none.

    The interval holds near 0 only: ranks are taken as known there. The effect does not: it is the probability
    that somebody of group 1 answers higher than somebody of group 0, ties for half, with its own interval.
    Raises what `compare.means` raises.
    """
    answers = answered(values, groups, sample, domain, count=2)
    scores = _scores(answers, score)
    first, second = _of_group(answers, scores, 0), _of_group(answers, scores, 1)
    ground = answers.ground(level)
    effect = ground.chance(superiority(answers))
    return compared(second - first, ground, scale=1, effect=effect, tested=_PROCEDURES[score])


def rank_several(
    values: npt.ArrayLike,
    groups: npt.ArrayLike,
    *,
    sample: Sample,
    score: RankScore = RankScore.RANK,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> JointTest:
    """Whether G groups have the same mean score. The effect is η² of the scores, without an interval.

    Raises what `compare.means` raises.
    """
    answers = answered(values, groups, sample, domain)
    scores = _scores(answers, score)
    found = [_of_group(answers, scores, group) for group in range(answers.count)]
    ground = answers.ground(level)
    less_first = np.hstack([-np.ones((len(found) - 1, 1)), np.eye(len(found) - 1)])
    values_found = less_first @ np.array([one.value for one in found])
    spread = less_first @ variances(found, sample) @ less_first.T
    effect = Effect(Size.ETA_SQUARED, _share_between(answers, scores, found))
    return jointly(values_found, spread, ground, effect=effect, method=_PROCEDURES[score])


def mean_ranks(values: Floats, inside: Bools, weights: Floats) -> Floats:
    """(n,): where each answer stands in the population, from 0 to 1; ties in the middle of their place."""
    _, place = np.unique(values[inside], return_inverse=True)
    mass = np.bincount(place, weights[inside])
    middle = (np.cumsum(mass) - mass / 2) / mass.sum()
    found = np.zeros(values.size)
    found[inside] = middle[place]
    return found


def superiority(answers: Answered) -> Linearised:
    """P(answer of group 1 > answer of group 0), ties for half, with the influence of ranks themselves."""
    values, weights = answers.values, answers.sample.weights
    first, second = (answers.inside & (answers.groups == group) for group in (0, 1))
    below = _standing(values, first, second, weights)
    above = 1 - _standing(values, second, first, weights)
    chance = mean(below, second, weights)
    return Linearised(chance.value, chance.scores + mean(above, first, weights).scores)


def _standing(values: Floats, among: Bools, of: Bools, weights: Floats) -> Floats:
    """(n,): for the rows `of`, the share of `among` that answers lower, ties for half."""
    levels, place = np.unique(values[among], return_inverse=True)
    share = np.bincount(place, weights[among]) / weights[among].sum()
    until = np.concatenate([[0.0], np.cumsum(share)])
    lower = until[np.searchsorted(levels, values[of], side="left")]
    equal_too = until[np.searchsorted(levels, values[of], side="right")]
    found = np.zeros(values.size)
    found[of] = (lower + equal_too) / 2
    return found


def _scores(answers: Answered, score: RankScore) -> Floats:
    ranks = mean_ranks(answers.values, answers.inside, answers.sample.weights)
    if score is RankScore.MEDIAN:
        return np.asarray(ranks > 0.5 + 1e-9, dtype=np.float64)
    return np.asarray(special.ndtri(ranks)) if score is RankScore.NORMAL else ranks


def _of_group(answers: Answered, scores: Floats, group: int) -> Linearised:
    return mean(scores, answers.inside & (answers.groups == group), answers.sample.weights)


def _share_between(answers: Answered, scores: Floats, found: list[Linearised]) -> float:
    weights = answers.sample.weights
    whole = mean(scores, answers.inside, weights).value
    centres = np.array([one.value for one in found])[np.where(answers.inside, answers.groups, 0)]
    total = mean((scores - whole) ** 2, answers.inside, weights).value
    between = mean((centres - whole) ** 2, answers.inside, weights).value
    return between / total if total > 0 else float("nan")
