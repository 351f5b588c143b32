"""Matched pairs agree as R's vcd says, and limits of agreement are Bland and Altman's."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from arpent import stats

REFERENCE = json.loads((Path(__file__).parent / "reference" / "scales.json").read_text())["pairs"]
SKEWED = stats.one_stage(np.array([1.0, 2, 1, 3, 1, 2]), units=np.array([0, 0, 1, 1, 2, 2]))


def pair(name: str) -> tuple[np.ndarray, np.ndarray, dict]:
    r = REFERENCE[name]
    return np.array(r["a"], dtype=int), np.array(r["b"], dtype=int), r


@pytest.mark.parametrize("name", REFERENCE)
@pytest.mark.parametrize(
    ("field", "theirs"), [("kappa", "none"), ("linear", "linear"), ("quadratic", "quadratic")]
)
def test_kappa_and_its_error_are_those_of_vcd(name: str, field: str, theirs: str):
    a, b, r = pair(name)
    found = getattr(stats.agreement(a, b, r["count"]), field)
    large_sample = np.sqrt((a.size - 1) / a.size)  # vcd divides by n, a sample by n − 1
    assert found.value == pytest.approx(r[theirs]["value"], rel=1e-8)
    assert found.se * large_sample == pytest.approx(r[theirs]["se"], rel=1e-8)


@pytest.mark.parametrize("name", REFERENCE)
def test_limits_of_agreement_are_those_of_r(name: str):
    a, b, r = pair(name)
    found = stats.limits(b.astype(float), a.astype(float))
    ours = (found.bias.value, found.sd, found.lower.value, found.upper.value, found.bias.low, found.bias.high)
    theirs = tuple(r[key] for key in ("bias", "sd", "lower", "upper", "bias_low", "bias_high"))
    assert ours == pytest.approx(theirs, rel=1e-8)


def test_the_error_of_a_limit_is_bland_and_altmans_for_normal_differences():
    rng = np.random.default_rng(4)
    first = rng.normal(size=4000)
    second = first + rng.normal(0.3, 1.5, size=4000)
    found = stats.limits(first, second)
    published = found.sd * np.sqrt(1 / 4000 + 1.959964**2 / (2 * 3999))
    assert found.upper.se == pytest.approx(published, rel=0.03)
    assert found.lower.se == pytest.approx(published, rel=0.03)


@pytest.mark.parametrize("name", REFERENCE)
def test_who_agrees_and_which_way_the_others_lean(name: str):
    a, b, r = pair(name)
    found = stats.agreement(b, a, r["count"])
    assert found.same.value == pytest.approx(r["same"])
    assert found.higher.value == pytest.approx(r["above"])
    assert found.lower.value == pytest.approx(r["below"])
    assert found.direction.value == pytest.approx(r["above"] - r["below"])
    assert found.near.value >= found.same.value


def test_incomplete_pairs_are_counted_apart():
    a, b, r = pair("drawn")
    with_gaps = stats.agreement(np.append(a, [-1, 2]), np.append(b, [1, -4]), r["count"])
    assert with_gaps.quadratic.value == pytest.approx(r["quadratic"]["value"])
    assert (with_gaps.quadratic.n, with_gaps.incomplete) == (a.size, 2)


def test_weights_and_clusters_are_those_of_the_sample():
    a, b = np.array([0, 1, 2, 2, 1, 0]), np.array([0, 1, 1, 2, 2, 0])
    found = stats.agreement(a, b, 3, sample=SKEWED)
    assert found.same.value == pytest.approx((1 + 2 + 3 + 2) / 10)
    assert found.same.df == 2
    repeated = np.repeat(np.arange(6), SKEWED.weights.astype(int))
    assert found.quadratic.value == pytest.approx(
        stats.agreement(a[repeated], b[repeated], 3).quadratic.value
    )


def test_full_agreement_is_one_and_its_share_may_still_be_less_in_the_population():
    a = np.array([0, 1, 2, 1, 0, 2, 1, 1])
    found = stats.agreement(a, a, 3)
    assert (found.kappa.value, found.linear.value, found.quadratic.value) == (1, 1, 1)
    assert found.same.value == 1
    assert found.same.low < 0.7


def test_one_answer_by_everyone_leaves_kappa_unknown():
    found = stats.agreement(np.ones(5, int), np.ones(5, int), 3)
    assert np.isnan(found.kappa.value)
    assert found.same.value == 1


@settings(deadline=None, max_examples=40)
@given(
    some.lists(some.tuples(some.integers(0, 3), some.integers(0, 3)), min_size=3, max_size=40),
    some.randoms(use_true_random=False),
)
def test_who_comes_first_only_changes_the_direction(pairs, dice):
    shuffled = list(pairs)
    dice.shuffle(shuffled)
    a, b = np.array(pairs).T
    d, c = np.array(shuffled).T
    there, back = stats.agreement(a, b, 4), stats.agreement(c, d, 4)
    for field in ("kappa", "linear", "quadratic"):
        one, other = getattr(there, field), getattr(back, field)
        assert one.value == pytest.approx(other.value, abs=1e-12, nan_ok=True)
        assert one.se == pytest.approx(other.se, abs=1e-9, nan_ok=True)
    assert there.direction.value == pytest.approx(-back.direction.value)
    assert there.higher.value == pytest.approx(back.lower.value)


def test_unmatched_columns_are_refused():
    with pytest.raises(stats.StatsError, match=r"S087 .*3 réponses d’un côté et 2"):
        stats.limits(np.ones(3), np.ones(2))
    with pytest.raises(stats.StatsError, match="S087"):
        stats.agreement(np.zeros(4, int), np.zeros(4, int), 2, sample=SKEWED)
    with pytest.raises(stats.StatsError, match="S087"):
        stats.agreement(np.array([0, 3]), np.array([0, 1]), 3)


def test_a_single_pair_says_nothing_of_agreement():
    with pytest.raises(stats.StatsError, match=r"S088 .*1 paire"):
        stats.agreement(np.array([1, -1]), np.array([1, 1]), 3)
