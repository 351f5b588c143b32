"""What a comparison lets one say: these differ, these are alike, or we cannot tell these two apart.

No difference found is not the same as no difference. Likeness has to be shown too, within a margin that the
reader cares about: two one-sided tests (Schuirmann 1987, *J. Pharmacokin. Biopharm.* 15:657–680).
"""

from dataclasses import dataclass
from enum import StrEnum

from scipy import special

from arpent.stats.compare.comparison import Comparison, Procedure
from arpent.stats.errors import StatsError


class Verdict(StrEnum):
    """What may be written."""

    DIFFERS = "differs"
    ALIKE = "alike within the margin"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and what it rests on, at the level of the comparison.

    `p` is the probability behind *differs*, `p_alike` the one behind *alike*: the larger of the two one-sided
    tests. `smallest` is the smallest true difference that answers as many and as spread as these would have
    shown with probability `power`; `margin` is the largest that does not matter to the reader. Both are in the
    unit of the comparison.
    """

    verdict: Verdict
    value: float
    low: float
    high: float
    level: float
    n: tuple[int, ...]
    missing: int
    margin: float
    p: float
    p_alike: float
    smallest: float
    power: float


def judge(
    comparison: Comparison, *, margin: float, power: float = 0.8, adjusted: float | None = None
) -> Judgement:
    """Say what may be said of two groups, given the `margin` under which a difference does not matter.

    A difference that is shown, and shown to be under the margin, is *alike*: it does not matter to the reader.
    `adjusted` is the p-value among many comparisons, when there are many. Raises StatsError S060.
    """
    _check(margin, power)
    p = comparison.p if adjusted is None else adjusted
    p_alike = _outside(comparison, margin)
    return Judgement(
        verdict=_verdict(comparison, margin, p, p_alike),
        value=comparison.value,
        low=comparison.low,
        high=comparison.high,
        level=comparison.level,
        n=comparison.n,
        missing=comparison.missing,
        margin=margin,
        p=p,
        p_alike=p_alike,
        smallest=smallest_shown(comparison, power=power),
        power=power,
    )


def smallest_shown(comparison: Comparison, *, power: float = 0.8) -> float:
    """The true difference that a test at this level finds with probability `power`, by Student's noncentral
    law. 0 for a census: every difference shows. NaN where there is no test."""
    if comparison.method is Procedure.CENSUS:
        return 0.0
    if not comparison.se > 0:
        return float("nan")
    limit = special.stdtrit(comparison.df, (1 + comparison.level) / 2)
    return float(special.nctdtrinc(comparison.df, 1 - power, limit) * comparison.se)


def _verdict(comparison: Comparison, margin: float, p: float, p_alike: float) -> Verdict:
    if comparison.method is Procedure.CENSUS:
        return Verdict.ALIKE if abs(comparison.value) < margin or not comparison.value else Verdict.DIFFERS
    alpha = 1 - comparison.level
    if p_alike < alpha:
        return Verdict.ALIKE
    return Verdict.DIFFERS if p < alpha else Verdict.CANNOT_TELL


def _outside(comparison: Comparison, margin: float) -> float:
    """The probability of a value as near 0, were the true difference at the margin."""
    if not comparison.se > 0:
        return float("nan")
    return float(special.stdtr(comparison.df, (abs(comparison.value) - margin) / comparison.se))


def _check(margin: float, power: float) -> None:
    if not (0 <= margin < float("inf") and 0 < power < 1):
        raise StatsError(
            "S060",
            f"Marge {margin:g}, puissance {power:g} : la marge est un écart positif ou nul, dans l’unité des "
            "réponses, et la puissance une probabilité. Corrigez-les.",
        )
