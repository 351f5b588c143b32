"""Weights fitted to known totals, and estimates from rows: R's `survey` says the same numbers."""

import dataclasses
import json
import re
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as some

from arpent import stats
from tests.stats import weighted as cases

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "weights.md"
BASE = np.random.default_rng(4).uniform(1, 4, 80)
AGE = stats.Margin("Âge", np.arange(80) % 4, np.array([90.0, 60, 70, 40]), ("moins de 20", "20", "40", "60"))
SEX = stats.Margin("Sexe", np.arange(80) // 40, np.array([120.0, 140]))
X = np.column_stack([np.ones(80), np.random.default_rng(5).normal(10, 2, 80)])


@pytest.mark.parametrize("case", cases.CASES)
def test_every_number_of_a_case_equals_rs(case: str) -> None:
    compared = 0
    for record in cases.RECORDS:
        if record["case"] == case:
            for difference in cases.differences(record):
                assert difference <= 1e-8, record
                compared += 1
    assert compared >= 10


def test_the_table_of_the_page_is_what_was_compared() -> None:
    """Each line: how many numbers, and a bound that the largest difference respects."""
    found: dict[str, list[float]] = {}
    for record in cases.RECORDS:
        if record["case"] in cases.CASES:
            found.setdefault(cases.family(record["case"]), []).extend(cases.differences(record))
    lines = re.findall(r"^\| (.+?) \| ([\d,]+) \| (\S+) \|$", PAGE.read_text(), flags=re.MULTILINE)
    table = {name: (int(count.replace(",", "")), float(bound)) for name, count, bound in lines}
    assert table.keys() == found.keys()
    for name, (count, bound) in table.items():
        assert count == len(found[name]), name
        assert max(found[name]) <= bound <= 1e-8, name


def test_reference_numbers_name_their_makers() -> None:
    kept = json.loads((cases.HERE / "weights.json").read_text())
    assert kept["r"].startswith("R version")
    assert kept["survey"]


def sums(weights: np.ndarray, margin: stats.Margin) -> np.ndarray:
    return np.bincount(margin.codes, weights, margin.totals.size)


def test_raked_weights_meet_every_margin() -> None:
    found = stats.rake(BASE, [AGE, SEX])
    assert sums(found.weights, AGE) == pytest.approx(AGE.totals, rel=1e-10)
    assert sums(found.weights, SEX) == pytest.approx(SEX.totals, rel=1e-10)
    assert found.gap <= 1e-10
    assert found.iterations > 1


def test_a_fit_says_what_it_did_to_weights() -> None:
    found = stats.rake(BASE, [AGE, SEX])
    w = found.weights
    assert found.after.deff == pytest.approx(w.size * np.sum(w**2) / w.sum() ** 2)
    assert (found.after.smallest, found.after.largest) == (w.min(), w.max())
    assert found.largest_factor == pytest.approx(np.max(w / BASE))
    assert stats.Spread.of(np.array([1.0, 1, 1, 1, 9, 0.1])).extreme == 2


def test_a_domain_that_weights_were_fitted_to_is_known() -> None:
    sample = stats.rake(BASE, [AGE, SEX]).on(stats.one_stage(BASE))
    found = stats.share((SEX.codes == 1).astype(float), sample)
    assert found.value == pytest.approx(140 / 260)
    assert (found.low, found.high, found.method) == (found.value, found.value, stats.Method.KNOWN)


def test_residuals_come_from_sums_by_cell() -> None:
    """What an additive pass needs: base weights and base-weighted scores by cell, nothing of the rows."""
    calibration = stats.rake(BASE, [AGE, SEX]).calibration
    scores = np.random.default_rng(6).normal(size=(80, 2))
    size = calibration.factors.size
    mass = np.bincount(calibration.cells, BASE, size)
    by_cell = np.stack([np.bincount(calibration.cells, BASE * column, size) for column in scores.T], axis=1)
    fitted = calibration.margins @ calibration.slopes(mass, by_cell)
    assert calibration.residuals(scores) == pytest.approx(scores - fitted[calibration.cells])
    indicators = np.column_stack([np.eye(4)[AGE.codes], np.eye(2)[SEX.codes]])
    assert calibration.margins[calibration.cells] == pytest.approx(indicators)
    assert calibration.factors[calibration.cells] == pytest.approx(
        stats.rake(BASE, [AGE, SEX]).weights / BASE
    )


def mean_of(sample: stats.Sample, values: np.ndarray) -> tuple[float, float]:
    found = stats.mean(values, sample)
    return found.value, found.se


VALUES = np.random.default_rng(7).normal(50, 9, 80)


@given(some.floats(0.001, 100), some.sampled_from(["rake", "poststratify"]))
def test_base_weights_in_another_unit_change_nothing(factor: float, way: str) -> None:
    def fit(base: np.ndarray) -> stats.Sample:
        found = stats.rake(base, [AGE, SEX]) if way == "rake" else stats.poststratify(base, AGE)
        return found.on(stats.one_stage(base, strata=SEX.codes))

    assert mean_of(fit(BASE * factor), VALUES) == pytest.approx(mean_of(fit(BASE), VALUES), rel=1e-8)


@given(some.permutations(range(80)))
def test_the_order_of_rows_changes_no_fitted_estimate(order: list[int]) -> None:
    def fit(rows: np.ndarray) -> stats.Sample:
        margins = [dataclasses.replace(each, codes=each.codes[rows]) for each in (AGE, SEX)]
        return stats.rake(BASE[rows], margins).on(stats.one_stage(BASE[rows]))

    rows = np.array(order)
    assert mean_of(fit(rows), VALUES[rows]) == pytest.approx(mean_of(fit(np.arange(80)), VALUES), rel=1e-8)


@given(some.permutations(range(4)))
def test_the_names_of_categories_change_no_weight(names: list[int]) -> None:
    place = np.array(names)
    renamed = dataclasses.replace(AGE, codes=place[AGE.codes], totals=AGE.totals[np.argsort(place)])
    assert stats.rake(BASE, [renamed, SEX]).weights == pytest.approx(stats.rake(BASE, [AGE, SEX]).weights)


@given(some.floats(5, 15), some.sampled_from([stats.calibrate_linear, stats.calibrate_logit]))
def test_calibration_reaches_its_totals_or_says_why_not(mean: float, way: object) -> None:
    wanted = np.array([300.0, 300 * mean])
    try:
        found = way(BASE, X, wanted, low=0.3, high=3.5)
    except stats.StatsError as refusal:
        event(refusal.code)
        return
    factors = found.weights / BASE
    assert found.weights @ X == pytest.approx(wanted, rel=1e-8)
    assert factors.min() >= 0.3 - 1e-9
    assert factors.max() <= 3.5 + 1e-9


def test_bounds_that_are_proposed_are_enough() -> None:
    wanted = np.array([200.0, 2400])
    with pytest.raises(stats.StatsError, match=r"S049 .* suffisent") as refusal:
        stats.calibrate_linear(BASE, X, wanted, low=0.9, high=1.1, names=("personnes", "années"))
    low, high = map(float, re.search(r"\((\S+) à (\S+) suffisent", str(refusal.value)).groups())
    found = stats.calibrate_linear(BASE, X, wanted, low=low - 0.01, high=high + 0.01)
    assert found.weights @ X == pytest.approx(wanted)


def test_trimmed_weights_keep_their_sum() -> None:
    found = stats.trim(BASE, low=1.5, high=3)
    assert found.sum() == pytest.approx(BASE.sum())
    assert found.min() >= 1.5
    assert found.max() == 3


SHORT = AGE.codes.copy()
SHORT[SHORT == 3] = 2


@pytest.mark.parametrize(
    ("margins", "fact"),
    [
        ([AGE, dataclasses.replace(SEX, totals=np.array([120.0, 150]))], r"S045 .*260 .*270"),
        ([dataclasses.replace(AGE, codes=SHORT)], r"S046 .*« Âge », 60 : personne n’a répondu.*Regroupez"),
        ([dataclasses.replace(AGE, totals=np.array([90.0, 60, 70, 0]))], r"S047 .*« Âge », 60 : 20 réponses"),
        (
            [dataclasses.replace(AGE, totals=np.array([90.0, 60, 70, 19]))],
            r"S013 .*20 réponses.*population de 19",
        ),
        ([dataclasses.replace(AGE, totals=np.array([0.3, 0.2, 0.4, 0.1]))], r"S013 .*pas des pourcentages"),
        (
            [dataclasses.replace(AGE, codes=np.where(AGE.codes == 3, -1, AGE.codes))],
            r"S044 .*20 réponses sans",
        ),
        ([dataclasses.replace(AGE, codes=AGE.codes[1:])], r"S003 · « Âge »"),
    ],
)
def test_margins_that_cannot_be_met_are_refused_with_a_remedy(margins: list, fact: str) -> None:
    with pytest.raises(stats.StatsError, match=fact):
        stats.rake(BASE, margins)


def test_margins_that_contradict_each_other_are_refused() -> None:
    """Nobody is in two of the four cells, so both margins are one and the same, with other totals."""
    codes = np.arange(80) % 2
    margins = [
        stats.Margin("a", codes, np.array([100.0, 160])),
        stats.Margin("b", codes, np.array([130.0, 130])),
    ]
    with pytest.raises(stats.StatsError, match=r"S048 .*aucun poids ne respecte"):
        stats.rake(BASE, margins)


@pytest.mark.parametrize("weight", [0, -1, np.nan, np.inf])
@pytest.mark.parametrize(
    "fit",
    [
        lambda base: stats.poststratify(base, AGE),
        lambda base: stats.rake(base, [AGE]),
        lambda base: stats.calibrate_linear(base, X, [200, 2000]),
        lambda base: stats.trim(base, high=3),
    ],
)
def test_a_weight_that_is_not_positive_is_refused(fit: object, weight: float) -> None:
    with pytest.raises(stats.StatsError, match=r"S001 .*lignes 5"):
        fit(np.where(np.arange(80) == 5, weight, BASE))


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: stats.calibrate_logit(BASE, X, [200, 2000], low=1.1, high=2), "S049"),
        (lambda: stats.calibrate_linear(BASE, np.column_stack([X, X[:, 1]]), [200, 2000, 2100]), "S050"),
        (lambda: stats.calibrate_linear(BASE, X, [200]), "S003"),
        (lambda: stats.trim(BASE, high=1.2), "S051"),
        (lambda: stats.rake(BASE, [AGE]).on(stats.jackknife(stats.one_stage(BASE))), "S052"),
        (lambda: stats.rake(2 * BASE, [SEX]).on(stats.rake(BASE, [AGE]).on(stats.one_stage(BASE))), "S052"),
        (lambda: stats.balanced(pairs(), signs=np.ones((4, 4))), "S054"),
        (lambda: stats.balanced(pairs(), fay=1), "S054"),
        (lambda: stats.jackknife(stats.one_stage(np.ones(20_000))), "S059"),
        (lambda: stats.brought(stats.one_stage(BASE), BASE[:, None], scale=1), "S053"),
        (lambda: stats.balanced(stats.one_stage(BASE)), "S054"),
        (lambda: stats.replicated(np.sum, stats.one_stage(BASE)), "S055"),
        (lambda: stats.share(VALUES, stats.one_stage(BASE)), "S056"),
        (lambda: stats.share(SEX.codes, stats.one_stage(BASE), method=stats.Method.CENSUS), "S057"),
        (lambda: stats.quantile(VALUES, stats.one_stage(BASE), 50), "S058"),
        (lambda: stats.mean(VALUES, stats.one_stage(BASE), level=95), "S014"),
        (lambda: stats.mean(VALUES[1:], stats.one_stage(BASE)), "S003"),
        (lambda: stats.jackknife(stats.one_stage(BASE, strata=np.arange(80) // 79)), "S012"),
    ],
)
def test_what_cannot_be_done_is_refused_by_its_code(ask: object, code: str) -> None:
    with pytest.raises(stats.StatsError, match=code):
        ask()


def pairs() -> stats.Sample:
    return stats.one_stage(BASE, strata=np.arange(80) // 20, units=np.arange(80) // 10)


def test_weights_fitted_on_rows_go_through_sums_as_they_are() -> None:
    """What a fit hands over (cells, factors, margins) gives the additive pass the same standard error."""
    fit = stats.rake(BASE, [AGE, SEX])
    design, clusters = stats.clustered(np.zeros(8, int), strata_sizes=[30]), np.arange(80) // 10
    codes = (VALUES > 50).astype(int)
    cells = stats.Codes(fit.calibration.cells, fit.calibration.factors.size)
    batch = stats.Batch(
        clusters, BASE, {"q": stats.Codes(codes, 2)}, {"all": stats.everyone(80)}, calibration=cells
    )
    sums = stats.calibrate(
        stats.partial(batch), factors=fit.calibration.factors, margins=fit.calibration.margins
    )
    by_sums = stats.estimate(sums, design, item="q", by="all").at(0, 1)
    by_rows = stats.share(codes, fit.on(stats.of_design(design, clusters, BASE)))
    assert (by_rows.value, by_rows.se) == pytest.approx((by_sums.value, by_sums.se), rel=1e-9)
    assert (by_rows.low, by_rows.high) == pytest.approx((by_sums.low, by_sums.high), rel=1e-9)


def test_balanced_halves_give_a_total_its_linear_variance() -> None:
    linear = stats.total(VALUES, pairs()).se
    assert stats.total(VALUES, stats.balanced(pairs())).se == pytest.approx(linear, rel=1e-10)
    assert stats.total(VALUES, stats.balanced(pairs(), fay=0.4)).se == pytest.approx(linear, rel=1e-10)


def test_the_jackknife_gives_a_total_its_linear_variance() -> None:
    sample = stats.one_stage(BASE, strata=np.arange(80) // 20, populations=45)
    linear = stats.total(VALUES, sample).se
    assert stats.total(VALUES, stats.jackknife(sample)).se == pytest.approx(linear, rel=1e-10)


def test_the_bootstrap_comes_near_the_linear_variance_with_a_known_population() -> None:
    sample = stats.one_stage(BASE, strata=np.arange(80) // 20, populations=45)
    drawn = stats.bootstrap(sample, replicates=2000, rng=np.random.default_rng(1))
    assert stats.total(VALUES, drawn).se == pytest.approx(stats.total(VALUES, sample).se, rel=0.05)


def test_the_same_chance_gives_the_same_bootstrap() -> None:
    first, second = (
        stats.bootstrap(pairs(), replicates=9, rng=np.random.default_rng(3)).replicates.weights for _ in "ab"
    )
    assert np.array_equal(first, second)


def test_any_estimator_has_a_variance_from_replicates() -> None:
    def median(weights: np.ndarray) -> np.ndarray:
        order = np.argsort(VALUES)
        reached = np.cumsum(weights[order])
        return VALUES[order][np.searchsorted(reached, reached[-1] / 2)]

    value, spread = stats.replicated(median, stats.balanced(pairs()))
    assert value[0] == stats.quantile(VALUES, pairs(), 0.5).value
    assert spread[0, 0] > 0


def test_replicates_are_fitted_one_by_one() -> None:
    fit = partial(stats.fit_raking, margins=[AGE, SEX])
    sample = stats.refit(stats.jackknife(stats.one_stage(BASE)), fit)
    for weights in sample.replicates.weights.T:
        assert sums(weights, AGE) == pytest.approx(AGE.totals)
    linear = stats.rake(BASE, [AGE, SEX]).on(stats.one_stage(BASE))
    assert stats.mean(VALUES, sample).se == pytest.approx(stats.mean(VALUES, linear).se, rel=0.1)


def test_the_python_of_the_page_prints_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = re.findall(r"```(?:python)?\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out == printed
