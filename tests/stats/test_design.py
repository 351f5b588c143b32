"""Designs: what a lonely stratum is collapsed with."""

import numpy as np
import pytest

from arpent import stats
from arpent.stats.samples.design import joined


@pytest.mark.parametrize(
    ("units", "places"),
    [
        ([2, 3], [0, 1]),
        ([1, 3, 2], [0, 0, 2]),
        ([3, 1, 2], [0, 1, 1]),
        ([3, 2, 1], [0, 1, 1]),
        ([1, 1, 1], [0, 0, 0]),
        ([1, 1, 1, 1], [0, 0, 2, 2]),
        ([2, 1, 0, 4], [0, 1, 2, 1]),
        ([1], [0]),
        ([], []),
    ],
)
def test_a_lonely_stratum_joins_the_next_that_answered_and_the_last_the_one_before(
    units: list[int], places: list[int]
) -> None:
    assert joined(np.array(units, dtype=np.int64), np.full(len(units), np.inf)).tolist() == places


def test_a_stratum_drawn_whole_is_nobodys_neighbour() -> None:
    assert joined(np.array([1, 3, 2, 1]), np.array([4, 3, 9, 1.0])).tolist() == [0, 1, 0, 3]


@pytest.mark.parametrize("seed", range(40))
def test_sums_and_rows_collapse_alike(seed: int) -> None:
    """Populations known, unknown or drawn whole; clusters that nobody answered in; clusters drawn or not."""
    rng = np.random.default_rng(seed)
    strata = np.repeat(np.arange(4), rng.integers(1, 4, 4))
    rows = rng.integers(1, 6, strata.size)
    rows[rng.integers(0, strata.size)] = 0
    answering = np.bincount(strata[rows > 0], minlength=4)
    existing = np.maximum(answering + rng.integers(0, 4, 4), 1).astype(float)
    persons = np.maximum(rows + rng.integers(0, 4, strata.size), 1).astype(float)
    design = stats.Design(
        strata,
        rng.choice([1, np.inf]) * existing,
        np.where(rng.random() < 0.3, np.nan, persons),
        bool(rng.random() < 0.7),
        stats.Lonely.COLLAPSE,
    )
    clusters = np.repeat(np.arange(strata.size), rows)
    codes, weights = rng.integers(0, 2, clusters.size), rng.uniform(1, 2, clusters.size)
    batch = stats.Batch(
        clusters, weights, {"q": stats.Codes(codes, 2)}, {"all": stats.everyone(clusters.size)}
    )
    by_sums = stats.estimate(stats.partial(batch), design, item="q", by="all").at(0, 1)
    by_rows = stats.share(codes == 1, stats.of_design(design, clusters, weights))
    assert by_sums.se == pytest.approx(by_rows.se, rel=1e-10, abs=1e-14)
    assert by_sums.df == by_rows.df


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
