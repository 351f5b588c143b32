"""Numbers that know what each row brings to them: the variance of any formula follows by the chain rule.

The score of a row is the influence of its weight: Σ w·score has, in large samples, the variance of the number
(Deville 1999, *Survey Methodology* 25:193–203). Sums, ratios and roots of such numbers keep their scores, so
that Cohen's d or a relative risk needs no formula of variance of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats
from arpent.stats.samples.linear import covariance
from arpent.stats.samples.sample import Sample

type Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Linearised:
    """A number and its scores (n,), one a row of the sample, 0 for rows that it does not rest on."""

    value: float
    scores: Floats

    def __add__(self, other: "Linearised") -> "Linearised":
        return Linearised(self.value + other.value, self.scores + other.scores)

    def __sub__(self, other: "Linearised") -> "Linearised":
        return Linearised(self.value - other.value, self.scores - other.scores)

    def times(self, factor: float) -> "Linearised":
        return Linearised(self.value * factor, self.scores * factor)

    def over(self, other: "Linearised") -> "Linearised":
        """The ratio; NaN over zero."""
        if other.value == 0:
            return self.times(np.nan)
        ratio = self.value / other.value
        return Linearised(ratio, (self.scores - ratio * other.scores) / other.value)

    def log(self) -> "Linearised":
        """The natural logarithm; NaN at zero."""
        if not self.value > 0:
            return self.times(np.nan)
        return Linearised(float(np.log(self.value)), self.scores / self.value)

    def root(self) -> "Linearised":
        """The square root; NaN at zero."""
        if not self.value > 0:
            return self.times(np.nan)
        value = float(np.sqrt(self.value))
        return Linearised(value, self.scores / (2 * value))

    def angle(self) -> "Linearised":
        """2·arcsin(√share), on which differences of shares weigh the same everywhere; scores NaN at 0 and 1."""
        value = float(2 * np.arcsin(np.sqrt(np.clip(self.value, 0, 1))))
        slope = np.sqrt(self.value * (1 - self.value)) if 0 < self.value < 1 else np.nan
        return Linearised(value, self.scores / slope)


def mean(values: Floats, inside: Bools, weights: Floats) -> Linearised:
    """Σwy / Σw over the rows `inside` (n,). What `values` (n,) holds outside is never read. NaN for nobody."""
    total = float(weights[inside].sum())
    if not total > 0:
        return Linearised(np.nan, np.zeros(weights.size))
    value = float(weights[inside] @ values[inside] / total)
    return Linearised(value, np.where(inside, (values - value) / total, 0))


def variances(found: Sequence[Linearised], sample: Sample) -> Floats:
    """(q, q): the covariance of q numbers of one sample."""
    return covariance(np.column_stack([one.scores for one in found]), sample)


def standard_error(found: Linearised, sample: Sample) -> float:
    """NaN where the number has no derivative."""
    if not np.all(np.isfinite(found.scores)):
        return float("nan")
    return float(np.sqrt(max(float(variances([found], sample)[0, 0]), 0.0)))
