"""Answers by group, checked: which rows have both, which should have answered and did not."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats, Ints
from arpent.stats.compare.comparison import Ground
from arpent.stats.errors import StatsError
from arpent.stats.samples.linear import degrees_of_freedom
from arpent.stats.samples.linearised import Bools, Linearised, mean
from arpent.stats.samples.sample import Sample


@dataclass(frozen=True, slots=True)
class Answered:
    """Valid answers by group: `inside` (n,) are the rows that have both."""

    values: Floats
    groups: Ints
    inside: Bools
    missing: int
    count: int
    sample: Sample

    @property
    def n(self) -> tuple[int, ...]:
        return tuple(np.bincount(self.groups[self.inside], minlength=self.count).tolist())

    @property
    def scale(self) -> float:
        return float(np.abs(self.values[self.inside]).max(initial=0))

    def mean(self, group: int) -> Linearised:
        return mean(self.values, self.inside & (self.groups == group), self.sample.weights)

    def spread(self) -> Linearised:
        """The variance inside groups: the mean square of what each answer is away from its group's mean."""
        return mean(self.away() ** 2, self.inside, self.sample.weights)

    def away(self) -> Floats:
        """(n,): each answer less the mean of its group."""
        centres = np.array([self.mean(group).value for group in range(self.count)])
        return np.asarray(self.values - centres[np.where(self.inside, self.groups, 0)])

    def between(self) -> float:
        """The part of the variance that lies between groups: η²."""
        whole = mean(self.values, self.inside, self.sample.weights).value
        total = mean((self.values - whole) ** 2, self.inside, self.sample.weights).value
        return 1 - self.spread().value / total if total > 0 else float("nan")

    def two(self, first: int, second: int) -> Ints:
        """(n,): 0 in the first group, 1 in the second, −1 elsewhere."""
        return np.select([self.groups == first, self.groups == second], [0, 1], -1)

    def ground(self, level: float) -> Ground:
        """One degree of freedom less than the design for each group after the first, as R's `svyglm`."""
        df = degrees_of_freedom(self.sample, self.inside) + 1 - self.count
        return Ground(self.sample, df, level, self.n, self.missing)


def answered(
    values: npt.ArrayLike,
    groups: npt.ArrayLike,
    sample: Sample,
    domain: npt.ArrayLike | None,
    *,
    count: int | None = None,
) -> Answered:
    """Values and groups, checked. Raises StatsError S003, S005 and S061."""
    y = column(values, sample, "Réponses")
    codes = codes_of(groups, sample, "Groupes")
    kept = inside_of(domain, sample) & (codes >= 0)
    inside = kept & ~np.isnan(y)
    size = max(int(codes[kept].max(initial=-1)) + 1, 2) if count is None else count
    if codes[kept].max(initial=0) >= size:
        raise StatsError(
            "S061",
            f"Groupes : le code {codes[kept].max()} pour une comparaison de deux groupes. "
            "Donnez 0 et 1, et un nombre négatif ailleurs.",
        )
    empty = np.flatnonzero(np.bincount(codes[inside], minlength=size) == 0)
    if empty.size:
        raise StatsError(
            "S061", f"Groupe {empty[0]} : aucune réponse. Retirez-le de la comparaison, ou regroupez-le."
        )
    return Answered(y, codes, inside, int(np.count_nonzero(kept & ~inside)), size, sample)


def column(values: npt.ArrayLike, sample: Sample, name: str) -> Floats:
    """(n,) numbers or NaN. Raises StatsError S003 and S005."""
    found = np.asarray(values, dtype=np.float64)
    if found.shape != (sample.n,):
        raise StatsError(
            "S003", f"« {name} » : {found.size} valeurs pour {sample.n} lignes. Donnez-en une par ligne."
        )
    if np.isinf(found).any():
        raise StatsError("S005", f"« {name} » : un nombre infini. Corrigez-le, ou déclarez-le absent.")
    return found


def codes_of(codes: npt.ArrayLike, sample: Sample, name: str) -> Ints:
    """(n,) codes, −1 for none: negative or NaN. Raises StatsError S003 and S005."""
    found = column(codes, sample, name)
    return np.where(found >= 0, found, -1).astype(np.int64)


def inside_of(domain: npt.ArrayLike | None, sample: Sample) -> Bools:
    """(n,): the rows of the domain; every row without one. Raises StatsError S003."""
    if domain is None:
        return np.ones(sample.n, dtype=np.bool_)
    return column(domain, sample, "Domaine") > 0


def yes_or_no(hits: npt.ArrayLike) -> Floats:
    """1, 0 or NaN. Raises StatsError S062."""
    found = np.asarray(hits, dtype=np.float64)
    other = np.flatnonzero(~(np.isnan(found) | (found == 0) | (found == 1)))
    if other.size:
        raise StatsError(
            "S062",
            f"Ligne {other[0]} : {found.flat[other[0]]:g} n’est ni 0 ni 1. Donnez 1, 0, ou NaN sans réponse.",
        )
    return found
