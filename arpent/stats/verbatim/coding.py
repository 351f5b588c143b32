"""From a sample coded by hand to every answer coded, with the right to abstain."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.verbatim.agreement import Kappa, kappa
from arpent.stats.verbatim.logistic import fit
from arpent.stats.verbatim.vocabulary import Table, vocabulary_of
from arpent.stats.verbatim.words import Content, content_of

FOLDS = 5
LEAST = 20
"""Answers to code by hand before anything can be learned."""
SEEN = 5
"""Examples of a topic, and counter-examples, under which it is not learned."""


class Mark(IntEnum):
    """Whether an answer speaks of a topic."""

    UNDECIDED = -1
    NO = 0
    YES = 1


@dataclass(frozen=True, slots=True)
class Quality:
    """How one topic was learned, on answers held out from the learning.

    The machine says yes from `yes_from` up and no down from `no_to`: infinite when it never does. `precision`:
    share of its yes that a person had marked yes; `found`: share of those marked yes that it also found;
    `decided`: share of the answers on which it does not abstain. `kappa`: its agreement with the person, on
    what it decides. The thresholds were chosen on these same answers: expect slightly less of new ones.
    """

    examples: int
    yes_from: float
    no_to: float
    precision: float
    found: float
    decided: float
    kappa: Kappa | None

    @property
    def learned(self) -> bool:
        return bool(np.isfinite(self.yes_from))


@dataclass(frozen=True, slots=True)
class Coding:
    """n answers × K topics. `scores` (n, K): probability that it speaks of it, never learned from itself.

    `marks` (n, K): what a person marked where one did, elsewhere what the machine decides, or −1.
    `by_hand` (n,). `content`: answers that are empty or have nothing to say speak of nothing.
    """

    scores: Floats
    marks: Ints
    by_hand: npt.NDArray[np.bool_]
    content: tuple[Content, ...]
    quality: tuple[Quality, ...]

    @property
    def undecided(self) -> Ints:
        """The rows that a person should still read, those with most topics undecided first."""
        doubts = (self.marks == Mark.UNDECIDED).sum(axis=1)
        order = np.argsort(-doubts, kind="stable")
        return np.asarray(order[: np.count_nonzero(doubts)], dtype=np.int64)


def code_answers(
    texts: Sequence[str | None], marks: npt.ArrayLike, *, rng: np.random.Generator, precision: float = 0.9
) -> Coding:
    """Learn K topics from the answers coded by hand, and code the others where the machine is sure enough.

    `marks` (n, K): 1, 0, or −1 on the whole row of an answer that nobody coded. TF-IDF, one logistic
    regression a topic, five folds: an answer coded by hand is scored by the model that did not see it, the
    others by the mean of the five. The machine abstains between two thresholds, chosen on the held-out scores
    so that its yes, and its no, are right as often as `precision`.

    Raises StatsError S112 when texts and marks do not match, S113 when too few are coded by hand, S114 for a
    precision outside 0.5–1.
    """
    given = np.asarray(marks, dtype=np.int64)
    _check(texts, given, precision)
    content = tuple(content_of(text) for text in texts)
    spoken = np.array([kind is Content.WORDS for kind in content])
    by_hand = (given >= 0).all(axis=1)
    coded = np.flatnonzero(by_hand & spoken)
    table = vocabulary_of(texts).table(texts)
    held_out, others = _scores(table, given, coded, rng)
    scores = np.where(spoken[:, None], others, 0.0)
    scores[coded] = held_out
    quality = tuple(_quality(held_out[:, k], given[coded, k], precision) for k in range(given.shape[1]))
    decided = np.stack([_decide(scores[:, k], one) for k, one in enumerate(quality)], axis=1)
    decided[~spoken] = Mark.NO
    return Coding(scores, np.where(by_hand[:, None], given, decided), by_hand, content, quality)


@dataclass(frozen=True, slots=True)
class Step:
    """What the machine is worth with `coded` answers: mean kappa over topics, held out."""

    coded: int
    kappa: float


def learning_curve(
    texts: Sequence[str | None],
    marks: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    shares: Sequence[float] = (0.5, 0.75, 1.0),
    repeats: int = 2,
) -> tuple[Step, ...]:
    """The machine's worth when it learns from part of what was coded. Raises what `code_answers` raises."""
    given = np.asarray(marks, dtype=np.int64)
    _check(texts, given, 0.9)
    table = vocabulary_of(texts).table(texts)
    coded = np.flatnonzero((given >= 0).all(axis=1))
    found = []
    for share in shares:
        size = max(LEAST, round(share * coded.size))
        runs = [_worth(table, given, rng.permutation(coded)[:size], rng) for _ in range(repeats)]
        found.append(Step(size, float(np.mean(runs))))
    return tuple(found)


def advice(curve: Sequence[Step], *, more: int = 30, worth: float = 0.02) -> int:
    """How many more answers to code: `more` if that should raise kappa by `worth`, by the slope of the curve on
    the logarithm of the sample; 0 when it would not."""
    sizes = np.log([step.coded for step in curve])
    if np.ptp(sizes) == 0:
        return more
    slope = float(np.polyfit(sizes, [step.kappa for step in curve], 1)[0])
    return more if slope * np.log1p(more / curve[-1].coded) >= worth else 0


def _check(texts: Sequence[str | None], marks: Ints, precision: float) -> None:
    if marks.ndim != 2 or len(texts) != len(marks):
        raise StatsError(
            "S112", f"Codage : {len(marks)} lignes pour {len(texts)} réponses. Donnez-en une par réponse."
        )
    if not 0.5 < precision < 1:
        raise StatsError(
            "S114", f"Justesse voulue {precision} : il faut un nombre entre 0,5 et 1, comme 0,9."
        )
    coded = int((marks >= 0).all(axis=1).sum())
    if coded < LEAST:
        raise StatsError("S113", f"Codage : {coded} réponses codées à la main. Codez-en au moins {LEAST}.")


def _scores(table: Table, marks: Ints, coded: Ints, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Held-out scores of the coded rows, and the mean scores of all rows by the same models."""
    fold = rng.permutation(coded.size) % FOLDS
    held_out = np.zeros((coded.size, marks.shape[1]))
    others = np.zeros(marks.shape)
    for part in range(FOLDS):
        learned = coded[fold != part]
        model = fit(table[learned], marks[learned].astype(np.float64))
        held_out[fold == part] = model.scores(table[coded[fold == part]])
        others += model.scores(table) / FOLDS
    return held_out, others


def _quality(scores: Floats, truth: Ints, precision: float) -> Quality:
    examples = int(truth.sum())
    if min(examples, truth.size - examples) < SEEN:
        return Quality(examples, np.inf, -np.inf, np.nan, np.nan, 0.0, None)
    yes_from, no_to = _thresholds(scores, truth, precision)
    said = np.where(scores >= yes_from, Mark.YES, np.where(scores <= no_to, Mark.NO, Mark.UNDECIDED))
    yes, sure = said == Mark.YES, said != Mark.UNDECIDED
    return Quality(
        examples,
        yes_from,
        no_to,
        float(truth[yes].mean()) if yes.any() else float("nan"),
        float(yes[truth == 1].mean()),
        float(sure.mean()),
        kappa(said[sure], truth[sure]) if sure.any() else None,
    )


def _thresholds(scores: Floats, truth: Ints, precision: float) -> tuple[float, float]:
    """Yes from the first up, no from the second down. Where both would be right often enough, no doubt is left:
    the cut is as close to 0.5 as they allow."""
    yes_from, no_to = _threshold(scores, truth, precision), -_threshold(-scores, 1 - truth, precision)
    if yes_from > no_to:
        return yes_from, no_to
    cut = min(max(0.5, yes_from), no_to)
    return cut, float(np.nextafter(cut, -np.inf))


def _threshold(scores: Floats, truth: Ints, precision: float) -> float:
    """The lowest score from which the share of right ones is as wanted, over five answers or more."""
    order = np.argsort(-scores, kind="stable")
    sorted_scores = scores[order]
    right = np.cumsum(truth[order]) / np.arange(1, truth.size + 1)
    ends = np.append(np.diff(sorted_scores) < 0, True)  # scores that are equal are decided together
    enough = ends & (right >= precision) & (np.arange(1, truth.size + 1) >= SEEN)
    return float(sorted_scores[np.flatnonzero(enough)[-1]]) if enough.any() else float("inf")


def _decide(scores: Floats, quality: Quality) -> Ints:
    yes, no = scores >= quality.yes_from, scores <= quality.no_to
    return np.where(yes, Mark.YES, np.where(no, Mark.NO, Mark.UNDECIDED)).astype(np.int64)


def _worth(table: Table, marks: Ints, coded: Ints, rng: np.random.Generator) -> float:
    held_out = _scores(table, marks, coded, rng)[0] >= 0.5
    found = [kappa(held_out[:, k].astype(np.int64), marks[coded, k]).value for k in range(marks.shape[1])]
    return float(np.nanmean(found)) if np.isfinite(found).any() else 0.0
