"""Two groups of equal size: the chance to see a difference that exists, and the smallest that would be seen."""

from collections.abc import Callable
from math import nan, sqrt

import scipy
from scipy import special

from arpent.stats.errors import StatsError


def power_of_shares(n: float, first: float, second: float, *, significance: float = 0.05) -> float:
    """The chance that two groups of n, with these true shares, differ at this two-sided significance.

    Normal approximation, the far tail left out (Fleiss, Levin & Paik 2003, §4.2): as R's `power.prop.test`.
    Raises StatsError S080 for fewer than one answer, or a share or significance outside 0–1.
    """
    _share("première part", first)
    _share("seconde part", second)
    _share("seuil", significance)
    _answers(n, 1)
    common = (first + second) / 2
    spread = sqrt(first * (1 - first) + second * (1 - second))
    excess = sqrt(n) * abs(first - second) - float(special.ndtri(1 - significance / 2)) * sqrt(
        2 * common * (1 - common)
    )
    return float(special.ndtr(excess / spread)) if spread else float(excess > 0)


def power_of_means(n: float, difference: float, *, sd: float, significance: float = 0.05) -> float:
    """The chance that two groups of n, with means `difference` apart, differ by a two-sided t test.

    `difference` and `sd` in one unit. Noncentral t, the far tail left out: as R's `power.t.test`.
    """
    _share("seuil", significance)
    _answers(n, 1 + 1e-9)
    if not sd > 0:
        raise StatsError("S080", f"Plan d’échantillon, écart-type : {sd:g} reçu, il faut plus de 0.")
    df = 2 * (n - 1)
    critical = float(special.stdtrit(df, 1 - significance / 2))
    return 1 - float(special.nctdtr(df, sqrt(n / 2) * abs(difference) / sd, critical))


def detectable_shares(
    n: float, *, share: float = 0.5, power: float = 0.8, significance: float = 0.05
) -> float:
    """The smallest difference from `share`, towards one half or beyond it, that two groups of n would show.

    Above `share` when it is at most one half, below otherwise. NaN when even the largest could go unseen.
    """
    side = 1 if share <= 0.5 else -1
    room = 1 - share if side > 0 else share
    return _smallest(
        lambda gap: power_of_shares(n, share, share + side * gap, significance=significance), power, room
    )


def detectable_means(n: float, *, sd: float = 1.0, power: float = 0.8, significance: float = 0.05) -> float:
    """The smallest difference of means, in the unit of `sd`, that two groups of n would show. NaN under n = 2."""
    if n < 2:
        return nan
    return _smallest(
        lambda gap: power_of_means(n, gap, sd=sd, significance=significance), power, 60 * sd / sqrt(n)
    )


def _smallest(power_of: Callable[[float], float], power: float, room: float) -> float:
    _share("puissance", power)
    if power_of(room) < power:
        return nan
    return float(scipy.optimize.brentq(lambda gap: power_of(gap) - power, 0.0, room, xtol=1e-15, rtol=1e-14))


def _share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise StatsError("S080", f"Plan d’échantillon, {name} : {value:g} reçu, il faut entre 0 et 1.")


def _answers(n: float, least: float) -> None:
    if not n >= least:
        raise StatsError(
            "S080", f"Plan d’échantillon, réponses : {n:g} reçues, il en faut au moins {least:.0f}."
        )
