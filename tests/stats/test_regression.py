"""What regressions promise whatever the data, and what they refuse."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.stats import StatsError, compare, regression
from arpent.stats.columns import Codes
from arpent.stats.samples.sample import Sample, one_stage

MODELS = (regression.linear, regression.logistic, regression.ordinal)


def survey(seed: int, rows: int = 200) -> tuple[dict[object, np.ndarray], dict[str, object], Sample]:
    """An outcome for each model, a number and a group, clusters and unequal weights."""
    rng = np.random.default_rng(seed)
    x, group = rng.normal(size=rows), rng.integers(0, 3, rows)
    latent = 0.5 * x + 0.3 * group + rng.logistic(size=rows)
    outcomes = {
        regression.linear: latent,
        regression.logistic: (latent > 0).astype(float),
        regression.ordinal: np.digitize(latent, [-1, 0, 1]).astype(float),
    }
    drawn = one_stage(np.exp(rng.normal(size=rows)), units=rng.permutation(np.arange(rows) % 30))
    return outcomes, {"x": x, "group": Codes(group, 3)}, drawn


@pytest.mark.parametrize("model", MODELS)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=8, deadline=None)
def test_heavier_weights_and_another_order_of_rows_change_nothing(model: object, seed: int) -> None:
    outcomes, asked, drawn = survey(seed)
    y = outcomes[model]
    one = model(y, asked, sample=drawn)
    order = np.random.default_rng(seed).permutation(y.size)
    group = asked["group"]
    again = one_stage(drawn.weights[order] * 10, units=drawn.stages[0].units[order])
    mixed = {"x": asked["x"][order], "group": Codes(group.codes[order], 3)}
    other = model(y[order], mixed, sample=again)
    for name in ("value", "se", "p", "low", "covariance"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=1e-7, atol=1e-10)
    assert one.working("group").p == pytest.approx(other.working("group").p, rel=1e-7)


@pytest.mark.parametrize("model", MODELS)
@given(seed=st.integers(0, 10_000), unit=st.floats(0.01, 100), zero=st.floats(-100, 100))
@settings(max_examples=8, deadline=None)
def test_another_unit_of_a_number_rescales_its_slope_only(
    model: object, seed: int, unit: float, zero: float
) -> None:
    outcomes, asked, drawn = survey(seed)
    one = model(outcomes[model], asked, sample=drawn)
    other = model(outcomes[model], {**asked, "x": zero + unit * asked["x"]}, sample=drawn)
    assert other.at("x").value * unit == pytest.approx(one.at("x").value, rel=1e-5, abs=1e-8)
    assert other.at("x").p == pytest.approx(one.at("x").p, rel=1e-5)
    assert other.at("group=2").value == pytest.approx(one.at("group=2").value, rel=1e-5, abs=1e-8)


def test_a_linear_model_of_one_group_is_the_comparison_of_two_means() -> None:
    outcomes, asked, drawn = survey(1)
    group = np.minimum(asked["group"].codes, 1)
    y = outcomes[regression.linear]
    slope = regression.linear(y, {"group": Codes(group, 2)}, sample=drawn).at("group=1")
    gap = compare.means(y, group, sample=drawn)
    assert (slope.value, slope.se, slope.df, slope.p) == pytest.approx((gap.value, gap.se, gap.df, gap.p))


def test_an_ordinal_model_of_two_steps_is_the_logistic_one() -> None:
    outcomes, asked, drawn = survey(2)
    hits = outcomes[regression.logistic]
    one = regression.logistic(hits, asked, sample=drawn)
    other = regression.ordinal(hits, asked, sample=drawn)
    for name in ("x", "group=1", "group=2"):
        assert (one.at(name).value, one.at(name).se) == pytest.approx(
            (other.at(name).value, other.at(name).se)
        )
    assert other.at("≤0").value == pytest.approx(-one.at("intercept").value)


def test_turning_the_scale_turns_the_signs() -> None:
    outcomes, asked, drawn = survey(3)
    levels = outcomes[regression.ordinal]
    one = regression.ordinal(levels, asked, sample=drawn)
    other = regression.ordinal(3 - levels, asked, sample=drawn)
    assert one.value[:3] == pytest.approx(-other.value[:3])
    assert one.se[:3] == pytest.approx(other.se[:3])


def test_steps_that_nobody_chose_are_left_out() -> None:
    outcomes, asked, drawn = survey(4)
    levels = outcomes[regression.ordinal]
    apart = regression.ordinal(np.where(levels >= 2, levels + 5, levels), asked, sample=drawn)
    assert apart.value == pytest.approx(regression.ordinal(levels, asked, sample=drawn).value)
    assert apart.names[-3:] == ("≤0", "≤1", "≤7")


def test_odds_are_the_exponential_of_a_coefficient() -> None:
    outcomes, asked, drawn = survey(5)
    found = regression.logistic(outcomes[regression.logistic], asked, sample=drawn)
    odds = found.odds("x")
    assert (odds.value, odds.low) == pytest.approx((np.exp(found.at("x").value), np.exp(found.at("x").low)))


def test_a_missing_predictor_leaves_the_person_out_and_is_counted() -> None:
    outcomes, asked, drawn = survey(6)
    x = asked["x"].copy()
    x[:7] = np.nan
    found = regression.linear(outcomes[regression.linear], {**asked, "x": x}, sample=drawn)
    assert (found.n, found.missing) == (193, 7)


def test_a_census_has_exact_coefficients() -> None:
    outcomes, asked, _ = survey(7)
    whole = one_stage(np.ones(200), populations=200)
    found = regression.linear(outcomes[regression.linear], asked, sample=whole)
    assert np.all(found.low == found.value)
    assert np.all(np.isnan(found.p))


def refused(model: object, y: object, asked: dict[str, object], drawn: Sample) -> StatsError:
    with pytest.raises(StatsError) as refusal:
        model(y, asked, sample=drawn)
    return refusal.value


@pytest.mark.parametrize("model", MODELS)
def test_columns_that_repeat_others_are_named(model: object) -> None:
    outcomes, asked, drawn = survey(8)
    sure = asked["group"].codes == 1
    again = {**asked, "twice": 2 * asked["x"] - 3 * sure + 1}
    found = refused(model, outcomes[model], again, drawn)
    assert found.code == "S068"
    assert "« twice » se déduit exactement de « x », « group=1 »" in str(found)


def test_separation_is_refused_and_its_column_named() -> None:
    outcomes, asked, drawn = survey(9)
    hits = outcomes[regression.logistic]
    sure = np.where(hits == 1, asked["group"].codes == 2, False).astype(int)
    found = refused(regression.logistic, hits, {"x": asked["x"], "sure": Codes(sure, 2)}, drawn)
    assert found.code == "S063"
    assert "« sure=1 »" in str(found)


def test_complete_separation_is_refused() -> None:
    _, asked, drawn = survey(10)
    found = refused(regression.logistic, (asked["x"] > 0.1).astype(float), {"x": asked["x"]}, drawn)
    assert found.code == "S063"


def test_separation_of_an_ordinal_answer_is_refused() -> None:
    outcomes, asked, drawn = survey(11)
    levels = outcomes[regression.ordinal]
    top = np.where(levels == 3, asked["group"].codes == 2, False).astype(int)
    found = refused(regression.ordinal, levels, {"x": asked["x"], "top": Codes(top, 2)}, drawn)
    assert found.code == "S063"
    assert "« top=1 »" in str(found)


def test_a_rare_answer_is_not_taken_for_separation() -> None:
    outcomes, asked, drawn = survey(12)
    rare = np.zeros(200)
    rare[:4] = 1
    found = regression.logistic(rare, {"x": asked["x"]}, sample=drawn)
    assert np.all(np.isfinite(found.se))
    assert outcomes


@pytest.mark.parametrize("model", MODELS)
def test_an_answer_that_never_varies_has_nothing_to_explain(model: object) -> None:
    _, asked, drawn = survey(13)
    assert refused(model, np.ones(200), asked, drawn).code == "S066"


@pytest.mark.parametrize("model", MODELS)
def test_a_column_that_never_varies_is_named(model: object) -> None:
    outcomes, asked, drawn = survey(14)
    found = refused(model, outcomes[model], {**asked, "group": Codes(asked["group"].codes, 4)}, drawn)
    assert found.code == "S067"
    assert "« group=3 »" in str(found)


@pytest.mark.parametrize("model", MODELS)
def test_more_coefficients_than_the_design_can_bear_are_refused(model: object) -> None:
    outcomes, asked, drawn = survey(15)
    few = one_stage(drawn.weights, units=np.arange(200) % 4)
    assert refused(model, outcomes[model], asked, few).code == "S065"


def test_a_name_that_the_model_does_not_have_is_refused_with_those_it_has() -> None:
    outcomes, asked, drawn = survey(16)
    found = regression.linear(outcomes[regression.linear], asked, sample=drawn)
    with pytest.raises(StatsError, match=r"S069 .*intercept, x, group"):
        found.wald("age")
