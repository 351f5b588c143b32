"""The linearised variance of a ratio, from sums by cluster, for every item, group and code at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.estimates.calibrated import fitted
from arpent.stats.estimates.moments import Moments
from arpent.stats.grouped import Grouped
from arpent.stats.samples.design import Design, Lonely, collapsed
from arpent.stats.sums.sums import Sums, Units


@dataclass(frozen=True, slots=True)
class Drawn:
    """A design against who answered. By stratum (H,): `clusters` that answered, and `first`, their fraction.

    By cluster (P,): `persons` and `second`, their fraction. A fraction of 0 is unknown. `place` (P,) says where
    each cluster of the sums has gone, when lonely ones were joined.
    """

    design: Design
    place: Ints
    persons: Ints
    clusters: Ints
    first: Floats
    second: Floats

    @classmethod
    def of(cls, sums: Sums, design: Design) -> "Drawn":
        """Raises StatsError S011 for a cluster that the design does not know, S013 for too small a population."""
        design, place = collapsed(design, _padded(sums.rows, design.strata.size))
        persons = np.bincount(place, _padded(sums.rows, place.size), design.strata.size).astype(np.int64)
        strata = design.strata_sizes.size
        clusters = np.bincount(design.strata[persons > 0], minlength=strata).astype(np.int64)
        _fits(design, persons, clusters)
        whole = np.isnan(design.cluster_sizes)
        second = np.divide(persons, design.cluster_sizes, out=np.ones(persons.size), where=~whole)
        first = clusters / design.strata_sizes if design.drawn else np.ones(strata)
        return cls(design, place, persons, clusters, first, second)

    @property
    def any_drawn(self) -> bool:
        """Whether some cluster was left to chance."""
        left = (self.clusters > 0) & (self.clusters < self.design.strata_sizes)
        return self.design.drawn and bool(left.any())

    def cluster(self, unit: Ints, calibrated: int) -> Ints:
        """(M,): the cluster of each unit."""
        return self.place[unit // calibrated]


@dataclass(frozen=True, slots=True)
class Scores:
    """By (cluster, group) cell (M,): `z` (M, I, K) the sum of linearised scores, `zz` the sum of their squares.

    `answering` (M, I) is the share of rows that answered among those that should have.
    """

    cluster: Ints
    group: Ints
    z: Floats
    zz: Floats
    answering: Floats


def scores(moments: Moments, drawn: Drawn, units: Units) -> Scores:
    """Row i of a ratio r = Σwx / Σwd scores w(x − rd) / Σwd, less what calibration explains of it."""
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = moments.weight[moments.group][..., None]
        ratio = moments.value[moments.group]
        z = (moments.x - ratio * moments.d[..., None]) / weight
        zz = (moments.xx - 2 * ratio * moments.xd + ratio**2 * moments.dd[..., None]) / weight**2
        crossed = (moments.xd - ratio * moments.dd[..., None]) / weight
    unit, group, parts = moments.unit, moments.group, (z, zz, moments.valid, moments.asked)
    if units.fit is not None:
        unit, group, parts = _residuals(moments, units, z, zz, crossed)
    keys = drawn.cluster(unit, units.calibrated) * moments.groups + group
    if not np.all(keys[1:] > keys[:-1]):
        keys, place = np.unique(keys, return_inverse=True)
        cells = Grouped.by(place, keys.size)
        parts = (cells.total(parts[0]), cells.total(parts[1]), cells.total(parts[2]), cells.total(parts[3]))
    z, zz, valid, asked = parts
    answering = np.divide(valid, asked, out=np.ones(valid.shape), where=valid > 0)
    cluster, group = np.divmod(keys, moments.groups)
    return Scores(cluster, group, z, zz, answering)


type _Parts = tuple[Floats, Floats, Ints, Ints]


def _residuals(
    moments: Moments, units: Units, z: Floats, zz: Floats, crossed: Floats
) -> tuple[Ints, Ints, _Parts]:
    """The scores of every unit in every group: one without anybody of the group has a residual too."""
    place = np.searchsorted(units.keys, moments.unit) * moments.groups + moments.group
    every = Grouped.by(place, units.keys.size * moments.groups)
    shape = (units.keys.size, moments.groups, *z.shape[1:])
    z, zz, crossed = (np.nan_to_num(every.total(values)).reshape(shape) for values in (z, zz, crossed))
    if (found := fitted(units, z)) is not None:
        z, zz = z - found.by_unit, found.squares(zz, crossed)
    flat = (-1, *shape[2:])
    parts = (
        z.reshape(flat),
        zz.reshape(flat),
        every.total(moments.valid),
        every.total(moments.asked),
    )
    unit, group = np.divmod(np.arange(parts[0].shape[0]), moments.groups)
    return units.keys[unit], group, parts


def variance(found: Scores, drawn: Drawn, groups: int) -> Floats:
    """(B, I, K). First stage between clusters, then between persons of a cluster (Särndal et al. 1992, §4.3)."""
    total = _between(found, drawn, groups)
    share = inner_share(found, drawn)
    if share.any():
        counted = (drawn.first[drawn.design.strata] > 0) & (drawn.second < 1)
        persons = drawn.persons[found.cluster]
        inside = _spread(found.zz, found.z, persons, found.cluster, drawn.design.lonely, counted)
        total = total + Grouped.by(found.group, groups).total(inside * share[..., None])
    return np.maximum(total, 0)


def inner_share(found: Scores, drawn: Drawn) -> Floats:
    """(M, I): what the variance between the persons of a cluster counts for."""
    first = drawn.first[drawn.design.strata[found.cluster]][:, None]
    return np.asarray(first * (1 - drawn.second[found.cluster][:, None] * found.answering))


def sampled_fraction(moments: Moments, drawn: Drawn, calibrated: int) -> Floats:
    """(B, I): the share of each group's population that answered, 0 where a population is unknown."""
    answering = np.divide(
        moments.valid, moments.asked, out=np.ones(moments.valid.shape), where=moments.valid > 0
    )
    cluster = drawn.cluster(moments.unit, calibrated)
    share = (drawn.first[drawn.design.strata[cluster]] * drawn.second[cluster])[:, None] * answering
    with np.errstate(invalid="ignore"):
        return Grouped.by(moments.group, moments.groups).total(moments.d * share) / moments.weight


def degrees_of_freedom(moments: Moments, drawn: Drawn, calibrated: int) -> Floats:
    """(B, I): clusters less strata among those that hold valid answers of the group, as R's `degf`.

    When every existing cluster took part, persons less clusters: only persons were left to chance.
    """
    cluster, groups = drawn.cluster(moments.unit, calibrated), moments.groups
    clusters = _occupied(moments.valid, moments.group, cluster, groups, drawn.design.strata.size)
    if not drawn.any_drawn:
        return (moments.n - clusters).astype(np.float64)
    stratum, strata = drawn.design.strata[cluster], drawn.design.strata_sizes.size
    return (clusters - _occupied(moments.valid, moments.group, stratum, groups, strata)).astype(np.float64)


def _occupied(valid: Ints, group: Ints, part: Ints, groups: int, parts: int) -> Ints:
    """(B, I): in how many parts each group has valid answers."""
    keys, place = np.unique(group * parts + part, return_inverse=True)
    held = (Grouped.by(place, keys.size).total(valid) > 0).astype(np.int64)
    return Grouped.by(keys // parts, groups).total(held)


def _between(found: Scores, drawn: Drawn, groups: int) -> Floats:
    """Σ_h (1 − f_h) n_h/(n_h − 1) (Σz² − (Σz)²/n_h), over the strata that each group touches."""
    if not drawn.any_drawn:
        return np.zeros((groups, *found.z.shape[1:]))
    strata = drawn.design.strata_sizes.size
    touched, at = np.unique(found.group * strata + drawn.design.strata[found.cluster], return_inverse=True)
    group, stratum = np.divmod(touched, strata)
    cells = Grouped.by(at, touched.size)
    sums, squares = cells.total(found.z), cells.total(found.z**2)
    spread = _spread(squares, sums, drawn.clusters[stratum], stratum, drawn.design.lonely, drawn.first < 1)
    return Grouped.by(group, groups).total(spread * (1 - drawn.first[stratum])[:, None, None])


def _spread(
    squares: Floats, sums: Floats, count: Ints, unit: Ints, lonely: Lonely, matters: npt.NDArray[np.bool_]
) -> Floats:
    """n/(n − 1) (Σz² − (Σz)²/n) for units of n members, with the policy for those of a single one."""
    check_lonely(count, unit, lonely, matters)
    n = count.reshape(-1, *[1] * (sums.ndim - 1)).astype(np.float64)
    several = n / np.maximum(n - 1, 1) * (squares - sums**2 / n)
    single = squares if lonely is Lonely.CENTRE else np.zeros_like(squares)
    return np.where(n > 1, np.maximum(several, 0), single)


def check_lonely(count: Ints, unit: Ints, lonely: Lonely, matters: npt.NDArray[np.bool_]) -> None:
    """Raise StatsError S012 for a unit of a single member, under `Lonely.FAIL`."""
    alone = (count == 1) & matters[unit]
    if lonely is Lonely.FAIL and alone.any():
        raise StatsError(
            "S012",
            f"Strate {int(unit[alone][0])} : une seule unité a répondu, sa variance ne peut pas être estimée. "
            "Regroupez-la avec une autre, ou choisissez une règle (certainty, centre, collapse).",
        )


def _fits(design: Design, persons: Ints, clusters: Ints) -> None:
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


def _padded(rows: Ints, size: int) -> Ints:
    if rows.size > size:
        raise StatsError(
            "S011",
            f"Plan : {size} grappes, mais une ligne nomme la grappe {rows.size - 1}. Ajoutez-la au plan.",
        )
    padded = np.zeros(size, dtype=np.int64)
    padded[: rows.size] = rows
    return padded
