"""Raked and post-stratified weights: standard errors from sums equal those from the rows."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent import stats
from tests.stats.test_sums import a_batch, take

SEX, AGES = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 2, 0, 1, 2])
RAKED = np.column_stack([SEX == 0, SEX == 1, AGES == 1, AGES == 2]).astype(float)
DESIGNS = {
    "clusters": stats.clustered(np.arange(12) % 3),
    "two stages": stats.clustered(
        np.arange(12) % 3, strata_sizes=[9, 8, np.inf], cluster_sizes=np.full(12, 200.0)
    ),
    "strata": stats.stratified(np.full(12, 90.0)),
    "a lone cluster": stats.clustered([0, *[1] * 11], cluster_sizes=np.full(12, np.inf)),
}


def calibrated(seed: int, name: str) -> tuple[stats.Batch, stats.Sums, stats.Sample]:
    """Rows with calibration cells, their sums after raking, and the same sample as rows."""
    rng = np.random.default_rng(seed)
    batch = a_batch(rng)
    cells, factors = rng.integers(0, 6, 300), rng.uniform(0.5, 2, 6)
    batch = replace(batch, calibration=stats.Codes(cells, 6))
    sums = stats.calibrate(stats.partial(batch), factors=factors, margins=RAKED)
    sample = stats.of_design(DESIGNS[name], batch.clusters, batch.weights * factors[cells])
    fitted = stats.Calibration(cells, RAKED, batch.weights, factors)
    return batch, sums, replace(sample, calibration=fitted)


@pytest.mark.parametrize("name", DESIGNS)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_standard_errors_of_shares_are_those_of_the_rows(name: str, seed: int) -> None:
    batch, sums, sample = calibrated(seed, name)
    codes, groups = batch.items["closed"].codes, batch.groupings["sex"].codes
    found = stats.estimate(sums, DESIGNS[name], item="closed", by="sex")
    for group in range(3):
        inside = (groups == group) & (codes >= 0)
        weight = (sample.weights * inside).sum()
        for code in range(4):
            score = ((codes == code) - found.value[group, code]) * inside / weight
            assert found.se[group, code] ** 2 == pytest.approx(
                stats.covariance(score, sample)[0, 0], rel=1e-10
            )


@pytest.mark.parametrize("name", DESIGNS)
def test_standard_errors_of_means_are_those_of_the_rows(name: str) -> None:
    batch, sums, sample = calibrated(1, name)
    ages = batch.items["age"]
    inside = ages.codes >= 0
    found = stats.estimate(sums, DESIGNS[name], item="age", by="all").at()
    score = np.where(inside, ages.values - found.value, 0) / (sample.weights * inside).sum()
    assert found.se**2 == pytest.approx(stats.covariance(score, sample)[0, 0], rel=1e-10)


@pytest.mark.parametrize("name", DESIGNS)
def test_the_link_of_a_table_is_that_of_the_rows(name: str) -> None:
    batch, sums, sample = calibrated(2, name)
    codes, groups = batch.items["closed"].codes, batch.groupings["sex"].codes
    inside = (codes >= 0) & (groups >= 0)
    ones = np.where(inside, groups * 4 + codes, -1)[:, None] == np.arange(12)
    weight = (sample.weights * inside).sum()
    shares = sample.weights @ ones / weight
    spread = stats.covariance((ones - shares) * inside[:, None] / weight, sample)
    df = stats.degrees_of_freedom(sample, inside)
    rows = stats.rao_scott(shares.reshape(3, 4), spread, df=df, n=int(inside.sum()))
    found = stats.crosstab(sums, DESIGNS[name], item="closed", by="sex")
    for field in ("f", "ndf", "ddf", "p", "v", "deff"):
        assert getattr(found, field) == pytest.approx(getattr(rows, field), rel=1e-10), field


def test_raking_narrows_what_its_margins_explain() -> None:
    """Calibrated on the very groups that answer alike, a share is known without error."""
    rng = np.random.default_rng(6)
    cells = rng.integers(0, 6, 300)
    batch = replace(
        a_batch(rng),
        items={"sex": stats.Codes(SEX[cells], 2)},
        calibration=stats.Codes(cells, 6),
    )
    sums = stats.calibrate(stats.partial(batch), factors=np.ones(6), margins=RAKED)
    found = stats.estimate(sums, DESIGNS["clusters"], item="sex", by="all")
    assert found.se.max() < 1e-12


def test_calibrated_sums_of_parts_add_up_before_they_are_calibrated() -> None:
    batch, sums, _ = calibrated(3, "clusters")
    rows = np.arange(300)
    halves = [
        replace(take(batch, part), calibration=stats.Codes(batch.calibration.codes[part], 6))
        for part in (rows[::2], rows[1::2])
    ]
    merged = stats.calibrate(
        stats.merge(*(stats.partial(half) for half in halves)),
        factors=sums.units.fit.factors,
        margins=RAKED,
    )
    whole, parts = (stats.estimate(s, DESIGNS["clusters"], item="closed", by="sex") for s in (sums, merged))
    np.testing.assert_allclose(parts.se, whole.se, rtol=1e-10)


def test_factors_of_other_cells_are_refused() -> None:
    batch, _, _ = calibrated(3, "clusters")
    with pytest.raises(stats.StatsError, match="S032"):
        stats.calibrate(stats.partial(batch), factors=np.ones(5), margins=RAKED)


def test_everyone_giving_the_same_answer_leaves_nothing_to_test_under_raked_weights() -> None:
    batch, _sums, _sample = calibrated(1, "strata")
    same = replace(batch, items={"closed": stats.Codes(np.zeros(300, np.int64), 4)})
    sums = stats.calibrate(stats.partial(same), factors=np.full(6, 1.5), margins=RAKED)
    found = stats.crosstab(sums, DESIGNS["strata"], item="closed", by="sex")
    assert found.obstacle is stats.Obstacle.ONE_LINE
