"""The additive core: any split of the rows gives the same sums, and bad batches are refused."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent import stats
from arpent.stats.columns import Column


def a_batch(rng: np.random.Generator, rows: int = 300, clusters: int = 12) -> stats.Batch:
    items: dict[str, Column] = {
        "closed": stats.Codes(rng.integers(-6, 4, rows), 4),
        "age": stats.Amounts(rng.normal(40, 10, rows), rng.choice([0, -2], rows, p=[0.9, 0.1])),
    }
    groupings = {"all": stats.everyone(rows), "sex": stats.Codes(rng.integers(-1, 3, rows), 3)}
    return stats.Batch(rng.integers(0, clusters, rows), rng.uniform(0.5, 4, rows), items, groupings)


def take(batch: stats.Batch, rows: np.ndarray, *, times: float = 1) -> stats.Batch:
    def cut(column: Column) -> Column:
        if isinstance(column, stats.Codes):
            return stats.Codes(column.codes[rows], column.count)
        return stats.Amounts(column.values[rows], column.codes[rows])

    return stats.Batch(
        batch.clusters[rows],
        batch.weights[rows] * times,
        {name: cut(column) for name, column in batch.items.items()},
        {name: cut(column) for name, column in batch.groupings.items()},
    )


def results(sums: stats.Sums, design: stats.Design) -> np.ndarray:
    found = stats.finish(sums, design)
    return np.concatenate(
        [
            np.concatenate([e.value, e.low, e.high, e.se, e.deff, e.counts]).ravel()
            for items in found.values()
            for e in items.values()
        ]
    )


DESIGN = stats.clustered(np.arange(12) % 3, strata_sizes=[9, 8, np.inf], cluster_sizes=np.full(12, 200.0))


@given(seed=st.integers(0, 10_000), cuts=st.lists(st.integers(0, 300), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_split_of_the_rows_gives_the_same_estimates(seed: int, cuts: list[int]) -> None:
    """Even one that splits a cluster between two batches, in any order."""
    rng = np.random.default_rng(seed)
    batch = a_batch(rng)
    order = rng.permutation(300)
    parts = [stats.partial(take(batch, part)) for part in np.split(order, sorted(cuts)) if part.size]
    sums = parts[0]
    for part in parts[1:]:
        sums = stats.merge(part, sums)
    whole = results(stats.partial(batch), DESIGN)
    np.testing.assert_allclose(results(sums, DESIGN), whole, rtol=1e-9, atol=1e-12)


@given(seed=st.integers(0, 10_000), times=st.sampled_from([10.0, 0.001, 7.3]))
@settings(max_examples=25, deadline=None)
def test_weights_times_ten_change_nothing(seed: int, times: float) -> None:
    batch = a_batch(np.random.default_rng(seed))
    rows = np.arange(300)
    np.testing.assert_allclose(
        results(stats.partial(take(batch, rows, times=times)), DESIGN),
        results(stats.partial(batch), DESIGN),
        rtol=1e-9,
        atol=1e-12,
    )


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_relabelling_codes_and_clusters_only_moves_the_numbers(seed: int) -> None:
    rng = np.random.default_rng(seed)
    batch = a_batch(rng)
    new, places = rng.permutation(4), rng.permutation(12)
    codes = batch.items["closed"].codes
    moved = stats.Batch(
        places[batch.clusters],
        batch.weights,
        {"closed": stats.Codes(np.where(codes >= 0, new[np.maximum(codes, 0)], codes), 4)},
        {"all": batch.groupings["all"]},
    )
    strata = np.empty(12, int)
    strata[places] = DESIGN.strata
    design = stats.clustered(strata, strata_sizes=DESIGN.strata_sizes, cluster_sizes=DESIGN.cluster_sizes)
    before = stats.estimate(stats.partial(batch), DESIGN, item="closed", by="all")
    after = stats.estimate(stats.partial(moved), design, item="closed", by="all")
    for name in ("value", "low", "high", "se", "deff"):
        np.testing.assert_allclose(getattr(after, name)[:, new], getattr(before, name), rtol=1e-9)


def test_missing_answers_are_counted_from_code_minus_one_on() -> None:
    codes = np.array([0, -1, -2, -2, -6])
    batch = stats.Batch(
        np.zeros(5, int), np.ones(5), {"q": stats.Codes(codes, 1)}, {"all": stats.everyone(5)}
    )
    found = stats.estimate(stats.partial(batch), stats.simple_random(), item="q", by="all").at()
    assert found.missing == (1, 2, 0, 0, 0, 1)


def refused(**changes: object) -> str:
    given = {
        "clusters": np.zeros(3, int),
        "weights": np.ones(3),
        "items": {"q": stats.Codes(np.zeros(3, int), 2)},
        "groupings": {"all": stats.everyone(3)},
    } | changes
    with pytest.raises(stats.StatsError) as error:
        stats.partial(stats.Batch(**given))
    return error.value.code


def test_a_weight_of_zero_is_refused() -> None:
    assert refused(weights=np.array([1.0, 0.0, 2.0])) == "S001"


def test_an_infinite_weight_is_refused() -> None:
    assert refused(weights=np.array([1.0, np.inf, 2.0])) == "S001"


def test_a_row_without_a_cluster_is_refused() -> None:
    assert refused(clusters=np.array([0, -1, 0])) == "S002"


def test_a_column_of_another_length_is_refused() -> None:
    assert refused(items={"q": stats.Codes(np.zeros(2, int), 2)}) == "S003"


def test_a_code_out_of_its_range_is_refused() -> None:
    assert refused(items={"q": stats.Codes(np.array([0, 1, 2]), 2)}) == "S004"


def test_a_number_that_is_none_without_a_reason_is_refused() -> None:
    assert refused(items={"q": stats.Amounts(np.array([1, np.nan, 2]), np.zeros(3, int))}) == "S005"


def test_sums_of_other_questions_are_not_merged() -> None:
    rng = np.random.default_rng(1)
    batch = a_batch(rng)
    other = stats.Batch(batch.clusters, batch.weights, {"age": batch.items["age"]}, batch.groupings)
    with pytest.raises(stats.StatsError, match="S006"):
        stats.merge(stats.partial(batch), stats.partial(other))


@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_rows_cut_by_calibration_cells_give_the_same_estimates(seed: int) -> None:
    rng = np.random.default_rng(seed)
    batch = a_batch(rng)
    cut = replace(batch, calibration=stats.Codes(rng.integers(0, 4, 300), 4))
    np.testing.assert_allclose(
        results(stats.partial(cut), DESIGN), results(stats.partial(batch), DESIGN), rtol=1e-9, atol=1e-12
    )


@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_sums_are_those_of_a_row_by_row_count(seed: int) -> None:
    batch = a_batch(np.random.default_rng(seed), rows=80, clusters=5)
    sums = stats.partial(batch).cells["sex"]
    place = sums.layout.places()["closed"]
    for line, key in enumerate(sums.keys):
        cluster, group = divmod(int(key), 3)
        held = (batch.clusters == cluster) & (batch.groupings["sex"].codes == group)
        for code in range(4):
            weights = batch.weights[held & (batch.items["closed"].codes == code)]
            assert sums.first[line, place.start + code] == pytest.approx(weights.sum())
            assert sums.second[line, place.start + code] == pytest.approx((weights**2).sum())


def test_weights_that_are_even_in_a_cluster_give_what_uneven_ones_would() -> None:
    batch = a_batch(np.random.default_rng(3))
    even = replace(batch, weights=(1.5 + np.arange(12) % 5)[batch.clusters])
    nearly = replace(even, weights=even.weights * (1 + 1e-13 * np.arange(300)))
    np.testing.assert_allclose(
        results(stats.partial(even), DESIGN), results(stats.partial(nearly), DESIGN), rtol=1e-9
    )


def test_weights_may_change_after_the_pass() -> None:
    rng = np.random.default_rng(5)
    batch = a_batch(rng)
    cells, by_cell, by_cluster = rng.integers(0, 4, 300), rng.uniform(1, 2, 4), rng.uniform(1, 2, 12)
    calibrated = replace(batch, calibration=stats.Codes(cells, 4))
    before = replace(calibrated, weights=batch.weights * by_cell[cells] * by_cluster[batch.clusters])
    after = stats.reweigh(stats.partial(calibrated), clusters=by_cluster, cells=by_cell)
    np.testing.assert_allclose(results(after, DESIGN), results(stats.partial(before), DESIGN), rtol=1e-9)


def test_a_row_without_a_calibration_cell_is_refused() -> None:
    assert refused(calibration=stats.Codes(np.array([0, -1, 0]), 2)) == "S031"


def test_items_made_together_are_the_items_made_one_by_one() -> None:
    sums = stats.partial(a_batch(np.random.default_rng(5)))
    together = stats.finish(sums, DESIGN, by=["sex"], level=0.9, unanswered=(-2,))
    assert list(together) == ["sex"]
    for item, found in together["sex"].items():
        alone = stats.estimate(sums, DESIGN, item=item, by="sex", level=0.9, unanswered=(-2,))
        for field in ("value", "low", "high", "se", "deff", "df", "n"):
            assert np.array_equal(getattr(found, field), getattr(alone, field), equal_nan=True), (item, field)


def test_a_grouping_where_nobody_is_has_no_answer_and_no_error() -> None:
    batch = replace(a_batch(np.random.default_rng(2)), groupings={"none": stats.Codes(np.full(300, -1), 2)})
    found = stats.estimate(stats.partial(batch), stats.clustered(np.arange(12) % 3), item="closed", by="none")
    assert found.n.tolist() == [0, 0]
    assert np.isnan(found.value).all()
