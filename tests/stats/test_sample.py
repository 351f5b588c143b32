"""Samples row by row: their covariance equals R's `svyrecvar`, and they refuse in words."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from arpent import stats
from arpent.stats.samples.design import Lonely
from tests.stats import test_against_r as sums

RECORDS = [record for record in sums.REFERENCE if record["by"] is None or record["group"] in ("E", 1)]


def mean_scores(values: np.ndarray, domain: np.ndarray, weights: np.ndarray) -> tuple[float, np.ndarray]:
    mass = weights[domain].sum()
    mean = float(weights[domain] @ values[domain] / mass)
    return mean, np.where(domain, (np.where(domain, values, 0) - mean) / mass, 0)


@pytest.mark.parametrize(("data", "design"), sums.DESIGNS)
def test_a_sample_of_a_design_gives_rs_standard_errors(data: str, design: str) -> None:
    plan, clusters, weights, kept = sums.layout(data, design)
    sample = stats.of_design(plan, clusters[kept], weights[kept])
    compared = 0
    for record in RECORDS:
        if (record["data"], record["design"]) != (data, design):
            continue
        asked, code = sums.item(record, kept)
        values = asked.values if record["code"] is None else (asked.codes == code).astype(float)
        domain = asked.codes >= 0
        if record["by"] is not None:
            codes, names = sums.coded(sums.column(data, str(record["by"])))
            domain = domain & (codes[kept] == names.index(str(record["group"])))
        mean, scores = mean_scores(values, domain, sample.weights)
        assert mean == pytest.approx(record["value"], rel=1e-8, abs=1e-14)
        se = np.sqrt(stats.covariance(scores, sample)[0, 0])
        assert se == pytest.approx(record["se"] or 0, rel=1e-8, abs=1e-12), record
        assert stats.degrees_of_freedom(sample, domain) == record["df"]
        compared += 1
    assert compared >= 5


def synthetic(seed: int = 1, rows: int = 60, lonely: Lonely = Lonely.CENTRE) -> stats.Sample:
    """Three strata of clusters; persons drawn in clusters; everything of known size."""
    rng = np.random.default_rng(seed)
    clusters = np.sort(rng.integers(0, 9, rows))
    strata = clusters // 3
    first = stats.Stage(strata, clusters, np.array([8.0, 5.0, 12.0])[strata])
    second = stats.Stage(np.zeros(rows, int), np.arange(rows), np.full(rows, 40.0))
    return stats.Sample(rng.uniform(1, 3, rows), (first, second), lonely)


def se(sample: stats.Sample, values: np.ndarray) -> float:
    _, scores = mean_scores(values, np.ones(values.size, bool), sample.weights)
    return float(np.sqrt(stats.covariance(scores, sample)[0, 0]))


VALUES = np.random.default_rng(9).normal(50, 10, 60)


@given(some.floats(0.001, 1000))
def test_weights_in_another_unit_change_nothing(factor: float) -> None:
    sample = synthetic()
    other = dataclasses.replace(sample, weights=sample.weights * factor)
    assert se(other, VALUES) == pytest.approx(se(sample, VALUES), rel=1e-10)


@given(some.permutations(range(60)))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    sample = synthetic()
    stages = tuple(
        stats.Stage(stage.strata[order], stage.units[order], stage.populations[order])
        for stage in sample.stages
    )
    other = stats.Sample(sample.weights[order], stages)
    assert se(other, VALUES[order]) == pytest.approx(se(sample, VALUES), rel=1e-10)


@pytest.mark.parametrize("lonely", [Lonely.CENTRE, Lonely.CERTAINTY])
@given(names=some.permutations(range(9)), shift=some.integers(-5, 1000))
def test_the_names_of_strata_and_clusters_change_nothing(
    lonely: Lonely, names: list[int], shift: int
) -> None:
    sample = lonely_stratum(lonely)
    first = sample.stages[0]
    renamed = stats.Stage(
        np.array(names)[first.strata] + shift, np.array(names)[first.units] - shift, first.populations
    )
    other = dataclasses.replace(sample, stages=(renamed, *sample.stages[1:]))
    assert se(other, VALUES[:40]) == pytest.approx(se(sample, VALUES[:40]), rel=1e-10)


def lonely_stratum(lonely: Lonely) -> stats.Sample:
    """Stratum 2 has the single cluster 6; strata 0 and 1 have three each."""
    clusters = np.arange(40) % 7
    return stats.one_stage(
        np.linspace(1, 2, 40), strata=clusters // 3, units=clusters, populations=20, lonely=lonely
    )


def test_a_lonely_stratum_collapses_into_its_neighbour() -> None:
    sample = lonely_stratum(Lonely.COLLAPSE)
    scores = VALUES[:40] - VALUES[:40].mean()
    totals = np.bincount(sample.stages[0].units, sample.weights * scores)
    joined = totals[3:]
    by_hand = (1 - 4 / 40) * 4 * joined.var(ddof=1)
    by_hand += (1 - 3 / 20) * 3 * totals[:3].var(ddof=1)
    assert stats.covariance(scores, sample)[0, 0] == pytest.approx(by_hand, rel=1e-12)
    assert stats.degrees_of_freedom(sample) == 5


def test_two_lonely_neighbours_count_as_one() -> None:
    scores = np.array([1.0, -2, 3, 5, 4])
    sample = stats.one_stage(np.ones(5), strata=[0, 1, 2, 2, 2], lonely=Lonely.COLLAPSE)
    by_hand = 2 * np.var([1, -2], ddof=1) + 3 * np.var([3, 5, 4], ddof=1)
    assert stats.covariance(scores, sample)[0, 0] == pytest.approx(by_hand)
    assert stats.degrees_of_freedom(sample) == 3


def test_a_lonely_stratum_is_refused_by_name_with_the_remedy() -> None:
    with pytest.raises(stats.StatsError, match=r"S012 · Étage 1, strate 2 : une seule unité.*collapse"):
        se(lonely_stratum(Lonely.FAIL), VALUES[:40])


def test_a_lonely_stratum_taken_whole_is_no_trouble() -> None:
    sample = stats.one_stage(np.ones(4), strata=[0, 0, 0, 1], populations=[9, 9, 9, 1], lonely=Lonely.FAIL)
    assert se(sample, np.array([1.0, 2, 4, 8])) > 0


def test_second_stage_labels_may_repeat_from_one_cluster_to_another() -> None:
    sample = synthetic()
    first, second = sample.stages
    within = np.concatenate([np.arange(count) for count in np.bincount(first.units)])
    other = dataclasses.replace(sample, stages=(first, dataclasses.replace(second, units=within)))
    assert se(other, VALUES) == pytest.approx(se(sample, VALUES), rel=1e-14)


def test_everyone_drawn_leaves_nothing_to_chance() -> None:
    assert se(stats.one_stage(np.ones(4), populations=4), np.array([1.0, 2, 3, 9])) == 0


def test_covariances_of_several_scores_come_at_once() -> None:
    sample, scores = synthetic(), np.column_stack([VALUES, VALUES[::-1]])
    found = stats.covariance(scores, sample)
    total = stats.covariance(scores.sum(axis=1), sample)[0, 0]
    assert found.sum() == pytest.approx(total)
    assert found[0, 1] == pytest.approx(found[1, 0])


def test_rows_without_a_positive_weight_are_named() -> None:
    with pytest.raises(stats.StatsError, match=r"S001 · Poids : 2 valeurs nulles.*lignes 1, 3"):
        stats.one_stage([1, 0, 2, np.nan])


def test_a_cluster_in_two_strata_is_named() -> None:
    with pytest.raises(stats.StatsError, match="S040 · Plan : la grappe 7 est dans plusieurs strates"):
        stats.one_stage(np.ones(3), strata=[0, 1, 1], units=[7, 7, 8])


def test_one_stratum_has_one_population() -> None:
    with pytest.raises(stats.StatsError, match="S041 · Étage 1, strate 4"):
        stats.one_stage(np.ones(3), strata=[4, 4, 5], populations=[9, 10, 9])


def test_a_population_below_its_sample_is_refused() -> None:
    with pytest.raises(stats.StatsError, match="S013 · Étage 1, strate 4 : 2 unités ont répondu sur 1"):
        stats.one_stage(np.ones(3), strata=[4, 4, 5], populations=[1, 1, 9])


def test_a_design_has_at_least_one_stage() -> None:
    with pytest.raises(stats.StatsError, match="S042"):
        stats.Sample(np.ones(2), ())


def test_a_column_of_another_length_is_named() -> None:
    with pytest.raises(stats.StatsError, match="S003 · Étage 1, strates"):
        stats.one_stage(np.ones(3), strata=[1, 2])
    with pytest.raises(stats.StatsError, match="S003 · Scores"):
        stats.covariance(np.ones(2), stats.one_stage(np.ones(3)))


PLANS = {
    "clusters": stats.clustered([0, 0, 0, 1, 1, 2, 2, 3], strata_sizes=[9, 5, np.inf, 4]),
    "two stages": stats.clustered(
        [0, 0, 0, 1, 1, 2, 2, 3], strata_sizes=[9, 5, 12, 4], cluster_sizes=np.full(8, 30.0)
    ),
    "strata": stats.stratified([90.0, 80, 70, 60, 50, 40, 30, 20]),
}


@pytest.mark.parametrize("lonely", [Lonely.CENTRE, Lonely.CERTAINTY, Lonely.COLLAPSE])
@pytest.mark.parametrize("name", PLANS)
@given(seed=some.integers(0, 10_000))
def test_rows_and_sums_give_one_standard_error(name: str, lonely: Lonely, seed: int) -> None:
    """The two ways through `stats`, on designs with lonely clusters and clusters of one person."""
    rng = np.random.default_rng(seed)
    design = dataclasses.replace(PLANS[name], lonely=lonely)
    clusters = np.append(np.arange(8), rng.integers(0, 6, 12))
    weights, codes = rng.uniform(1, 4, 20), rng.integers(0, 2, 20)
    batch = stats.Batch(clusters, weights, {"q": stats.Codes(codes, 2)}, {"all": stats.everyone(20)})
    by_sums = stats.estimate(stats.partial(batch), design, item="q", by="all").at(0, 1)
    by_rows = stats.mean(codes.astype(float), stats.of_design(design, clusters, weights))
    assert by_rows.se == pytest.approx(by_sums.se, rel=1e-9, abs=1e-12)
    assert by_rows.df == by_sums.df
