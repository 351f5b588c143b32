"""The test of a mean by a grouping, from sums: that of the model of the rows, which is held against R."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent import stats
from arpent.stats import regression
from tests.stats.test_calibrated_sums import DESIGNS, calibrated
from tests.stats.test_sums import a_batch

FIELDS = (("f", "statistic"), ("ndf", "ndf"), ("ddf", "df"), ("p", "p"))


def of_rows(batch: stats.Batch, sample: stats.Sample) -> tuple[regression.Regression, object]:
    ages, groups = batch.items["age"], batch.groupings["sex"]
    model = regression.linear(np.where(ages.codes >= 0, ages.values, np.nan), {"sex": groups}, sample=sample)
    return model, model.working("sex")


@pytest.mark.parametrize("name", DESIGNS)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_with_calibrated_weights_it_is_the_working_test_of_the_model(name: str, seed: int) -> None:
    batch, sums, sample = calibrated(seed, name)
    found = stats.equality(sums, DESIGNS[name], item="age", by="sex")
    model, tested = of_rows(batch, sample)
    for ours, theirs in FIELDS:
        assert getattr(found, ours) == pytest.approx(getattr(tested, theirs), rel=1e-8), ours
    assert found.eta2 == pytest.approx(model.effect.value, rel=1e-8)
    assert found.n == model.n


@pytest.mark.parametrize("name", DESIGNS)
def test_with_weights_as_they_are_too(name: str) -> None:
    batch = a_batch(np.random.default_rng(8))
    sample = stats.of_design(DESIGNS[name], batch.clusters, batch.weights)
    found = stats.equality(stats.partial(batch), DESIGNS[name], item="age", by="sex")
    _, tested = of_rows(batch, sample)
    for ours, theirs in FIELDS:
        assert getattr(found, ours) == pytest.approx(getattr(tested, theirs), rel=1e-8), ours


def test_the_unit_of_the_number_changes_nothing() -> None:
    batch = a_batch(np.random.default_rng(9))
    ages = batch.items["age"]
    months = replace(batch, items={"age": stats.Amounts(ages.values * 12 + 5, ages.codes)})
    one, other = (
        stats.equality(stats.partial(each), DESIGNS["clusters"], item="age", by="sex")
        for each in (batch, months)
    )
    assert (other.f, other.p, other.eta2) == pytest.approx((one.f, one.p, one.eta2))


def test_a_group_without_answers_is_left_out_and_named() -> None:
    batch = a_batch(np.random.default_rng(10))
    groups = batch.groupings["sex"]
    wider = replace(batch, groupings={"sex": stats.Codes(np.where(groups.codes == 2, 3, groups.codes), 4)})
    found = stats.equality(stats.partial(wider), DESIGNS["clusters"], item="age", by="sex")
    plain = stats.equality(stats.partial(batch), DESIGNS["clusters"], item="age", by="sex")
    assert found.empty_groups == (2,)
    assert found.f == pytest.approx(plain.f)


def test_one_group_alone_cannot_be_tested() -> None:
    found = stats.equality(
        stats.partial(a_batch(np.random.default_rng(11))), DESIGNS["clusters"], item="age", by="all"
    )
    assert found.obstacle is stats.Obstacle.ONE_LINE
    assert np.isnan(found.p)


def test_a_census_tests_nothing() -> None:
    batch = a_batch(np.random.default_rng(12))
    batch = replace(batch, items={"age": stats.Amounts(batch.items["age"].values, np.zeros(300, np.int64))})
    design = stats.stratified(np.bincount(batch.clusters, minlength=12).astype(float))
    found = stats.equality(stats.partial(batch), design, item="age", by="sex")
    assert found.obstacle is stats.Obstacle.NO_CHANCE


def test_closed_questions_have_no_mean() -> None:
    with pytest.raises(stats.StatsError, match="S033"):
        stats.equality(
            stats.partial(a_batch(np.random.default_rng(13))), DESIGNS["clusters"], item="closed", by="sex"
        )


def test_equal_amounts_have_no_spread_to_test_however_they_are_rounded() -> None:
    amounts = stats.Amounts(np.full(30, 20.1), np.zeros(30, np.int8))
    groups, weights = stats.Codes(np.arange(30) % 2, 2), np.linspace(0.1, 5, 30)
    batch = stats.Batch(np.arange(30) % 5, weights, {"age": amounts}, {"sex": groups})
    found = stats.equality(stats.partial(batch), stats.clustered(np.zeros(5, np.int64)), item="age", by="sex")
    assert found.obstacle in (stats.Obstacle.NO_SPREAD, stats.Obstacle.NO_CHANCE)
    assert np.isnan(found.p)
