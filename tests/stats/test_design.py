"""Designs: what a lonely stratum is collapsed with."""

import numpy as np
import pytest

from arpent import stats
from arpent.stats.samples.design import neighbours


@pytest.mark.parametrize(
    ("units", "places"),
    [
        ([2, 3], [0, 1]),
        ([1, 3, 2], [0, 0, 1]),
        ([3, 1, 2], [0, 1, 1]),
        ([3, 2, 1], [0, 1, 1]),
        ([1, 1, 1], [0, 0, 0]),
        ([2, 1, 0, 4], [0, 1, 1, 1]),
        ([1], [0]),
    ],
)
def test_a_lonely_stratum_joins_the_next_that_answered_and_the_last_the_one_before(
    units: list[int], places: list[int]
) -> None:
    assert neighbours(np.array(units)).tolist() == places


def answers(clusters: np.ndarray) -> stats.Sums:
    rng = np.random.default_rng(7)
    codes = rng.integers(0, 3, clusters.size)
    item = {"q": stats.Codes(codes, 3)}
    groups = {"by": stats.Codes(rng.integers(0, 2, clusters.size), 2)}
    return stats.partial(stats.Batch(clusters, rng.uniform(1, 3, clusters.size), item, groups))


def errors(sums: stats.Sums, design: stats.Design) -> np.ndarray:
    return stats.estimate(sums, design, item="q", by="by").se


def test_a_collapsed_stratum_is_read_as_one_with_its_neighbour() -> None:
    sums = answers(np.repeat(np.arange(6), 9))
    lonely = stats.clustered([0, 0, 1, 2, 2, 2], strata_sizes=[4, 3, 9], lonely=stats.Lonely.COLLAPSE)
    written = stats.clustered([0, 0, 1, 1, 1, 1], strata_sizes=[4, 12])
    np.testing.assert_allclose(errors(sums, lonely), errors(sums, written), rtol=1e-12)


def test_where_clusters_are_strata_of_persons_a_lone_person_is_read_with_the_next_cluster() -> None:
    clusters = np.repeat(np.arange(3), [8, 1, 8])
    found = errors(answers(clusters), stats.stratified([20, 5, 30], lonely=stats.Lonely.COLLAPSE))
    joined = errors(answers(np.minimum(clusters, 1)), stats.stratified([20, 35]))
    np.testing.assert_allclose(found, joined, rtol=1e-12)


def test_collapsing_takes_no_degree_of_freedom_for_the_joined_stratum() -> None:
    sums = answers(np.repeat(np.arange(6), 9))
    lonely = stats.clustered([0, 0, 1, 2, 2, 2], lonely=stats.Lonely.COLLAPSE)
    assert stats.estimate(sums, lonely, item="q", by="by").df.tolist() == [4, 4]
