"""Views of several audiences are compared as R's survey does, with their shared associations counted."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from arpent import stats

REFERENCE = json.loads((Path(__file__).parent / "reference" / "scales.json").read_text())["views"]
ROWS = {name: np.array(column) for name, column in REFERENCE["rows"].items()}
FIELDS = ("gap", "overlap", "higher")


def sample(rows: np.ndarray | slice = slice(None)) -> stats.Sample:
    return stats.one_stage(ROWS["w"][rows], units=ROWS["cluster"][rows])


def whole() -> stats.Views:
    return stats.cross_views(stats.Codes(ROWS["code"], 5), stats.Codes(ROWS["audience"], 2), sample())


def joined(shared: int) -> stats.Views:
    order = np.argsort(ROWS["audience"], kind="stable")
    one, other = (sample(ROWS["audience"] == code) for code in (0, 1))
    answers, audiences = stats.Codes(ROWS["code"][order], 5), stats.Codes(ROWS["audience"][order], 2)
    return stats.cross_views(answers, audiences, stats.join(one, other, shared=shared))


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("views", [whole, lambda: joined(1)], ids=["one sample", "joined"])
def test_audiences_of_the_same_associations_are_those_of_survey(field: str, views):
    found, r = getattr(views().pairings[0], field), REFERENCE["shared"]
    assert found.value == pytest.approx(r[field]["value"], rel=1e-8)
    assert found.se == pytest.approx(r[field]["se"], rel=1e-8)
    assert found.df == r["df"]


@pytest.mark.parametrize("field", FIELDS)
def test_audiences_drawn_apart_are_those_of_survey(field: str):
    found, r = getattr(joined(0).pairings[0], field), REFERENCE["apart"]
    assert found.value == pytest.approx(r[field]["value"], rel=1e-8)
    assert found.se == pytest.approx(r[field]["se"], rel=1e-8)
    assert found.df == r["df"]


def test_the_distribution_of_each_audience_comes_with_its_mean():
    found = whole()
    assert found.shares == pytest.approx(np.array(REFERENCE["shared"]["shares"]), rel=1e-8)
    assert found.audiences[1].value - found.audiences[0].value == pytest.approx(found.pairings[0].gap.value)
    assert sum(one.n for one in found.audiences) == found.pairings[0].gap.n == 177


def test_the_variance_of_views_drawn_apart_is_the_sum_of_their_variances():
    found = joined(0)
    apart = np.hypot(found.audiences[0].se, found.audiences[1].se)
    assert found.pairings[0].gap.se == pytest.approx(apart, rel=1e-12)


def test_each_audience_keeps_its_own_margins_when_joined():
    one, other = (fitted(sample(ROWS["audience"] == code)) for code in (0, 1))
    scores = np.random.default_rng(1).normal(size=one.n + other.n)
    both = stats.covariance(scores, stats.join(one, other, shared=0))
    apart = stats.covariance(scores[: one.n], one) + stats.covariance(scores[one.n :], other)
    assert both[0, 0] == pytest.approx(apart[0, 0], rel=1e-9)


def fitted(drawn: stats.Sample) -> stats.Sample:
    cells = np.arange(drawn.n) % 3
    calibration = stats.Calibration(cells, np.eye(3), drawn.weights, np.ones(3))
    return stats.Sample(drawn.weights, drawn.stages, drawn.lonely, calibration)


def test_one_fitted_audience_is_joined_to_one_that_is_not():
    one, other = fitted(sample(ROWS["audience"] == 0)), sample(ROWS["audience"] == 1)
    scores = np.random.default_rng(1).normal(size=one.n + other.n)
    both = stats.covariance(scores, stats.join(one, other, shared=0))
    apart = stats.covariance(scores[: one.n], one) + stats.covariance(scores[one.n :], other)
    assert both[0, 0] == pytest.approx(apart[0, 0], rel=1e-9)


def test_three_audiences_are_compared_two_by_two():
    found = stats.cross_views(
        stats.Codes(ROWS["code"], 5),
        stats.Codes(np.arange(180) % 3, 3),
        sample(),
        scores=[0, 25, 50, 75, 100],
    )
    assert [(one.first, one.second) for one in found.pairings] == [(0, 1), (0, 2), (1, 2)]
    assert found.pairings[2].gap.value == pytest.approx(found.audiences[2].value - found.audiences[1].value)


def test_equal_views_overlap_whole_and_neither_is_higher():
    codes = np.tile([0, 1, 1, 2], 6)
    audience = stats.Codes(np.repeat([0, 1], 12), 2)
    found = stats.cross_views(stats.Codes(codes, 3), audience, stats.one_stage(np.ones(24))).pairings[0]
    assert (found.overlap.value, found.overlap.high) == pytest.approx((1, 1))
    assert found.higher.value == pytest.approx(0.5)
    assert found.gap.low < 0 < found.gap.high


@settings(deadline=None, max_examples=25)
@given(some.permutations(range(180)), some.floats(0.01, 100))
def test_neither_the_order_of_rows_nor_the_size_of_weights_changes_a_view(order, times):
    order = list(order)
    drawn = stats.one_stage(times * ROWS["w"][order], units=ROWS["cluster"][order])
    answers, audiences = stats.Codes(ROWS["code"][order], 5), stats.Codes(ROWS["audience"][order], 2)
    found = stats.cross_views(answers, audiences, drawn).pairings[0]
    for field in FIELDS:
        assert getattr(found, field).value == pytest.approx(REFERENCE["shared"][field]["value"])
        assert getattr(found, field).se == pytest.approx(REFERENCE["shared"][field]["se"])


def test_swapping_audiences_turns_the_gap_round():
    turned = stats.cross_views(stats.Codes(ROWS["code"], 5), stats.Codes(1 - ROWS["audience"], 2), sample())
    there, back = whole().pairings[0], turned.pairings[0]
    assert back.gap.value == pytest.approx(-there.gap.value)
    assert back.higher.value == pytest.approx(1 - there.higher.value)
    assert back.overlap.se == pytest.approx(there.overlap.se)


def test_an_audience_without_answer_is_named():
    with pytest.raises(stats.StatsError, match=r"S086 .*public 2"):
        stats.cross_views(stats.Codes(ROWS["code"], 5), stats.Codes(ROWS["audience"], 3), sample())


def test_columns_of_other_lengths_are_refused():
    with pytest.raises(stats.StatsError, match="S003"):
        stats.cross_views(stats.Codes(ROWS["code"][:9], 5), stats.Codes(ROWS["audience"], 2), sample())


def test_audiences_described_in_two_ways_are_not_joined():
    two_stages = stats.Sample(sample().weights, sample().stages * 2)
    with pytest.raises(stats.StatsError, match=r"S087 .*1 et 2 étages"):
        stats.join(sample(), two_stages)


def test_any_reason_for_the_absence_of_an_answer_is_only_an_absence():
    absent = np.where(ROWS["code"] == 0, -6, ROWS["code"])
    none = np.where(ROWS["code"] == 0, -1, ROWS["code"])
    audiences = stats.Codes(ROWS["audience"], 2)
    one, other = (
        stats.cross_views(stats.Codes(code, 5), audiences, sample()).pairings[0] for code in (absent, none)
    )
    assert one == other
