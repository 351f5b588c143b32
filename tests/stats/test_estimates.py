"""What estimates do at the edges: nobody, everybody, one cluster, a census."""

import numpy as np
import pytest
from scipy import stats as laws

from arpent import stats


def shares(codes: list[int], design: stats.Design, **options: object) -> stats.Estimate:
    """The share of code 1, for everyone."""
    values = np.array(codes)
    clusters = np.array(options.pop("clusters", np.zeros(values.size, int)))
    weights = np.array(options.pop("weights", np.ones(values.size)))
    batch = stats.Batch(
        clusters, weights, {"q": stats.Codes(values, 2)}, {"all": stats.everyone(values.size)}
    )
    return stats.estimate(stats.partial(batch), design, item="q", by="all", **options).at(0, 1)


def test_nobody_out_of_n_reaches_as_far_as_clopper_and_pearson() -> None:
    found = shares([0] * 20, stats.simple_random())
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(laws.binomtest(0, 20).proportion_ci(method="exact").high)


def test_everybody_out_of_n_is_its_mirror() -> None:
    found = shares([1] * 20, stats.simple_random())
    assert found.high == 1
    assert found.low == pytest.approx(laws.binomtest(20, 20).proportion_ci(method="exact").low)


def test_in_a_known_population_nobody_out_of_n_follows_the_hypergeometric_law() -> None:
    """The largest number of yes among 40 that 20 answers could all have missed, with a chance of 2.5 %."""
    found = shares([0] * 20, stats.simple_random(40))
    yes = found.high * 40
    assert laws.hypergeom.pmf(0, 40, int(np.floor(yes)), 20) >= 0.025
    assert laws.hypergeom.pmf(0, 40, int(np.floor(yes)) + 1, 20) < 0.025


def test_unequal_weights_are_worth_fewer_answers() -> None:
    weights = [1, 5] * 10
    found = shares([0] * 20, stats.simple_random(), weights=weights)
    kish = sum(weights) ** 2 / sum(w * w for w in weights)
    assert found.high == pytest.approx(1 - 0.025 ** (1 / kish))


def test_few_clusters_are_worth_fewer_answers() -> None:
    clusters = [place // 5 for place in range(20)]
    few = shares([0] * 20, stats.clustered(np.zeros(4, int)), clusters=clusters)
    assert few.high > shares([0] * 20, stats.simple_random()).high


def test_everyone_of_a_population_leaves_nothing_to_chance() -> None:
    found = shares([0, 1, 1, 1], stats.simple_random(4))
    assert (found.low, found.value, found.high) == (0.75, 0.75, 0.75)
    assert found.method is stats.Method.CENSUS


def test_a_census_where_some_gave_no_answer_is_not_one() -> None:
    found = shares([0, 1, 1, 1, 0, 1, 0, 1, -2], stats.simple_random(9), unanswered=(-2,))
    assert found.low < found.value < found.high
    assert found.high - found.low < 0.35


def test_in_a_census_those_who_were_not_asked_take_nothing_away() -> None:
    found = shares([0, 1, 1, 1, -1], stats.simple_random(5), unanswered=(-2,))
    assert found.method is stats.Method.CENSUS


def test_a_single_cluster_has_a_value_and_no_interval() -> None:
    found = shares([0, 1, 1], stats.clustered([0]))
    assert found.value == pytest.approx(2 / 3)
    assert np.isnan(found.low)
    assert found.method is stats.Method.NONE


def test_clusters_that_agree_perfectly_do_not_make_a_certainty() -> None:
    """Two clusters, half yes in each: the variance is zero and the interval is not."""
    found = shares([0, 1] * 10, stats.clustered([0, 0]), clusters=[0] * 10 + [1] * 10)
    assert found.method is stats.Method.EXACT
    assert found.low < 0.5 < found.high


def test_nobody_who_answered_gives_no_number() -> None:
    found = shares([-1, -2], stats.simple_random())
    assert np.isnan(found.value)
    assert found.n == 0


def test_a_mean_by_group_takes_one_call() -> None:
    found = stats.means([1, 2, 3, 10, np.nan], by=[0, 0, 0, 1, 1])
    assert found.value.ravel().tolist() == [2, 10]
    assert found.n.tolist() == [3, 1]


def test_the_mean_of_one_person_has_no_interval() -> None:
    batch = stats.Batch(
        np.zeros(1, int),
        np.ones(1),
        {"age": stats.Amounts(np.array([40.0]), np.zeros(1, int))},
        {"all": stats.everyone(1)},
    )
    found = stats.estimate(stats.partial(batch), stats.simple_random(), item="age", by="all").at()
    assert (found.value, np.isnan(found.high)) == (40, True)


def test_a_group_is_a_domain_of_the_whole_design() -> None:
    """Cutting the rows of a group would forget the clusters where it has nobody, and be too sure."""
    rng = np.random.default_rng(3)
    clusters = np.repeat(np.arange(10), 12)
    codes, group = rng.integers(0, 2, 120), (clusters % 5 == 0).astype(int)
    design = stats.clustered(np.zeros(10, int), strata_sizes=[30])
    batch = stats.Batch(clusters, np.ones(120), {"q": stats.Codes(codes, 2)}, {"by": stats.Codes(group, 2)})
    domain = stats.estimate(stats.partial(batch), design, item="q", by="by").at(1, 1)
    cut = shares(
        codes[group == 1].tolist(), stats.clustered([0, 0], strata_sizes=[30]), clusters=[0] * 12 + [1] * 12
    )
    assert domain.se != pytest.approx(cut.se)
    assert domain.value == pytest.approx(cut.value)


def test_a_lonely_cluster_is_refused_by_name_when_asked_to() -> None:
    design = stats.clustered([0, 0, 1], lonely=stats.Lonely.FAIL)
    with pytest.raises(stats.StatsError, match="S012 · Strate 1"):
        shares([0, 1, 1, 0, 1, 0], design, clusters=[0, 0, 1, 1, 2, 2])


def test_a_lonely_cluster_that_is_its_whole_stratum_is_no_trouble() -> None:
    design = stats.clustered([0, 0, 1], strata_sizes=[9, 1], lonely=stats.Lonely.FAIL)
    assert shares([0, 1, 1, 0, 1, 0], design, clusters=[0, 0, 1, 1, 2, 2]).se >= 0


def test_clusters_of_one_person_are_no_trouble_when_clusters_are_what_varies() -> None:
    design = stats.clustered([0, 0, 0], cluster_sizes=[9, 9, 9], lonely=stats.Lonely.FAIL)
    assert shares([0, 1, 1], design, clusters=[0, 1, 2]).se > 0


@pytest.mark.parametrize(
    ("design", "code"),
    [(stats.simple_random(2), "S013"), (stats.clustered([0, 0], strata_sizes=[1]), "S013")],
)
def test_a_population_below_its_sample_is_refused(design: stats.Design, code: str) -> None:
    with pytest.raises(stats.StatsError, match=code):
        shares([0, 1, 1], design, clusters=[0, 0, 1] if design.drawn else [0, 0, 0])


def test_a_cluster_outside_the_design_is_refused() -> None:
    with pytest.raises(stats.StatsError, match="S011"):
        shares([0, 1], stats.clustered([0]), clusters=[0, 1])


def test_a_level_is_between_0_and_1() -> None:
    with pytest.raises(stats.StatsError, match="S014"):
        shares([0, 1], stats.simple_random(), level=95)


@pytest.mark.parametrize(("sizes", "code"), [([np.inf], "S010"), ([np.inf] * 2, "S011")])
def test_a_design_that_does_not_hold_together_is_refused(sizes: list[float], code: str) -> None:
    with pytest.raises(stats.StatsError, match=code):
        stats.Design(np.array([0, 7]), np.ones(2), np.array(sizes))
