"""Several questions that measure one thing: turned the same way, and made one score a person."""

from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import Amounts, Floats, Ints
from arpent.stats.errors import StatsError

NO_SCORE = -1
"""The reason of a score that could not be made: too few answers."""


@dataclass(frozen=True, slots=True)
class Scale:
    """k questions answered from `low` to `high`; where `reversed` (k), a high answer says little of the thing.

    A person who answered at least a share `least` of the questions gets a score; others get none. Raises
    StatsError S083 for a scale that does not hold together.
    """

    low: float
    high: float
    reversed: tuple[bool, ...]
    least: float = 0.5

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise StatsError(
                "S083",
                f"Échelle : de {self.low:g} à {self.high:g}. La seconde borne doit dépasser la première.",
            )
        if not self.reversed:
            raise StatsError("S083", "Échelle : aucune question. Donnez-en au moins une.")
        if not 0 < self.least <= 1:
            raise StatsError(
                "S083",
                f"Échelle, part de réponses exigée : {self.least:g}. Donnez un nombre de plus de 0 à 1.",
            )

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    def turned(self, answers: Floats) -> Floats:
        """(n, k): the answers (n, k) with reversed questions turned; NaN stays NaN.

        Raises StatsError S082 for a wrong shape or an answer that is not on the scale.
        """
        self._check(answers)
        return np.where(self.reversed, self.low + self.high - answers, answers)

    def _check(self, answers: Floats) -> None:
        if answers.ndim != 2 or answers.shape[1] != len(self.reversed):
            raise StatsError(
                "S082",
                f"Échelle : {len(self.reversed)} questions, mais un tableau de forme {answers.shape}. "
                "Donnez une colonne par question.",
            )
        off = ~np.isnan(answers) & ~((answers >= self.low) & (answers <= self.high))
        if off.any():
            row, column = np.argwhere(off)[0]
            raise StatsError(
                "S082",
                f"Échelle, question {column + 1}, ligne {row} : {answers[row, column]:g} hors de "
                f"{self.low:g}–{self.high:g} ({int(off.sum())} réponses dans ce cas). Corrigez-les ou élargissez "
                "l’échelle.",
            )


@dataclass(frozen=True, slots=True)
class Scores:
    """Row by row, (n,): the `means` on the scale of the questions, the `sums` k times them; NaN without a score.

    A sum is that of the answers when all are there; else the mean stands for the missing ones, which is what
    makes sums of persons comparable. `answered` counts the questions answered.
    """

    means: Floats
    sums: Floats
    answered: Ints

    def column(self) -> Amounts:
        """The means as a numeric question, for `estimate`; rows without a score get the reason “no answer”."""
        absent = np.isnan(self.means)
        return Amounts(np.where(absent, 0.0, self.means), np.where(absent, NO_SCORE, 0).astype(np.int8))


def score(answers: Floats, scale: Scale) -> Scores:
    """One score a person from the answers (n, k), NaN where there is none.

    The mean of the answered questions, reversed ones turned, when at least `scale.least` of them are answered
    (the “half rule” at 0.5: Fayers & Machin 2016, ch. 15). Raises StatsError S082.
    """
    turned = scale.turned(answers)
    answered = np.count_nonzero(~np.isnan(turned), axis=1)
    enough = answered >= max(1, np.ceil(scale.least * len(scale.reversed) - 1e-9))
    total = np.nansum(turned, axis=1)
    means = np.where(enough, total / np.maximum(answered, 1), np.nan)
    return Scores(means, means * len(scale.reversed), answered.astype(np.int64))
