"""Scores follow the scale's own rules; alpha, omega and question totals equal R's."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from arpent import stats
from arpent.stats import Scale

REFERENCE = json.loads((Path(__file__).parent / "reference" / "scales.json").read_text())["scales"]
NAN = float("nan")
FIVE = Scale(1, 5, (False, False, False, True))


def of(name: str) -> tuple[np.ndarray, Scale, stats.Sample, dict]:
    r = REFERENCE[name]
    x = np.array(r["x"], dtype=float)
    sample = stats.one_stage(np.array(r["w"], dtype=float), units=np.array(r["clusters"], dtype=int))
    return x, Scale(x.min(), x.max(), (False,) * x.shape[1]), sample, r


def test_a_reversed_question_is_turned_before_it_counts():
    assert stats.score(np.array([[5.0, 4, 5, 1]]), FIVE).means == pytest.approx([4.75])


def test_half_of_the_answers_make_a_score_and_fewer_do_not():
    found = stats.score(np.array([[5, 4, NAN, NAN], [5, NAN, NAN, NAN], [NAN] * 4]), FIVE)
    assert found.means.tolist() == pytest.approx([4.5, NAN, NAN], nan_ok=True)
    assert found.sums.tolist() == pytest.approx([18, NAN, NAN], nan_ok=True)
    assert found.answered.tolist() == [2, 1, 0]


def test_a_scale_may_ask_for_every_answer():
    strict = Scale(1, 5, (False,) * 3, least=1)
    assert np.isnan(stats.score(np.array([[5, 4, NAN]]), strict).means).all()


def test_scores_go_through_the_same_estimates_as_any_question():
    scores = stats.score(np.array([[5, 4, NAN, 1], [1, 1, 2, 5], [NAN, NAN, NAN, 2.0]]), FIVE)
    batch = stats.Batch(np.zeros(3, int), np.ones(3), {"s": scores.column()}, {"all": stats.everyone(3)})
    found = stats.estimate(stats.partial(batch), stats.simple_random(), item="s", by="all").at()
    assert found.value == pytest.approx((14 / 3 + 5 / 4) / 2)
    assert found.missing[0] == 1


@pytest.mark.parametrize("name", ["attitude", "likert", "three"])
def test_alpha_and_feldts_interval_are_those_of_psych(name: str):
    x, scale, _, r = of(name)
    found = stats.reliability(x, scale).alpha
    assert (found.value, found.low, found.high) == pytest.approx((r["alpha"], r["low"], r["high"]), rel=1e-8)


@pytest.mark.parametrize("name", REFERENCE)
def test_weighted_alpha_and_its_error_in_clusters_are_those_of_survey(name: str):
    x, scale, sample, r = of(name)
    found = stats.reliability(x, scale, sample=sample).alpha
    assert (found.value, found.se, found.df) == pytest.approx((r["alpha"], r["se"], r["df"]), rel=1e-8)
    assert found.low < found.value < found.high < 1


@pytest.mark.parametrize("name", REFERENCE)
def test_what_each_question_brings_is_that_of_psych(name: str):
    x, scale, sample, r = of(name)
    found = stats.reliability(x, scale, sample=sample)
    assert found.rest == pytest.approx(r["rest"], rel=1e-8)
    assert found.without == pytest.approx(r["without"], rel=1e-8)


@pytest.mark.parametrize("name", REFERENCE)
def test_omega_and_loadings_are_those_of_factanal(name: str):
    x, scale, sample, r = of(name)
    found = stats.reliability(x, scale, sample=sample)
    assert found.omega == pytest.approx(r["omega"], rel=1e-7)
    assert np.abs(found.loadings) == pytest.approx(r["loadings"], rel=1e-6)
    assert not found.improper


def test_questions_with_equal_loadings_have_alpha_equal_to_omega():
    rng = np.random.default_rng(8)
    raw = rng.normal(size=(400, 5))
    raw = (raw - raw.mean(axis=0)) @ np.linalg.inv(np.linalg.cholesky(np.cov(raw.T, bias=True))).T
    shared = np.linalg.cholesky(np.full((5, 5), 0.4) + 0.6 * np.eye(5))
    x = raw @ shared.T
    found = stats.reliability(x, Scale(x.min(), x.max(), (False,) * 5))
    assert found.alpha.value == pytest.approx(5 * 0.4 / (1 + 4 * 0.4))
    assert found.omega == pytest.approx(found.alpha.value, rel=1e-6)


def test_a_factor_that_explains_a_question_entirely_is_said():
    rng = np.random.default_rng(3)
    thing = rng.normal(size=300)
    x = np.stack([thing, thing + 1e-3 * rng.normal(size=300), 0.3 * thing + rng.normal(size=300)], axis=1)
    assert stats.reliability(x, Scale(x.min(), x.max(), (False,) * 3)).improper


def test_two_questions_have_an_alpha_and_no_omega():
    x, _, _, _ = of("three")
    found = stats.reliability(x[:, :2], Scale(1, 5, (False, False)))
    assert 0 < found.alpha.value < 1
    assert np.isnan(found.omega)
    assert np.isnan(found.without).all()


def test_incomplete_rows_are_left_out_and_counted():
    x, scale, _, r = of("likert")
    longer = np.vstack([x, np.full((3, x.shape[1]), np.nan)])
    found = stats.reliability(longer, scale)
    assert found.alpha.value == pytest.approx(r["alpha"])
    assert (found.alpha.n, found.incomplete) == (len(x), 3)


@settings(deadline=None, max_examples=25)
@given(some.floats(0.01, 100), some.randoms(use_true_random=False))
def test_neither_weights_times_a_number_nor_order_nor_turning_change_alpha_or_omega(times, dice):
    x, scale, sample, _ = of("weighted")
    order = list(range(len(x)))
    dice.shuffle(order)
    turned = [dice.random() < 0.5 for _ in range(x.shape[1])]
    y = np.where(turned, scale.low + scale.high - x, x)[order]
    units = sample.stages[0].units[order]
    again = stats.reliability(
        y,
        Scale(scale.low, scale.high, tuple(turned)),
        sample=stats.one_stage(times * sample.weights[order], units=units),
    )
    before = stats.reliability(x, scale, sample=sample)
    assert again.alpha.value == pytest.approx(before.alpha.value, rel=1e-9)
    assert again.alpha.se == pytest.approx(before.alpha.se, rel=1e-9)
    assert again.omega == pytest.approx(before.omega, rel=1e-6)


@given(some.lists(some.lists(some.sampled_from([1.0, 2, 3, 4, 5, NAN]), min_size=4, max_size=4), min_size=1))
def test_a_score_is_always_on_the_scale_of_its_questions(rows):
    means = stats.score(np.array(rows), FIVE).means
    known = means[~np.isnan(means)]
    assert np.all((known >= 1) & (known <= 5))


def test_an_answer_off_the_scale_is_refused_with_its_place():
    with pytest.raises(stats.StatsError, match=r"S082 .*question 3, ligne 1 : 9 hors de 1–5"):
        stats.score(np.array([[1, 2, 3, 4], [1, 2, 9, 4.0]]), FIVE)


def test_a_column_too_few_is_refused():
    with pytest.raises(stats.StatsError, match=r"S082 .*4 questions"):
        stats.score(np.ones((3, 2)), FIVE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": 5, "high": 1},
        {"reversed": ()},
        {"least": 0},
        {"least": 1.5},
    ],
)
def test_a_scale_that_does_not_hold_together_is_refused(wrong: dict):
    with pytest.raises(stats.StatsError, match="S083"):
        Scale(**{"low": 1, "high": 5, "reversed": (False, True), **wrong})


def test_a_question_that_everyone_answers_alike_is_named():
    x, _, _, _ = of("three")
    x[:, 1] = 4
    with pytest.raises(stats.StatsError, match=r"S084 .*question 2"):
        stats.reliability(x, Scale(1, 5, (False,) * 3))


def test_too_few_complete_rows_are_refused():
    with pytest.raises(stats.StatsError, match=r"S084 .* 3 réponses complètes"):
        stats.reliability(np.array([[1.0, 2, 3], [2, 3, 1], [3, 1, 2]]), Scale(1, 5, (False,) * 3))
