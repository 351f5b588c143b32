"""Crossed views: one effect seen by several audiences, side by side, with the gap and the overlap.

No view is truer than another, and none is averaged with another: the gap is the finding.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Codes, Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.estimates.reading import Bools, Reading, mean_and_scores, read
from arpent.stats.samples.sample import Calibration, Sample, Stage


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two audiences, by their codes. `gap` is the mean of the second less that of the first.

    `overlap` is the share that two distributions have in common, 1 when they are the same (Weitzman 1970).
    `higher` is the chance that a person of the second answers above one of the first, ties for half; one half
    when neither tends to be higher.
    """

    first: int
    second: int
    gap: Reading
    overlap: Reading
    higher: Reading


@dataclass(frozen=True, slots=True)
class Views:
    """A audiences on K choices: the mean of each, its shares (A, K), and every two of them compared."""

    audiences: tuple[Reading, ...]
    shares: Floats
    pairings: tuple[Pairing, ...]


def cross_views(
    answers: Codes,
    audiences: Codes,
    sample: Sample,
    *,
    scores: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Views:
    """Compare the answers (n,) of each audience on one scale, over one sample.

    `scores` (K,) are the numbers that the choices stand for: 0…K−1 without it. All is linearised over the
    sample, so that audiences that share associations have their covariance counted; `join` two samples first
    when they were drawn apart. Intervals of `overlap` and `higher` are cut at 0 and 1. Raises StatsError S003 for columns of other
    lengths, S086 for an audience without answer.
    """
    if answers.codes.shape != (sample.n,) or audiences.codes.shape != (sample.n,):
        raise StatsError(
            "S003", f"Regards croisés : une colonne n’a pas {sample.n} lignes. Donnez-en une par ligne."
        )
    values = np.arange(answers.count, dtype=np.float64) if scores is None else np.asarray(scores, np.float64)
    held = [(audiences.codes == code) & (answers.codes >= 0) for code in range(audiences.count)]
    for code, rows in enumerate(held):
        if not rows.any():
            raise StatsError("S086", f"Regards croisés : le public {code} n’a aucune réponse. Retirez-le.")
    spread = [_distribution(answers, sample, rows) for rows in held]
    amounts = np.where(answers.codes >= 0, values[np.maximum(answers.codes, 0)], 0.0)
    seen = (mean_and_scores(amounts, sample, rows) for rows in held)
    means = [
        read(value, brought, sample, rows, level=level)
        for (value, brought), rows in zip(seen, held, strict=True)
    ]
    forms = _Forms(answers, sample, values, level)
    pairs = combinations(range(audiences.count), 2)
    return Views(
        tuple(means),
        np.stack(spread),
        tuple(forms.pairing(i, j, held[i], held[j], spread[i], spread[j]) for i, j in pairs),
    )


@dataclass(frozen=True, slots=True)
class _Forms:
    """What compares two distributions, each a form whose slope along each share is known."""

    answers: Codes
    sample: Sample
    values: Floats
    level: float

    def pairing(self, first: int, second: int, here: Bools, there: Bools, p: Floats, q: Floats) -> Pairing:
        def form(value: float, along_p: Floats, along_q: Floats) -> Reading:
            brought = self._scores(here, p, along_p) + self._scores(there, q, along_q)
            return read(value, brought, self.sample, here | there, level=self.level)

        smaller = np.where(p == q, 0.5, (p < q).astype(np.float64))
        below, above = np.cumsum(p) - p / 2, 1 - np.cumsum(q) + q / 2
        return Pairing(
            first,
            second,
            form(float(self.values @ (q - p)), -self.values, self.values),
            _cut(form(float(np.minimum(p, q).sum()), smaller, 1 - smaller)),
            _cut(form(float(below @ q), above, below)),
        )

    def _scores(self, held: Bools, shares: Floats, along: Floats) -> Floats:
        """The influence of each row of an audience on a form with these slopes along its shares."""
        codes = np.where(held, self.answers.codes, 0)
        total = self.sample.weights[held].sum()
        return np.where(held, (along[codes] - along @ shares) / total, 0.0)


def join(first: Sample, second: Sample, *, shared: int = 1) -> Sample:
    """Two audiences as one sample of n₁ + n₂ rows, the first's rows first.

    `shared` is how many stages of drawing were made once for both: 1 when the same associations were drawn for
    families and for professionals (their units carry the same numbers), 0 when nothing was: then they are
    independent. Later stages keep each audience's own strata. Raises StatsError S087 when the two were not
    drawn alike, or have replicate weights, or lonely units under two rules.
    """
    if (
        len(first.stages) != len(second.stages)
        or first.replicates is not None
        or second.replicates is not None
        or first.lonely is not second.lonely
    ):
        raise StatsError(
            "S087",
            f"Regards croisés : plans de {len(first.stages)} et {len(second.stages)} étages, règles « {first.lonely} » "
            f"et « {second.lonely} ». Décrivez les deux publics de la même façon, sans poids répliqués.",
        )
    stages = tuple(
        _stage(one, other, apart=place >= shared)
        for place, (one, other) in enumerate(zip(first.stages, second.stages, strict=True))
    )
    weights = np.concatenate([first.weights, second.weights])
    return Sample(weights, stages, first.lonely, _calibration(first, second))


def _stage(one: Stage, other: Stage, *, apart: bool) -> Stage:
    return Stage(
        _stacked(one.strata, other.strata, apart=apart),
        _stacked(one.units, other.units, apart=apart),
        np.concatenate([one.populations, other.populations]),
    )


def _stacked(one: Ints, other: Ints, *, apart: bool) -> Ints:
    """The labels of both; when drawn apart, the second's are moved beyond the first's."""
    beyond = int(one.max(initial=-1)) + 1 - int(other.min(initial=0)) if apart else 0
    return np.concatenate([one, other + beyond])


def _calibration(first: Sample, second: Sample) -> Calibration | None:
    """Each audience keeps its own margins: blocks on a diagonal. Weights that were not fitted have no margin."""
    if first.calibration is None and second.calibration is None:
        return None
    one, other = _fitted(first), _fitted(second)
    margins = np.zeros(np.add(one.margins.shape, other.margins.shape))
    margins[: len(one.margins), : one.margins.shape[1]] = one.margins
    margins[len(one.margins) :, one.margins.shape[1] :] = other.margins
    return Calibration(
        np.concatenate([one.cells, other.cells + one.factors.size]),
        margins,
        np.concatenate([one.base, other.base]),
        np.concatenate([one.factors, other.factors]),
    )


def _fitted(sample: Sample) -> Calibration:
    return sample.calibration or Calibration(
        np.zeros(sample.n, np.int64), np.zeros((1, 0)), sample.weights, np.ones(1)
    )


def _distribution(answers: Codes, sample: Sample, held: Bools) -> Floats:
    totals = np.bincount(answers.codes[held], sample.weights[held], answers.count)
    return np.asarray(totals / totals.sum())


def _cut(found: Reading) -> Reading:
    low, high = max(found.low, 0.0), min(found.high, 1.0)
    return Reading(found.value, found.se, low, high, found.level, found.df, found.n)
