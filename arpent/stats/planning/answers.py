"""Before a collection: how many answers a precision needs, and what a number of answers can tell."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, inf, isfinite, nan, sqrt

from scipy import special

from arpent.stats.errors import StatsError
from arpent.stats.planning.power import detectable_means, detectable_shares, power_of_means, power_of_shares


@dataclass(frozen=True, slots=True)
class Terrain:
    """What is known, or supposed, of the place before asking.

    `population` people exist (infinity: unknown). People of one association are more alike than others by `icc`,
    the intra-cluster correlation, 0 to 1; give either how many `associations` are drawn or how many answers are
    expected in `each`. Give neither when every association takes part: then nothing is left to the chance of
    drawing associations. `response` is the share of those invited who answer; `weighting` is Kish's
    1 + cv² of unequal weights. Raises StatsError S079 for both ways at once, S080 for a number out of range.
    """

    population: float = inf
    associations: float | None = None
    each: float | None = None
    icc: float = 0.0
    response: float = 1.0
    weighting: float = 1.0

    def __post_init__(self) -> None:
        if self.associations is not None and self.each is not None:
            raise StatsError(
                "S079",
                "Terrain : nombre d’associations et réponses par association, les deux à la fois. "
                "Donnez l’un ou l’autre.",
            )
        _within("population", self.population, 1, inf)
        _within("associations", 1 if self.associations is None else self.associations, 1, inf)
        _within("réponses par association", 1 if self.each is None else self.each, 1, inf)
        _within("corrélation dans une association", self.icc, 0, 1)
        _within("taux de réponse", self.response, 1e-6, 1)
        _within("effet des poids", self.weighting, 1, inf)

    def deff(self, n: float) -> float:
        """How many answers here are worth one drawn at random: 1 + (m − 1)·icc, times weighting (Kish 1965)."""
        each = self.each if self.each is not None else n / self.associations if self.associations else 1.0
        return self.weighting * (1 + (max(each, 1.0) - 1) * self.icc)

    def factor(self, n: float, people: float) -> float:
        """The variance of a mean of n answers over that of one: deff/n, less what a known population spares."""
        return self.deff(n) / n * max(1 - n / people, 0.0)


@dataclass(frozen=True, slots=True)
class Needed:
    """`answers` to receive, `invitations` to send at the expected response, and what they give.

    `margin` is the half-width of the interval that these answers give (NaN for a power); `deff` the design
    effect. `enough_people` is False when the population is smaller than the invitations.
    """

    answers: int
    invitations: int
    margin: float
    deff: float
    enough_people: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """What n answers can tell.

    `worth` answers drawn at random and independently; `margin` of a share near one half; `mean_margin` of a mean,
    in standard deviations; `unseen` is the largest share of people whose view all n could miss, at the level;
    `difference` and `mean_difference` (in standard deviations) are the smallest gaps with another group of n that
    would be seen with the given power; NaN where even the largest could go unseen.
    """

    n: int
    worth: float
    margin: float
    mean_margin: float
    unseen: float
    difference: float
    mean_difference: float


def answers_for_share(
    margin: float, *, share: float = 0.5, terrain: Terrain | None = None, level: float = 0.95
) -> Needed:
    """The fewest answers with which a share is known to ± `margin` (0–1), as one half unless `share` says better.

    Normal interval with the finite population factor (N − n)/(N − 1) (Cochran 1977, §4.4), times the design effect.
    Raises StatsError S080 for a number out of range, S081 when no number of answers is enough.
    """
    place = terrain or Terrain()
    _within("part", share, 1e-9, 1 - 1e-9)
    return _fewest(margin, lambda n: share_margin(n, share=share, terrain=place, level=level), place)


def answers_for_mean(
    margin: float, *, sd: float, terrain: Terrain | None = None, level: float = 0.95
) -> Needed:
    """The fewest answers with which a mean is known to ± `margin`, in the unit of `sd` (Cochran 1977, §4.6)."""
    place = terrain or Terrain()
    return _fewest(margin, lambda n: mean_margin(n, sd=sd, terrain=place, level=level), place)


def fewest_associations(margin: float, *, icc: float, share: float = 0.5, level: float = 0.95) -> int:
    """The number of drawn associations under which no number of answers gives ± `margin` for a share.

    With ever more answers in each, the variance of a share tends to p(1 − p)·icc over the associations.
    """
    _within("marge", margin, 1e-9, inf)
    _within("corrélation dans une association", icc, 0, 1)
    _within("part", share, 1e-9, 1 - 1e-9)
    return int(_z(level) ** 2 * share * (1 - share) * icc / margin**2) + 1


def answers_to_tell_shares(
    first: float,
    second: float,
    *,
    power: float = 0.8,
    significance: float = 0.05,
    terrain: Terrain | None = None,
) -> Needed:
    """The fewest answers in each of two groups with which two shares are told apart with this `power`.

    As R's `power.prop.test`, on answers divided by the design effect of a group. The population is not used:
    a difference is meant to hold for others than those who happened to be there.
    """
    place = terrain or Terrain()
    _within("puissance", power, significance, 1 - 1e-9)
    return _enough(lambda n: power_of_shares(n, first, second, significance=significance) >= power, place)


def answers_to_tell_means(
    difference: float,
    *,
    sd: float,
    power: float = 0.8,
    significance: float = 0.05,
    terrain: Terrain | None = None,
) -> Needed:
    """The same for two means `difference` apart, in the unit of `sd`: as R's `power.t.test`."""
    place = terrain or Terrain()
    _within("puissance", power, significance, 1 - 1e-9)
    return _enough(lambda n: power_of_means(n, difference, sd=sd, significance=significance) >= power, place)


def reach(
    n: int, *, share: float = 0.5, terrain: Terrain | None = None, level: float = 0.95, power: float = 0.8
) -> Reach:
    """What `n` answers can tell, near this `share`. Raises StatsError S080."""
    place = terrain or Terrain()
    _within("réponses", n, 1, place.population)
    deff = place.deff(n)
    factor = place.factor(n, place.population)
    worth = 1 / factor if factor else inf
    return Reach(
        n=n,
        worth=worth,
        margin=share_margin(n, share=share, terrain=place, level=level),
        mean_margin=mean_margin(n, sd=1.0, terrain=place, level=level),
        unseen=1 - (1 - level) ** (1 / worth) if isfinite(worth) else 0.0,
        difference=detectable_shares(n / deff, share=share, power=power, significance=1 - level),
        mean_difference=detectable_means(n / deff, power=power, significance=1 - level),
    )


def share_margin(n: float, *, share: float = 0.5, terrain: Terrain, level: float = 0.95) -> float:
    """± around a share that n answers would give."""
    people = terrain.population
    spread = share * (1 - share) * (people / (people - 1) if 1 < people < inf else 1.0)
    return _z(level) * sqrt(spread * terrain.factor(n, people))


def mean_margin(n: float, *, sd: float, terrain: Terrain, level: float = 0.95) -> float:
    """± around a mean that n answers would give, in the unit of `sd`."""
    _within("écart-type", sd, 1e-300, inf)
    return _z(level) * sd * sqrt(terrain.factor(n, terrain.population))


def _fewest(margin: float, given: Callable[[float], float], place: Terrain) -> Needed:
    _within("marge", margin, 1e-9, inf)
    found = _smallest(lambda n: given(n) <= margin, place.population)
    return _needed(found, given(found), place)


def _enough(tells: Callable[[float], bool], place: Terrain) -> Needed:
    return _needed(_smallest(lambda n: tells(n / place.deff(n)), inf, start=2), nan, place)


def _needed(answers: int, margin: float, place: Terrain) -> Needed:
    invitations = ceil(answers / place.response - 1e-9)
    return Needed(answers, invitations, margin, place.deff(answers), invitations <= place.population)


def _smallest(holds: Callable[[float], bool], most: float, *, start: int = 1) -> int:
    """The smallest whole number, at most `most`, from which a condition holds."""
    limit = min(most, 1e9)
    if not holds(limit):
        raise StatsError(
            "S081",
            "Précision hors d’atteinte : aucune quantité de réponses ne suffit. Tirez plus d’associations, ou "
            "acceptez une marge plus large, une différence plus grande.",
        )
    low, high = start - 1, ceil(limit)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _z(level: float) -> float:
    if not 0 < level < 1:
        raise StatsError("S014", f"Niveau de confiance {level} : il faut un nombre entre 0 et 1, comme 0,95.")
    return float(special.ndtri((1 + level) / 2))


def _within(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        reach = f"au moins {low:g}" if high == inf else f"entre {low:g} et {high:g}"
        raise StatsError("S080", f"Plan d’échantillon, {name} : {value:g} reçu, il faut {reach}.")
