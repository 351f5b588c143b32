"""How many people speak of each topic: the same estimators as for any question, with what coding adds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from arpent.stats import intervals
from arpent.stats.columns import Amounts, Batch, Codes, Floats, Ints, everyone
from arpent.stats.errors import StatsError
from arpent.stats.estimates.estimates import Estimates, estimate
from arpent.stats.intervals import Method
from arpent.stats.samples.design import Design, simple_random
from arpent.stats.sums.counting import partial
from arpent.stats.sums.sums import Sums
from arpent.stats.verbatim.coding import Coding
from arpent.stats.verbatim.words import Content

NO_ANSWER = -2


@dataclass(frozen=True, slots=True)
class TopicShares:
    """The share of people who speak of one topic, by group.

    `shares` has the fields of every estimate, K = 1. `se_if_all_by_hand` (B, 1): what its standard error would
    be, had a person coded every answer. The rest of `shares.se` is the price of the machine. `machine` (B, 1)
    is the plain mean of the machine's scores, shown beside and never instead: it carries the machine's bias.
    """

    shares: Estimates
    se_if_all_by_hand: Floats
    machine: Floats


def topic_items(marks: npt.ArrayLike, content: Sequence[Content]) -> Mapping[str, Codes]:
    """Topics that a person marked on every answer, as the choices of a question with several answers.

    `marks` (n, K) of 0 and 1. An empty answer is a missing one, not a no. Raises StatsError S116 when an
    answer with words is not marked.
    """
    given = np.asarray(marks, dtype=np.int64)
    empty = np.array([kind is Content.EMPTY for kind in content], dtype=bool)
    if (given[~empty] < 0).any():
        raise StatsError(
            "S116", "Sujets : des réponses ne sont pas classées. Classez-les, ou tirez un échantillon."
        )
    codes = np.where(empty[:, None], NO_ANSWER, given)
    return {f"topic/{place}": Codes(codes[:, place], 2) for place in range(given.shape[1])}


def topic_shares(
    coding: Coding,
    topic: int,
    *,
    chance: npt.ArrayLike,
    design: Design | None = None,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    by: npt.ArrayLike | None = None,
    level: float = 0.95,
    sums_of: Callable[[Batch], Sums] = partial,
) -> TopicShares:
    """The share that a person would have found, had they coded every answer.

    The machine's mean score, corrected by the weighted mean of its errors on the answers coded by hand: the
    difference estimator of two-phase sampling (Särndal, Swensson & Wretman 1992, §9.7). It is right on average
    even when the machine is poor; a poor machine only widens the interval. It asks that those coded by hand
    were drawn at random: `chance` (n,) or one number is the probability with which each was, in ]0, 1].
    `sums_of` adds the rows up otherwise than `partial`, as for weights that were raked: `weights` are the raked
    ones all the same.

    Raises StatsError S117 when a chance is outside ]0, 1], and what `partial` and `estimate` raise.
    """
    rows = coding.by_hand.size
    drawn = np.broadcast_to(np.asarray(chance, dtype=np.float64), (rows,))
    if not np.all((drawn > 0) & (drawn <= 1)):
        raise StatsError("S117", "Sujets : la chance d’être codée à la main doit être entre 0 et 1, 0 exclu.")
    groups = everyone(rows) if by is None else _groups(np.asarray(by, dtype=np.int64))
    cluster = np.zeros(rows, np.int64) if clusters is None else np.asarray(clusters, dtype=np.int64)
    weight = np.ones(rows) if weights is None else np.asarray(weights, dtype=np.float64)
    absent = np.where([kind is Content.EMPTY for kind in coding.content], NO_ANSWER, 0)
    wrong = np.where(coding.by_hand, coding.marks[:, topic] - coding.scores[:, topic], 0.0) / drawn
    items = {
        "corrected": Amounts(coding.scores[:, topic] + wrong, absent),
        "machine": Amounts(coding.scores[:, topic], absent),
    }
    sums = sums_of(Batch(cluster, weight, items, {"by": groups}))
    plan = design or simple_random()
    found = estimate(sums, plan, item="corrected", by="by", level=level)
    machine = estimate(sums, plan, item="machine", by="by", level=level).value
    square = np.where(absent == 0, weight**2 * (1 - drawn) * wrong**2, 0.0)
    seen = _fraction(plan, cluster)
    noise, unseen = (_by_group(part, weight, absent, groups) for part in (square, square * seen))
    return _shares(found, noise, unseen, machine, level)


def _shares(found: Estimates, noise: Floats, unseen: Floats, machine: Floats, level: float) -> TopicShares:
    """Add what a finite population correction took away from the error of coding, then make the interval."""
    se = np.sqrt(found.se**2 + unseen)
    value = np.clip(found.value, 0, 1)
    df = np.broadcast_to(found.df[:, None], value.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = (value > 0) & (value < 1)
        low, high = intervals.logit(np.where(inside, value, 0.5), se, df, level)
        flat_low, flat_high = intervals.student(value, se, df, level)
    low = np.where(inside, low, np.clip(flat_low, 0, 1))
    high = np.where(inside, high, np.clip(flat_high, 0, 1))
    method = np.where(np.isfinite(low + high), np.where(inside, Method.LOGIT, Method.STUDENT), Method.NONE)
    shares = replace(found, value=value, low=low, high=high, se=se, method=method)
    return TopicShares(shares, np.sqrt(np.maximum(se**2 - noise, 0)), machine)


def _groups(codes: Ints) -> Codes:
    return Codes(codes, max(int(codes.max(initial=0)) + 1, 1))


def _fraction(design: Design, clusters: Ints) -> Floats:
    """(n,) The part of its population that each row's stages hold: what the correction multiplies away."""
    rows = np.bincount(clusters, minlength=design.strata.size)[: design.strata.size]
    with np.errstate(invalid="ignore"):
        second = np.where(np.isnan(design.cluster_sizes), 1.0, rows / design.cluster_sizes)
    heard = np.bincount(design.strata[rows > 0], minlength=design.strata_sizes.size)
    first = heard / design.strata_sizes if design.drawn else np.ones_like(design.strata_sizes)
    return np.asarray((first[design.strata] * second)[clusters], dtype=np.float64)


def _by_group(square: Floats, weight: Floats, absent: Ints, groups: Codes) -> Floats:
    """(B, 1): Σ square / (Σ weight)² over the valid rows of each group."""
    inside = (groups.codes >= 0) & (absent == 0)
    codes = groups.codes[inside]
    total = np.bincount(codes, weight[inside], groups.count)
    found = np.bincount(codes, square[inside], groups.count)
    return np.asarray((found / np.where(total > 0, total, np.nan) ** 2)[:, None], dtype=np.float64)
