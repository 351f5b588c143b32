"""The same persons before and after: how much they changed, and how many changed each way.

Only persons who answered both times say something of change; those who answered once are counted as missing.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats
from arpent.stats.compare.answered import column, inside_of, yes_or_no
from arpent.stats.compare.comparison import Comparison, Ground, Size, compared
from arpent.stats.errors import StatsError
from arpent.stats.samples.linear import degrees_of_freedom
from arpent.stats.samples.linearised import Bools, Linearised, mean
from arpent.stats.samples.sample import Sample


def change(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    *,
    sample: Sample,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Comparison:
    """The mean of after less before, in their unit. Both (n,), NaN where there is no answer.

    The effect is Cohen's d, over the root mean square of the two standard deviations: on the same footing as
    d between groups. Raises StatsError S003 for lengths, S064 when nobody answered twice.
    """
    pairs = _paired(before, after, sample, domain)
    found = pairs.mean(pairs.after - pairs.before)
    spread = (pairs.variance(pairs.before) + pairs.variance(pairs.after)).times(0.5)
    ground = pairs.ground(level)
    effect = ground.effect(Size.COHEN_D, found.over(spread.root()))
    return compared(found, ground, scale=pairs.scale, effect=effect)


@dataclass(frozen=True, slots=True)
class Turnover:
    """A change of share, and who made it: `gained` is the share that went from no to yes, `lost` from yes to
    no. Their difference is the value of `change`."""

    gained: float
    lost: float
    change: Comparison


def turnover(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    *,
    sample: Sample,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Turnover:
    """The share of yes after less before, of the same persons: 1, 0 or NaN, both (n,).

    McNemar's question, with the design's variance instead of the binomial one. The effect is Cohen's g, the
    share of gains among those who changed, less a half. Raises StatsError S003, S062, S064.
    """
    pairs = _paired(yes_or_no(before), yes_or_no(after), sample, domain)
    gained = pairs.mean(pairs.after * (1 - pairs.before))
    lost = pairs.mean(pairs.before * (1 - pairs.after))
    ground = pairs.ground(level)
    half = Linearised(-0.5, np.zeros(sample.n))
    effect = ground.effect(Size.COHEN_G, gained.over(gained + lost) + half)
    found = compared(gained - lost, ground, scale=1, effect=effect)
    return Turnover(gained.value, lost.value, found)


@dataclass(frozen=True, slots=True)
class _Paired:
    before: Floats
    after: Floats
    inside: Bools
    missing: int
    sample: Sample

    @property
    def scale(self) -> float:
        return float(np.abs(np.stack([self.before, self.after])[:, self.inside]).max())

    def mean(self, values: Floats) -> Linearised:
        return mean(values, self.inside, self.sample.weights)

    def variance(self, values: Floats) -> Linearised:
        return self.mean((values - self.mean(values).value) ** 2)

    def ground(self, level: float) -> Ground:
        df = degrees_of_freedom(self.sample, self.inside)
        return Ground(self.sample, df, level, (int(np.count_nonzero(self.inside)),), self.missing)


def _paired(
    before: npt.ArrayLike, after: npt.ArrayLike, sample: Sample, domain: npt.ArrayLike | None
) -> _Paired:
    first, second = column(before, sample, "Avant"), column(after, sample, "Après")
    kept = inside_of(domain, sample)
    inside = kept & ~np.isnan(first) & ~np.isnan(second)
    if not inside.any():
        raise StatsError(
            "S064",
            "Avant et après : personne n’a répondu les deux fois. Comparez deux groupes, ou vérifiez que les "
            "lignes sont celles des mêmes personnes.",
        )
    return _Paired(first, second, inside, int(np.count_nonzero(kept & ~inside)), sample)
