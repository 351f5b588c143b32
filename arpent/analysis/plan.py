"""Which design the estimates of a dataset rest on, and what each person weighs. Said in words."""

from dataclasses import dataclass, replace

import numpy as np

from arpent.analysis.codebook import Codebook, Reach
from arpent.analysis.errors import DatasetError
from arpent.stats import Design, clustered, stratified
from arpent.stats.columns import Floats, Ints

NARROW = "\u202f"


@dataclass(frozen=True, slots=True)
class Plan:
    """A design, the factor (P,) by which each cluster's rows are multiplied, and both in plain French."""

    design: Design
    factor: Floats
    weighted: bool
    words: str
    notes: tuple[str, ...] = ()
    people: bool = False  # whether weights add up to the people of each association

    def raked(self, words: str, notes: tuple[str, ...]) -> "Plan":
        """The same plan under raked weights, as far as that could be done."""
        said = f"{self.words}{NARROW}; {words}" if words else self.words
        return replace(self, weighted=self.weighted or bool(words), words=said, notes=(*self.notes, *notes))


def plan(codebook: Codebook, rows: Ints) -> Plan:
    """The design that fits what is known, for `rows` (P,) persons who answered in each cluster.

    Populations known and every association reached: associations are strata, persons drawn inside, with finite
    populations. Otherwise associations are clusters drawn in their region. Without associations, persons are
    drawn in each region. Raises DatasetError D008 when a population is smaller than its answers.
    """
    sizes = _populations(codebook, rows)
    factor, weighted = np.ones(rows.size), codebook.weighted
    if sizes is not None and not weighted:
        factor, weighted = np.divide(sizes, rows, out=np.ones(rows.size), where=rows > 0), True
    if sizes is not None and codebook.reach is Reach.ALL:
        words = f"{_several(rows, 'association')} comme strates, populations finies"
        return Plan(stratified(sizes), factor, weighted, words, _silence(codebook, rows), people=True)
    if codebook.clustered and np.count_nonzero(rows) > 1:
        return _clustered(codebook, rows, sizes, factor, weighted)
    unknown = np.full(rows.size, np.inf)
    if codebook.clustered:
        note = "Une seule association a répondu : l’intervalle ne vaut que pour elle."
        return Plan(stratified(unknown), factor, weighted, "personnes tirées dans une association", (note,))
    words = "personnes tirées au hasard"
    if np.count_nonzero(rows) > 1:
        words = f"personnes tirées dans {np.count_nonzero(rows)} strates"
    return Plan(stratified(unknown), factor, weighted, words)


def _clustered(codebook: Codebook, rows: Ints, sizes: Floats | None, factor: Floats, weighted: bool) -> Plan:
    """Strata by region, unless a region has a single association: then one stratum for all, which is careful."""
    regions = sorted({cluster.region for cluster in codebook.clusters})
    strata = np.array([regions.index(cluster.region) for cluster in codebook.clusters])
    alone = np.bincount(strata[rows > 0], minlength=len(regions)) == 1
    words = _several(rows, "grappe")
    if alone.any():
        strata = np.zeros_like(strata)
    elif len(regions) > 1:
        words += f" dans {len(regions)} strates"
    persons = np.full(rows.size, np.inf) if sizes is None else sizes
    return Plan(clustered(strata, cluster_sizes=persons), factor, weighted, words, people=sizes is not None)


def _silence(codebook: Codebook, rows: Ints) -> tuple[str, ...]:
    """Associations that were reached and gave no answer are in nobody's weight."""
    silent = len(codebook.silent) + int(np.count_nonzero(rows == 0))
    if not silent:
        return ()
    if silent == 1:
        return ("Une association n’a aucune réponse : les résultats ne la représentent pas.",)
    return (f"{silent} associations n’ont aucune réponse : les résultats ne les représentent pas.",)


def _several(rows: Ints, noun: str) -> str:
    count = int(np.count_nonzero(rows))
    return f"{count} {noun}{'s' if count > 1 else ''}"


def _populations(codebook: Codebook, rows: Ints) -> Floats | None:
    """(P,) when every cluster that answered has one: weighing some and not others would mix two scales."""
    known = [cluster.population for cluster in codebook.clusters]
    if any(size is None for size, count in zip(known, rows, strict=True) if count) or not any(known):
        return None
    for cluster, size, count in zip(codebook.clusters, known, rows, strict=True):
        if size is not None and size < count:
            raise DatasetError(
                "D008",
                f"Association « {cluster.association} » : {count} réponses pour {size} personnes. "
                "Corrigez l’effectif de cette association.",
            )
    return np.array([np.inf if size is None else float(size) for size in known])
