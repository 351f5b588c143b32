"""The linearised variance of a ratio, from sums by cluster, for every group and code at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import REASONS, Floats, Ints
from arpent.stats.design import Design, Lonely
from arpent.stats.errors import StatsError
from arpent.stats.sums import ItemSums


@dataclass(frozen=True, slots=True)
class Moments:
    """Codes and amounts in one form: the ratio Σwx / Σwd by group, with what its variance needs.

    By occupied cell (M,): `cluster`, `group`, `d` Σwd, `dd` Σw²d, `valid` rows, `answering` the share of rows
    that answered among those that should have; (M, K): `x` Σwx, `xd` Σw²x,
    `xx` Σw²x². By group (B,): `weight`, `kish`, `n`; (B, K): `total` Σwx, `squares` Σwx².
    """

    cluster: Ints
    group: Ints
    groups: int
    d: Floats
    dd: Floats
    valid: Ints
    answering: Floats
    x: Floats
    xd: Floats
    xx: Floats
    weight: Floats
    kish: Floats
    n: Ints
    total: Floats
    squares: Floats

    @classmethod
    def of(cls, item: ItemSums, keys: Ints, groups: int, unanswered: tuple[int, ...] = ()) -> "Moments":
        cluster, group = np.divmod(keys, groups)
        if item.numeric:
            d, x, wxx = item.first[:, 0], item.first[:, 1:2], item.first[:, 2:3]
            dd, xd, xx = item.second[:, 0], item.second[:, 1:2], item.second[:, 2:3]
        else:
            d, x, wxx = item.first.sum(axis=1), item.first, item.first
            dd, xd, xx = item.second.sum(axis=1), item.second, item.second
        valid = item.counts[:, REASONS:].sum(axis=1)
        refused = item.counts[:, [REASONS + code for code in unanswered]].sum(axis=1)
        answering = np.divide(valid, valid + refused, out=np.ones(valid.size), where=valid > 0)
        weight, squared = by_group(d, group, groups), by_group(dd, group, groups)
        with np.errstate(invalid="ignore"):
            kish = weight**2 / squared
        n = by_group(valid, group, groups).astype(np.int64)
        total, squares = by_group(x, group, groups), by_group(wxx, group, groups)
        return cls(
            cluster, group, groups, d, dd, valid, answering, x, xd, xx, weight, kish, n, total, squares
        )

    def degrees_of_freedom(self, design: Design, rows: Ints) -> Floats:
        """Clusters less strata among those that hold valid answers of the group, as R's `degf`.

        When every existing cluster took part, persons less clusters: only persons were left to chance.
        """
        answered = self.valid > 0
        cluster, group = self.cluster[answered], self.group[answered]
        clusters = np.bincount(group, minlength=self.groups)
        if not _any_drawn(design, rows):
            return (self.n - clusters).astype(np.float64)
        seen = np.unique(group * design.strata_sizes.size + design.strata[cluster])
        strata = np.bincount(seen // design.strata_sizes.size, minlength=self.groups)
        return (clusters - strata).astype(np.float64)


def by_group(values: Floats | Ints, group: Ints, groups: int) -> Floats:
    """Sum rows of `values` (M,) or (M, K) by group, into (B,) or (B, K)."""
    if values.ndim == 1:
        return np.bincount(group, values, groups).astype(np.float64)
    columns = [np.bincount(group, column, groups) for column in values.T]
    return np.stack(columns, axis=1).astype(np.float64) if columns else np.zeros((groups, 0))


def variance(moments: Moments, value: Floats, rows: Ints, design: Design) -> Floats:
    """(B, K). First stage between clusters, then between persons of a cluster (Särndal et al. 1992, §4.3)."""
    first, second = fractions(design, rows)
    weight = moments.weight[moments.group, None]
    ratio = value[moments.group]
    z = (moments.x - ratio * moments.d[:, None]) / weight
    zz = (moments.xx - 2 * ratio * moments.xd + ratio**2 * moments.dd[:, None]) / weight**2
    between = _between(moments, z, design, first, rows)
    persons = rows[moments.cluster]
    counted = (first[design.strata] > 0) & (second < 1)
    inside = _spread(zz, z, persons, moments.cluster, design.lonely, counted)
    share = first[design.strata[moments.cluster]] * (1 - second[moments.cluster] * moments.answering)
    total = between + by_group(inside * share[:, None], moments.group, moments.groups)
    return np.maximum(total, 0)


def sampled_fraction(moments: Moments, rows: Ints, design: Design) -> Floats:
    """(B,): the share of each group's population that answered, 0 where a population is unknown."""
    first, second = fractions(design, rows)
    share = first[design.strata[moments.cluster]] * second[moments.cluster] * moments.answering
    return by_group(moments.d * share, moments.group, moments.groups) / moments.weight


def fractions(design: Design, rows: Ints) -> tuple[Floats, Floats]:
    """(H,) clusters that answered over those that exist, and (P,) the same for persons. 0: unknown."""
    persons = _padded(rows, design.strata.size)
    clusters = _clusters_by_stratum(design, rows)
    too_small = np.flatnonzero(persons > design.cluster_sizes)
    if too_small.size:
        at = int(too_small[0])
        raise StatsError(
            "S013",
            f"Grappe {at} : {persons[at]} réponses pour une population de {design.cluster_sizes[at]:g}. "
            "Corrigez la population, ou déclarez-la inconnue.",
        )
    if np.any(design.drawn & (clusters > design.strata_sizes)):
        at = int(np.flatnonzero(clusters > design.strata_sizes)[0])
        raise StatsError(
            "S013",
            f"Strate {at} : {clusters[at]} grappes ont répondu sur {design.strata_sizes[at]:g} existantes. "
            "Corrigez ce nombre, ou déclarez-le inconnu.",
        )
    first = clusters / design.strata_sizes if design.drawn else np.ones(design.strata_sizes.size)
    whole = np.isnan(design.cluster_sizes)
    second = np.divide(persons, design.cluster_sizes, out=np.ones(persons.size), where=~whole)
    return first, second


def _between(moments: Moments, z: Floats, design: Design, first: Floats, rows: Ints) -> Floats:
    """Σ_h (1 − f_h) n_h/(n_h − 1) (Σz² − (Σz)²/n_h), over the strata that each group touches."""
    if not _any_drawn(design, rows):
        return np.zeros((moments.groups, z.shape[1]))
    strata = design.strata_sizes.size
    touched, at = np.unique(moments.group * strata + design.strata[moments.cluster], return_inverse=True)
    group, stratum = np.divmod(touched, strata)
    count = _clusters_by_stratum(design, rows)[stratum]
    sums, squares = by_group(z, at, touched.size), by_group(z * z, at, touched.size)
    spread = _spread(squares, sums, count, stratum, design.lonely, first < 1)
    return by_group(spread * (1 - first[stratum])[:, None], group, moments.groups)


def _spread(
    squares: Floats, sums: Floats, count: Ints, unit: Ints, lonely: Lonely, matters: npt.NDArray[np.bool_]
) -> Floats:
    """n/(n − 1) (Σz² − (Σz)²/n) for units of n members, with the policy for those of a single one."""
    n = count[:, None].astype(np.float64)
    alone = (count == 1) & matters[unit]
    if lonely is Lonely.FAIL and alone.any():
        raise StatsError(
            "S012",
            f"Strate {int(unit[alone][0])} : une seule unité a répondu, sa variance ne peut pas être estimée. "
            "Regroupez-la avec une autre, ou choisissez une règle (certainty, centre).",
        )
    several = n / np.maximum(n - 1, 1) * (squares - sums**2 / n)
    single = squares if lonely is Lonely.CENTRE else np.zeros_like(squares)
    return np.where(n > 1, np.maximum(several, 0), single)


def _any_drawn(design: Design, rows: Ints) -> bool:
    """Whether some cluster was left to chance."""
    return design.drawn and bool(np.any(_clusters_by_stratum(design, rows) < design.strata_sizes))


def _clusters_by_stratum(design: Design, rows: Ints) -> Ints:
    answered = _padded(rows, design.strata.size) > 0
    return np.bincount(design.strata[answered], minlength=design.strata_sizes.size).astype(np.int64)


def _padded(rows: Ints, size: int) -> Ints:
    if rows.size > size:
        raise StatsError(
            "S011",
            f"Plan : {size} grappes, mais une ligne nomme la grappe {rows.size - 1}. Ajoutez-la au plan.",
        )
    padded = np.zeros(size, dtype=np.int64)
    padded[: rows.size] = rows
    return padded
