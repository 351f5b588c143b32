"""Sample plans equal R's power functions and the closed formulas of Cochran and Kish."""

import json
from math import ceil, inf, isnan, sqrt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from arpent import stats
from arpent.stats import Terrain

PLANS = json.loads((Path(__file__).parent / "reference" / "scales.json").read_text())["plans"]
Z = 1.959963984540054


def close(theirs: float):
    return pytest.approx(theirs, rel=1e-8)


@pytest.mark.parametrize("r", PLANS["shares"])
def test_the_power_of_two_shares_is_that_of_r(r: dict):
    assert stats.power_of_shares(r["n"], r["first"], r["second"]) == close(r["power"])


@pytest.mark.parametrize("r", PLANS["means"])
def test_the_power_of_two_means_is_that_of_r(r: dict):
    assert stats.power_of_means(r["n"], r["difference"], sd=r["sd"]) == close(r["power"])


@pytest.mark.parametrize("r", PLANS["needs"])
def test_the_answers_that_tell_two_groups_apart_are_those_of_r(r: dict):
    gap = 10 * abs(r["first"] - r["second"])
    assert stats.power_of_shares(r["share_n"], r["first"], r["second"]) == close(0.8)
    assert stats.power_of_means(r["mean_n"], gap, sd=2.5) == close(0.8)
    assert stats.answers_to_tell_shares(r["first"], r["second"]).answers == ceil(r["share_n"])
    assert stats.answers_to_tell_means(gap, sd=2.5).answers == ceil(r["mean_n"])


@pytest.mark.parametrize("r", PLANS["reach"])
def test_the_smallest_difference_seen_is_that_of_r(r: dict):
    assert stats.detectable_shares(r["n"]) == close(r["share"])
    assert stats.detectable_means(r["n"], sd=2.5) == close(r["mean"])


@pytest.mark.parametrize(("margin", "population"), [(0.05, inf), (0.05, 1330), (0.1, 80), (0.03, 209)])
def test_the_answers_for_a_share_are_cochrans(margin: float, population: float):
    first = Z**2 * 0.25 / margin**2
    corrected = first / (1 + (first - 1) / population) if population < inf else first
    assert stats.answers_for_share(margin, terrain=Terrain(population)).answers == ceil(corrected)


def test_the_answers_for_a_mean_are_cochrans():
    first = (Z * 2.5 / 0.4) ** 2
    found = stats.answers_for_mean(0.4, sd=2.5, terrain=Terrain(400))
    assert found.answers == ceil(first / (1 + first / 400))


def test_twenty_alike_answers_in_each_association_cost_kishs_design_effect():
    found = stats.answers_for_share(0.05, terrain=Terrain(each=20, icc=0.05))
    assert found.deff == pytest.approx(1 + 19 * 0.05)
    assert found.answers == ceil(1.95 * Z**2 * 0.25 / 0.05**2)


def test_with_few_associations_the_answers_follow_the_closed_formula():
    drawn, icc, simple = 25, 0.02, Z**2 * 0.25 / 0.06**2
    found = stats.answers_for_share(0.06, terrain=Terrain(associations=drawn, icc=icc))
    assert found.answers == ceil(simple * (1 - icc) / (1 - simple * icc / drawn))


def test_unequal_weights_and_absent_answers_ask_for_more_invitations():
    found = stats.answers_for_share(0.05, terrain=Terrain(10_000, response=0.3, weighting=1.4))
    plain = stats.answers_for_share(0.05, terrain=Terrain(10_000))
    assert found.answers > plain.answers
    assert found.invitations == ceil(found.answers / 0.3)


def test_a_plan_says_when_there_are_not_enough_people_to_invite():
    assert not stats.answers_for_share(0.05, terrain=Terrain(200, response=0.4)).enough_people
    assert stats.answers_for_share(0.05, terrain=Terrain(200)).enough_people


def test_asking_everyone_leaves_no_margin():
    assert stats.reach(60, terrain=Terrain(60)).margin == 0
    assert stats.reach(60, terrain=Terrain(60)).unseen == 0


def test_what_twelve_answers_can_tell():
    found = stats.reach(12)
    assert found.worth == pytest.approx(12)
    assert found.margin == pytest.approx(Z * sqrt(0.25 / 12))
    assert (1 - found.unseen) ** 12 == pytest.approx(0.05)
    assert found.difference == close(PLANS["reach"][0]["share"])
    assert found.mean_difference * 2.5 == close(PLANS["reach"][0]["mean"])


def test_five_answers_may_miss_the_largest_difference():
    assert isnan(stats.reach(5).difference)
    assert isnan(stats.reach(1).mean_difference)


@settings(deadline=None)
@given(
    some.floats(0.01, 0.3),
    some.integers(30, 50_000),
    some.floats(0, 0.2),
    some.integers(1, 60),
    some.floats(1, 3),
)
def test_the_answers_of_a_plan_reach_its_margin_and_one_less_does_not(
    margin, population, icc, each, weighting
):
    place = Terrain(population, each=each, icc=icc, weighting=weighting)
    found = stats.answers_for_share(margin, terrain=place)
    assert stats.reach(found.answers, terrain=place).margin <= margin
    assert found.answers == 1 or stats.reach(found.answers - 1, terrain=place).margin > margin
    assert found.answers <= population


@settings(deadline=None)
@given(some.integers(2, 500), some.floats(0.05, 0.95), some.floats(0.05, 0.95))
def test_power_does_not_depend_on_which_group_comes_first(n, first, second):
    there, back = stats.power_of_shares(n, first, second), stats.power_of_shares(n, second, first)
    assert there == pytest.approx(back)
    assert there == pytest.approx(stats.power_of_shares(n, 1 - first, 1 - second))


def test_too_few_associations_are_refused_with_the_way_out():
    with pytest.raises(stats.StatsError, match=r"S081 .* plus d’associations"):
        stats.answers_for_share(0.05, terrain=Terrain(associations=5, icc=0.1))


@pytest.mark.parametrize(("margin", "icc"), [(0.05, 0.05), (0.1, 0.05), (0.08, 0.2), (0.05, 0.0)])
def test_the_fewest_associations_are_enough_and_one_less_is_not(margin: float, icc: float):
    fewest = stats.fewest_associations(margin, icc=icc)
    assert stats.answers_for_share(margin, terrain=Terrain(associations=fewest, icc=icc)).answers > 0
    if fewest > 1:
        with pytest.raises(stats.StatsError, match="S081"):
            stats.answers_for_share(margin, terrain=Terrain(associations=fewest - 1, icc=icc))


def test_associations_are_described_one_way_only():
    with pytest.raises(stats.StatsError, match="S079"):
        Terrain(associations=5, each=20)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"population": 0}, "population"),
        ({"icc": 1.2}, "corrélation"),
        ({"response": 0}, "taux de réponse"),
        ({"weighting": 0.5}, "poids"),
        ({"associations": 0}, "associations"),
        ({"population": float("nan")}, "population"),
    ],
)
def test_a_terrain_that_cannot_be_is_refused_by_name(wrong: dict, place: str):
    with pytest.raises(stats.StatsError, match=rf"S080 .*{place}"):
        Terrain(**wrong)


@pytest.mark.parametrize(
    "plan",
    [
        lambda: stats.answers_for_share(0),
        lambda: stats.answers_for_share(0.05, share=1.0),
        lambda: stats.answers_for_mean(0.4, sd=-1),
        lambda: stats.reach(0),
        lambda: stats.reach(90, terrain=Terrain(60)),
        lambda: stats.power_of_shares(0, 0.5, 0.6),
        lambda: stats.power_of_shares(20, 0.5, 1.6),
        lambda: stats.power_of_means(20, 1, sd=0),
        lambda: stats.answers_to_tell_shares(0.5, 0.6, power=1.0),
    ],
)
def test_a_plan_out_of_range_is_refused(plan):
    with pytest.raises(stats.StatsError, match="S080"):
        plan()


def test_equal_shares_are_never_told_apart():
    with pytest.raises(stats.StatsError, match="S081"):
        stats.answers_to_tell_shares(0.5, 0.5)
