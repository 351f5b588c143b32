"""Several audiences as one sample: those of one association live the same facts, and their luck is shared."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

import numpy as np

from arpent.analysis.codebook import Cluster
from arpent.analysis.dataset import Dataset
from arpent.analysis.rows import Rows
from arpent.stats import Sample, Stage, join
from arpent.stats.columns import Ints


def joined(audiences: Sequence[tuple[Dataset, Rows]]) -> Sample:
    """The rows of every audience, one after the other.

    Where all associations took part, with known populations, persons alone were left to chance: audiences are
    independent. As soon as associations were drawn for one audience, they are the first stage of all, so that
    the covariance of those who share associations is counted.
    """
    if len(audiences) == 1:
        return audiences[0][1].sample
    if all(len(rows.sample.stages) == 1 for _dataset, rows in audiences):
        return reduce(lambda one, other: join(one, other, shared=0), (rows.sample for _, rows in audiences))
    places = _places([dataset for dataset, _ in audiences])
    regions = _regions(audiences)
    samples = (_through_associations(dataset, rows, places, regions) for dataset, rows in audiences)
    return reduce(lambda one, other: join(one, other, shared=1), samples)


def _places(datasets: Sequence[Dataset]) -> dict[tuple[str, str], int]:
    """One number an association of a region, the same for every audience."""
    known = {_place(cluster) for dataset in datasets for cluster in dataset.codebook.clusters}
    return {place: number for number, place in enumerate(sorted(known))}


def _place(cluster: Cluster) -> tuple[str, str]:
    return cluster.region, cluster.association


def _regions(audiences: Sequence[tuple[Dataset, Rows]]) -> dict[str, int]:
    """The stratum of each region; one for all when a region has a single association with answers."""
    held = {
        _place(dataset.codebook.clusters[cluster])
        for dataset, rows in audiences
        for cluster in np.unique(rows.cluster)
    }
    regions = sorted({region for region, _ in held})
    alone = any(sum(place[0] == region for place in held) == 1 for region in regions)
    return {region: 0 if alone else number for number, region in enumerate(regions)}


def _through_associations(
    dataset: Dataset, rows: Rows, places: dict[tuple[str, str], int], regions: dict[str, int]
) -> Sample:
    """The same rows, drawn through associations of unknown number, then persons."""
    clusters = dataset.codebook.clusters
    held = np.unique(rows.cluster)
    unit, stratum = np.zeros(len(clusters), np.int64), np.zeros(len(clusters), np.int64)
    unit[held] = [places[_place(clusters[at])] for at in held]
    stratum[held] = [regions[clusters[at].region] for at in held]
    first = Stage(stratum[rows.cluster], unit[rows.cluster], _unknown(rows.cluster))
    return replace(rows.sample, stages=(first, rows.sample.stages[-1]))


def _unknown(cluster: Ints) -> np.ndarray:
    return np.full(cluster.size, np.inf)
