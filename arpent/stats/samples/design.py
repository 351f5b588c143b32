"""How the people who answered were drawn: strata, clusters, population sizes."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError

CERTAIN = 1e-7
"""A fraction drawn that is nearer to 1 than this left nothing to chance, as R has it."""


class Lonely(StrEnum):
    """What a stratum with a single cluster (or a cluster with a single person) brings to the variance.

    One unit says nothing about how units differ. R's `survey.lonely.psu` names them fail, certainty, adjust.
    """

    FAIL = "fail"  # refuse, and name it
    CERTAINTY = "certainty"  # nothing: it was certain to be there
    CENTRE = "centre"  # its distance to the general mean: careful, never zero by accident
    COLLAPSE = "collapse"  # what it differs by from the next stratum: the two are read as one


@dataclass(frozen=True, slots=True)
class Design:
    """Clusters in strata, persons in clusters, with finite populations where they are known.

    `strata` (P,) is the stratum of each cluster, 0…H−1. `strata_sizes` (H,) counts the clusters that exist in
    each stratum, `cluster_sizes` (P,) the persons that exist in each cluster: infinity when unknown, which
    means no finite population correction; NaN persons mean that the whole cluster answered. `drawn` is False when every cluster that exists took part: then
    clusters are strata of persons, and only persons vary.

    Second-stage variance counts in proportion to the first-stage fraction, as in Särndal, Swensson & Wretman
    (1992, §4.3) and R's `svyrecvar`: with an unknown number of clusters it is already inside the first stage.
    """

    strata: Ints
    strata_sizes: Floats
    cluster_sizes: Floats
    drawn: bool = True
    lonely: Lonely = Lonely.CENTRE

    def __post_init__(self) -> None:
        if self.strata.shape != self.cluster_sizes.shape:
            raise StatsError(
                "S010",
                f"Plan : {self.strata.size} grappes mais {self.cluster_sizes.size} effectifs. "
                "Donnez un effectif par grappe.",
            )
        if self.strata.size and not 0 <= self.strata.min() <= self.strata.max() < self.strata_sizes.size:
            raise StatsError("S011", "Plan : une grappe n’est dans aucune strate. Donnez-lui la sienne.")

    def within_clusters(self) -> "Design":
        """The same persons with each cluster as a stratum: what estimates inside one cluster rest on."""
        return Design(
            strata=np.arange(self.strata.size, dtype=np.int64),
            strata_sizes=np.ones(self.strata.size),
            cluster_sizes=self.cluster_sizes,
            drawn=False,
            lonely=self.lonely,
        )


def collapsed(design: Design, rows: Ints) -> tuple[Design, Ints]:
    """The design with its lonely strata joined to their neighbours, and (P,) the new place of each cluster.

    Under `Lonely.COLLAPSE` only. `rows` (P,) are the persons who answered in each cluster. Where clusters are
    strata of persons, it is clusters that are joined. A person alone in a drawn cluster is centred instead.
    """
    place = np.arange(design.strata.size)
    if design.lonely is not Lonely.COLLAPSE:
        return design, place
    if design.drawn:
        clusters = np.bincount(design.strata[rows > 0], minlength=design.strata_sizes.size)
        new = np.unique(joined(clusters, design.strata_sizes), return_inverse=True)[1]
        sizes = np.bincount(new, design.strata_sizes)
        return replace(design, strata=new[design.strata], strata_sizes=sizes, lonely=Lonely.CENTRE), place
    persons = np.where(np.isnan(design.cluster_sizes), np.maximum(rows, 1), design.cluster_sizes)
    place = np.unique(joined(rows, persons), return_inverse=True)[1]
    sizes, strata = np.bincount(place, persons), np.zeros(int(place.max(initial=-1)) + 1, np.int64)
    strata[place] = design.strata
    return replace(design, strata=strata, cluster_sizes=sizes, lonely=Lonely.CENTRE), place


def simple_random(population: float = np.inf) -> Design:
    """Persons drawn at random from one population: every row in cluster 0."""
    return Design(np.zeros(1, np.int64), np.ones(1), np.full(1, float(population)), drawn=False)


def stratified(populations: npt.ArrayLike, *, lonely: Lonely = Lonely.CENTRE) -> Design:
    """Persons drawn inside each stratum. `populations` (H,): infinity where unknown. A row's cluster is its
    stratum."""
    sizes = np.asarray(populations, dtype=np.float64)
    return Design(np.arange(sizes.size, dtype=np.int64), np.ones(sizes.size), sizes, False, lonely)


def clustered(
    strata: npt.ArrayLike,
    *,
    strata_sizes: npt.ArrayLike | None = None,
    cluster_sizes: npt.ArrayLike | None = None,
    lonely: Lonely = Lonely.CENTRE,
) -> Design:
    """Clusters drawn inside strata, then persons inside clusters. `strata` (P,): the stratum of each cluster.

    Without `cluster_sizes`, each drawn cluster answered whole (a one-stage design).
    """
    of_cluster = np.asarray(strata, dtype=np.int64)
    count = int(of_cluster.max(initial=-1)) + 1
    existing = np.full(count, np.inf) if strata_sizes is None else np.asarray(strata_sizes, dtype=np.float64)
    persons = (
        np.full(of_cluster.size, np.nan)
        if cluster_sizes is None
        else np.asarray(cluster_sizes, dtype=np.float64)
    )
    return Design(of_cluster, existing, persons, True, lonely)


def joined(units: Ints, existing: Floats) -> Ints:
    """(H,): the first of the strata that each is read as one with, from `units` that answered of those `existing`.

    A lonely stratum joins the next, the last the one before, in their order (Wolter 2007, §2.5: collapse
    neighbours, never by result; Rust & Kalton 1987, *J. Official Statistics* 3:69–81). Strata drawn whole left
    nothing to chance, and those where nobody answered say nothing: neither is a neighbour, nor lends its
    population to the correction for finite populations.
    """
    group = np.arange(units.size, dtype=np.int64)
    chosen = np.flatnonzero((units > 0) & (units < existing * (1 - CERTAIN)))
    group[chosen] = chosen[_neighbours(units[chosen])]
    return group


def _neighbours(units: Ints) -> Ints:
    """(H,): the place among `units` of the first stratum of those that each is joined with."""
    place, at = np.zeros(units.size, np.int64), 0
    for stratum, held in enumerate(units[:-1]):
        if held + (stratum > at) > 1:
            at = stratum + 1
        place[stratum + 1] = at
    if units.size and at == units.size - 1 and units[at] == 1 and at:
        place[at] = place[at - 1]
    return place
