"""One effect measured by several studies, brought together: a centre, how much studies differ, what to expect next."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import scipy
from scipy import special

from arpent.stats.columns import Floats
from arpent.stats.errors import StatsError
from arpent.stats.pooling.comparability import Comparability, Measured, refuse


class Knapp(StrEnum):
    """What Hartung and Knapp's factor q may do to the standard error.

    With Paule and Mandel's tau², q is exactly 1 as soon as tau² > 0: the two only differ when studies agree more
    than chance would let them, where PLAIN makes an interval narrower than that of one common effect.
    """

    CAREFUL = "careful"  # max(1, q): the ad hoc variant (Knapp & Hartung 2003; Röver, Knapp & Friede 2015)
    PLAIN = "plain"  # q as it is


@dataclass(frozen=True, slots=True)
class Centre:
    """A common value, its standard error, its interval and the share of it that each study made, (K,)."""

    value: float
    se: float
    low: float
    high: float
    weights: Floats


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several studies brought together, in the unit of their values.

    `random` is the mean of the effects that such studies have; `fixed` is the one common effect, if there were
    one. `tau` is the standard deviation of effects from study to study, with its interval; `i2` the share of
    the spread that is not chance; `q, q_df, q_p` Cochran's test that nothing but chance sets studies apart.
    `prediction` is where the effect of one more study of this kind would probably be.
    """

    random: Centre
    fixed: Centre
    tau: float
    tau_low: float
    tau_high: float
    i2: float
    q: float
    q_df: int
    q_p: float
    prediction: tuple[float, float]
    level: float
    n: int
    studies: tuple[str, ...]
    comparability: Comparability
    knapp: Knapp


def pool(
    measured: Sequence[Measured],
    *,
    declared: Comparability,
    level: float = 0.95,
    span: int = 3,
    knapp: Knapp = Knapp.CAREFUL,
) -> Pooled:
    """Bring K ≥ 3 studies together, if what was declared about them holds.

    Random effects with tau² of Paule & Mandel (1982) and the interval of Hartung & Knapp (2001), Sidik & Jonkman
    (2002), on t with K − 1 degrees of freedom; tau's interval by the Q profile (Viechtbauer 2007); I² is tau² over tau² and the typical sampling variance (Higgins & Thompson 2002);
    prediction on t with K − 1 degrees of freedom. As R's metafor 3.8, `method = "PM"`. `span` is how many years
    may pass from the first study to the last. Standard errors are taken as known. Raises StatsError S014 for a
    level outside 0–1 and S070 to S078 where studies may not be pooled, naming each reason.
    """
    if not 0 < level < 1:
        raise StatsError("S014", f"Niveau de confiance {level} : il faut un nombre entre 0 et 1, comme 0,95.")
    refuse(measured, declared=declared, span=span)
    y = np.array([one.value for one in measured])
    v = np.array([one.se for one in measured]) ** 2
    df = y.size - 1
    q, tau2 = _q(y, v, 0.0), _paule_mandel(y, v)
    random = _random(y, v, tau2, level, knapp)
    reach = float(special.stdtrit(df, (1 + level) / 2)) * float(np.hypot(random.se, np.sqrt(tau2)))
    low, high = _profile(y, v, level)
    return Pooled(
        random=random,
        fixed=_fixed(y, v, level),
        tau=float(np.sqrt(tau2)),
        tau_low=float(np.sqrt(low)),
        tau_high=float(np.sqrt(high)),
        i2=tau2 / (tau2 + _typical(v)),
        q=q,
        q_df=df,
        q_p=float(special.chdtrc(df, q)),
        prediction=(random.value - reach, random.value + reach),
        level=level,
        n=sum(one.n for one in measured),
        studies=tuple(one.study for one in measured),
        comparability=declared,
        knapp=knapp,
    )


def _mean(y: Floats, v: Floats, tau2: float) -> tuple[float, Floats]:
    weights = 1 / (v + tau2)
    return float(weights @ y / weights.sum()), weights


def _q(y: Floats, v: Floats, tau2: float) -> float:
    """Cochran's Q, with the variance between studies added to each of their own."""
    centre, weights = _mean(y, v, tau2)
    return float(weights @ (y - centre) ** 2)


def _paule_mandel(y: Floats, v: Floats) -> float:
    """The tau² with which Q is what chance alone would make it: K − 1; 0 when Q is already below."""
    return _where(y, v, float(y.size - 1))


def _profile(y: Floats, v: Floats, level: float) -> tuple[float, float]:
    """The values of tau² that the observed Q does not contradict."""
    df, tail = y.size - 1, (1 - level) / 2
    return _where(y, v, float(special.chdtri(df, tail))), _where(y, v, float(special.chdtri(df, 1 - tail)))


def _where(y: Floats, v: Floats, target: float) -> float:
    """The tau² ≥ 0 where Q, which decreases, meets a target."""
    if _q(y, v, 0.0) <= target:
        return 0.0
    high = float(np.ptp(y) ** 2 + v.max())
    while _q(y, v, high) > target:
        high *= 2
    return float(
        scipy.optimize.brentq(lambda tau2: _q(y, v, tau2) - target, 0.0, high, xtol=1e-300, rtol=1e-14)
    )


def _random(y: Floats, v: Floats, tau2: float, level: float, knapp: Knapp) -> Centre:
    centre, weights = _mean(y, v, tau2)
    factor = _q(y, v, tau2) / (y.size - 1)
    factor = max(1.0, factor) if knapp is Knapp.CAREFUL else factor
    se = float(np.sqrt(factor / weights.sum()))
    reach = float(special.stdtrit(y.size - 1, (1 + level) / 2)) * se
    return Centre(centre, se, centre - reach, centre + reach, weights / weights.sum())


def _fixed(y: Floats, v: Floats, level: float) -> Centre:
    centre, weights = _mean(y, v, 0.0)
    se = float(1 / np.sqrt(weights.sum()))
    reach = float(special.ndtri((1 + level) / 2)) * se
    return Centre(centre, se, centre - reach, centre + reach, weights / weights.sum())


def _typical(v: Floats) -> float:
    """The sampling variance of a typical study (Higgins & Thompson 2002, eq. 9)."""
    weights = 1 / v
    return float((v.size - 1) * weights.sum() / (weights.sum() ** 2 - weights @ weights))
