"""Estimates from rows at the edges: nobody, everybody, a census, several answers, unanswered questions."""

import numpy as np
import pytest
from scipy import stats as laws

from arpent import stats
from arpent.stats.intervals import Method
from arpent.stats.samples.design import Lonely

YES = np.array([1.0] * 6 + [0] * 14)
PERSONS = stats.one_stage(np.ones(20))


def test_wilson_at_equal_weights_is_the_textbook_interval() -> None:
    """With many answers, Student's quantile is the normal one and p(1 − p)/se² is n − 1."""
    answers = np.tile(YES, 2000)
    found = stats.share(answers, stats.one_stage(np.ones(40_000)), method=Method.WILSON)
    expected = laws.binomtest(12_000, 40_000).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=2e-6)
    assert found.method is Method.WILSON


def test_wilson_solves_its_own_equation() -> None:
    """At both ends the distance to the share is t times the standard error that this end would have."""
    weights = np.linspace(1, 3, 20)
    found = stats.share(YES, stats.one_stage(weights), method=Method.WILSON)
    worth = found.value * (1 - found.value) / found.se**2
    t = laws.t.ppf(0.975, found.df)
    for end in (found.low, found.high):
        assert abs(found.value - end) == pytest.approx(t * np.sqrt(end * (1 - end) / worth))


def test_korn_and_graubard_at_equal_weights_is_clopper_and_pearson_on_n_minus_one() -> None:
    found = stats.share(YES, PERSONS, method=Method.KORN_GRAUBARD)
    assert found.low == pytest.approx(laws.beta.ppf(0.025, 19 * 0.3, 19 * 0.7 + 1))
    assert found.high == pytest.approx(laws.beta.ppf(0.975, 19 * 0.3 + 1, 19 * 0.7))


@pytest.mark.parametrize("method", [Method.LOGIT, Method.WILSON, Method.KORN_GRAUBARD, Method.STUDENT])
def test_nobody_and_everybody_reach_as_far_as_clopper_and_pearson(method: Method) -> None:
    nobody = stats.share(np.zeros(20), PERSONS, method=method)
    everybody = stats.share(np.ones(20), PERSONS, method=method)
    reach = laws.binomtest(0, 20).proportion_ci(method="exact").high
    assert (nobody.low, nobody.high, nobody.method) == (0, pytest.approx(reach), Method.EXACT)
    assert (everybody.low, everybody.high) == (pytest.approx(1 - reach), 1)


def test_nobody_in_a_small_known_population_follows_the_hypergeometric_law() -> None:
    known = stats.share(np.zeros(20), stats.one_stage(np.ones(20) * 2, populations=40))
    assert known.high < stats.share(np.zeros(20), PERSONS).high


def test_everyone_of_a_population_leaves_nothing_to_chance() -> None:
    sample = stats.one_stage(np.ones(20), populations=20)
    found = stats.share(YES, sample)
    assert (found.low, found.high, found.method) == (found.value, found.value, Method.CENSUS)
    assert stats.quantile(np.arange(20.0), sample, 0.5).method is Method.CENSUS
    assert stats.total(YES, sample).method is Method.CENSUS


def test_a_census_where_some_gave_no_answer_is_not_one() -> None:
    answers = YES.copy()
    answers[:4] = np.nan
    found = stats.share(answers, stats.one_stage(np.ones(20), populations=20))
    drawn = stats.share(answers[4:], stats.one_stage(np.ones(16), populations=20))
    assert found.missing[1] == 4
    assert (found.low, found.high, found.se) == pytest.approx((drawn.low, drawn.high, drawn.se))


def test_a_question_left_unanswered_is_counted_and_left_out() -> None:
    found = stats.mean(np.array([1.0, 2, np.nan, 6]), stats.one_stage(np.ones(4)))
    assert (found.value, found.n, sum(found.missing)) == (3, 3, 1)


def test_nobody_who_answered_gives_no_number() -> None:
    found = stats.mean(np.full(4, np.nan), stats.one_stage(np.ones(4)))
    assert np.isnan(found.value)
    assert (found.n, found.method) == (0, Method.NONE)


def test_one_person_has_a_value_and_no_interval() -> None:
    found = stats.mean(np.array([3.0]), stats.one_stage(np.ones(1)))
    assert (found.value, found.method) == (3, Method.NONE)


def test_several_answers_have_one_share_each_among_those_who_answered() -> None:
    ticked = np.array([[1, 0, 1], [1, 1, 0], [0, 0, 0], [np.nan, np.nan, np.nan]])
    found = stats.choices(ticked, stats.one_stage(np.ones(4)))
    assert [each.value for each in found] == pytest.approx([2 / 3, 1 / 3, 1 / 3])
    assert {each.n for each in found} == {3}


def test_a_domain_keeps_the_clusters_where_it_has_nobody() -> None:
    clusters = np.arange(40) // 4
    sample = stats.one_stage(np.ones(40), units=clusters)
    values, domain = np.random.default_rng(2).normal(size=40), clusters < 4
    cut = stats.one_stage(np.ones(16), units=clusters[domain])
    found = stats.mean(values, sample, within=domain)
    assert found.value == pytest.approx(stats.mean(values[domain], cut).value)
    assert found.se != pytest.approx(stats.mean(values[domain], cut).se)
    assert found.df == 3


def test_the_lowest_quantile_is_the_first_value_even_when_it_weighs_a_lot() -> None:
    """R's `svyquantile` gives the second one there."""
    sample = stats.one_stage(np.array([6.0, 1, 1, 1, 1]))
    assert stats.quantile(np.array([3.0, 4, 5, 6, 7]), sample, 0.25).value == 3


def test_the_median_of_equal_weights_is_the_middle_value() -> None:
    found = stats.quantile(np.arange(1.0, 102), stats.one_stage(np.ones(101)), 0.5)
    assert found.value == 51
    assert found.low < 51 < found.high
    assert found.method is Method.WOODRUFF


def test_the_margin_of_error_is_half_the_interval() -> None:
    found = stats.mean(np.arange(20.0), PERSONS)
    assert found.margin == pytest.approx((found.high - found.low) / 2)


def test_a_lonely_policy_reaches_the_estimates() -> None:
    sample = stats.one_stage(np.ones(5), strata=[0, 0, 0, 0, 1], lonely=Lonely.FAIL)
    with pytest.raises(stats.StatsError, match="S012"):
        stats.mean(np.arange(5.0), sample)
