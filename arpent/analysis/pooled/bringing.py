"""Makes one number of several studies, or says every reason why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from arpent.analysis.figures import Number
from arpent.analysis.pooled.measures import Released
from arpent.stats import Centre, Comparability, mismatches, pool


@dataclass(frozen=True, slots=True)
class Whole:
    """What K studies say together: `random` is the mean of the effects that such studies have, `fixed` the one
    common effect, if there were one. By study (K,): `weights`, which add up to 1.

    `tau` is how much effects differ from study to study, in the unit of the values; `i2` the part of the spread
    that is not chance; `p` that of Cochran's test; `next_one` where the effect of one more study would be.
    """

    random: Number
    fixed: Number
    weights: tuple[float, ...]
    tau: Number
    i2: float
    p: float
    next_one: Number
    n: int


@dataclass(frozen=True, slots=True)
class Brought:
    """Either a whole or the reasons why there is none, never both."""

    whole: Whole | None
    reasons: tuple[str, ...] = ()


def bring_together(measures: Sequence[Released], *, grade: int) -> Brought:
    """Pool the measures of several studies under the grade that is declared (see `stats.pool`)."""
    measured, declared = [one.measured() for one in measures], Comparability(grade)
    reasons = mismatches(measured, declared=declared)
    if reasons:
        return Brought(None, tuple(one.reason for one in reasons))
    found = pool(measured, declared=declared)
    return Brought(
        Whole(
            random=_number(found.random),
            fixed=_number(found.fixed),
            weights=tuple(found.random.weights.tolist()),
            tau=Number(None, "", found.tau, found.tau_low, found.tau_high),
            i2=found.i2,
            p=found.q_p,
            next_one=Number(None, "", None, *found.prediction),
            n=found.n,
        )
    )


def _number(centre: Centre) -> Number:
    return Number(None, "", centre.value, centre.low, centre.high, se=centre.se)
