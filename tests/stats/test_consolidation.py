"""Studies are pooled as R's metafor does, and only when they measure the same thing."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from arpent import stats
from arpent.stats import Comparability, Knapp, Measured

REFERENCE = json.loads((Path(__file__).parent / "reference" / "scales.json").read_text())["pools"]
STUDY = Measured("A", 6.4, 0.3, 120, "confiance", "0–10", "fr", "self", "families", 2025)


def studies(values: list[float], errors: list[float]) -> list[Measured]:
    named = zip("ABCDEFGHIJKLMNOPQ", values, errors, strict=False)
    return [replace(STUDY, study=study, value=value, se=se) for study, value, se in named]


def pool(values: list[float], errors: list[float], **options: object) -> stats.Pooled:
    return stats.pool(studies(values, errors), declared=Comparability.SAME, **options)


def same(ours: float, theirs: float) -> bool:
    return ours == pytest.approx(theirs, rel=1e-8, abs=1e-12)


@pytest.mark.parametrize("name", REFERENCE)
@pytest.mark.parametrize(("knapp", "test"), [(Knapp.PLAIN, "knha"), (Knapp.CAREFUL, "adhoc")])
def test_random_effects_are_those_of_metafor(name: str, knapp: Knapp, test: str):
    r = REFERENCE[name]
    ours = pool(r["y"], r["se"], knapp=knapp)
    assert same(ours.random.value, r[test]["value"])
    assert same(ours.random.se, r[test]["se"])
    assert same(ours.random.low, r[test]["low"])
    assert same(ours.random.high, r[test]["high"])
    assert same(ours.prediction[0], r[test]["pi_low"])
    assert same(ours.prediction[1], r[test]["pi_high"])
    assert ours.random.weights == pytest.approx(r["weights"], rel=1e-8)


@pytest.mark.parametrize("name", REFERENCE)
def test_heterogeneity_is_that_of_metafor(name: str):
    r = REFERENCE[name]
    ours = pool(r["y"], r["se"])
    assert same(ours.tau**2, r["tau2"])
    assert same(ours.tau_low**2, r["tau2_low"])
    assert same(ours.tau_high**2, r["tau2_high"])
    assert same(ours.i2, r["i2"])
    assert same(ours.q, r["q"])
    assert same(ours.q_p, r["q_p"])


@pytest.mark.parametrize("name", REFERENCE)
def test_one_common_effect_is_that_of_metafor(name: str):
    r = REFERENCE[name]
    ours = pool(r["y"], r["se"]).fixed
    assert same(ours.value, r["fixed"])
    assert same(ours.se, r["fixed_se"])
    assert same(ours.low, r["fixed_low"])
    assert same(ours.high, r["fixed_high"])


def test_studies_that_agree_too_well_do_not_narrow_the_careful_interval():
    r = REFERENCE["alike"]
    careful, plain = pool(r["y"], r["se"]), pool(r["y"], r["se"], knapp=Knapp.PLAIN)
    assert careful.random.se == pytest.approx(careful.fixed.se)
    assert plain.random.se < careful.random.se


@settings(deadline=None)
@given(
    some.lists(some.tuples(some.floats(-50, 50), some.floats(0.1, 9)), min_size=3, max_size=9),
    some.floats(0.01, 100),
    some.randoms(use_true_random=False),
)
def test_neither_the_unit_nor_the_order_changes_what_is_found(pairs, unit, dice):
    values, errors = zip(*pairs, strict=True)
    before = pool(list(values), list(errors))
    shuffled = list(pairs)
    dice.shuffle(shuffled)
    after = pool([unit * y for y, _ in shuffled], [unit * se for _, se in shuffled])
    assert after.random.value == pytest.approx(unit * before.random.value, rel=1e-6, abs=1e-6 * unit)
    assert after.random.se == pytest.approx(unit * before.random.se, rel=1e-6)
    assert after.tau == pytest.approx(unit * before.tau, rel=1e-6, abs=1e-5 * unit)
    assert before.fixed.se <= before.random.se * (1 + 1e-9)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("S071", {"scale": "1–5"}),
        ("S072", {"audience": "partners"}),
        ("S073", {"voice": "proxy"}),
        ("S074", {"edition": "fr-simple"}),
        ("S075", {"question": "espoir"}),
        ("S076", {"year": 2019}),
        ("S077", {"study": "A"}),
        ("S078", {"se": 0.0}),
        ("S078", {"value": float("nan")}),
    ],
)
def test_what_is_not_comparable_is_refused_with_its_reason(code: str, change: dict):
    three = studies([6.1, 6.4, 7.0], [0.2, 0.3, 0.2])
    with pytest.raises(stats.StatsError, match="côte à côte") as refusal:
        stats.pool([*three[:2], replace(three[2], **change)], declared=Comparability.SAME)
    assert refusal.value.code == code


def test_two_studies_are_too_few():
    with pytest.raises(stats.StatsError, match=r"S070 .* 2 études"):
        pool([6.1, 6.4], [0.2, 0.3])


def test_a_refusal_names_every_reason_at_once():
    three = studies([6.1, 6.4, 7.0], [0.2, 0.3, 0.2])
    mixed = [*three[:2], replace(three[2], scale="1–5", voice="proxy")]
    assert [one.code for one in stats.mismatches(mixed, declared=Comparability.SAME)] == ["S071", "S073"]
    with pytest.raises(stats.StatsError, match=r"« 0–10 », « 1–5 ».*« proxy », « self »"):
        stats.pool(mixed, declared=Comparability.SAME)


@pytest.mark.parametrize(
    ("declared", "change"),
    [
        (Comparability.OTHER_EDITION, {"edition": "fr-simple"}),
        (Comparability.OTHER_WORDING, {"edition": "fr-simple", "question": "espoir"}),
    ],
)
def test_what_is_declared_is_allowed_and_kept_with_the_result(declared: Comparability, change: dict):
    three = studies([6.1, 6.4, 7.0], [0.2, 0.3, 0.2])
    found = stats.pool([*three[:2], replace(three[2], **change)], declared=declared)
    assert found.comparability is declared
    assert found.n == 360


def test_other_scales_are_never_one_number_even_when_their_codes_are_equal():
    with pytest.raises(stats.StatsError, match="S071"):
        stats.pool(studies([6.1, 6.4, 7.0], [0.2, 0.3, 0.2]), declared=Comparability.OTHER_SCALE)


def test_a_level_is_between_zero_and_one():
    with pytest.raises(stats.StatsError, match="S014"):
        pool([6.1, 6.4, 7.0], [0.2, 0.3, 0.2], level=95)


def test_one_huge_study_does_not_swallow_the_others_when_studies_differ():
    found = pool([2.0, 5.0, 8.0], [0.01, 1.0, 1.0])
    assert found.fixed.weights[0] > 0.99
    assert np.ptp(found.random.weights) < 0.1
