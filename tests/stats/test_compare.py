"""What comparisons promise whatever the data, what they refuse, and what they let one say."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.stats import StatsError, compare
from arpent.stats.crosstabs import Obstacle
from arpent.stats.samples.sample import Sample, one_stage
from tests.stats.against_r import REFERENCE, rows

TEXTBOOK = REFERENCE["textbook"]
FIELDS = ("value", "low", "high", "se", "df", "statistic", "p")


def survey(seed: int, size: int = 60) -> tuple[np.ndarray, np.ndarray, Sample]:
    """Answers on a scale of 0 to 3 with some missing, two groups, clusters in strata and unequal weights."""
    rng = np.random.default_rng(seed)
    clusters = rng.permutation(np.arange(size) % 10)
    answers = np.clip(rng.integers(0, 4, size) + (clusters % 3 == 0), 0, 3).astype(float)
    answers[rng.random(size) < 0.1] = np.nan
    groups = rng.permutation(np.arange(size) % 2)
    sample = one_stage(np.exp(rng.normal(size=size)), strata=clusters % 2, units=clusters)
    return answers, groups, sample


def reordered(sample: Sample, order: np.ndarray) -> Sample:
    stage = sample.stages[0]
    return one_stage(sample.weights[order], strata=stage.strata[order], units=stage.units[order])


def heavier(sample: Sample) -> Sample:
    return replace(sample, weights=sample.weights * 10)


def numbers(found: compare.Comparison) -> np.ndarray:
    effect = [found.effect.value, found.effect.low, found.effect.high, found.effect.se]
    return np.array([*(getattr(found, name) for name in FIELDS), *effect])


def hits(answers: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(answers), np.nan, answers >= 2)


def everything(answers: np.ndarray, groups: np.ndarray, sample: Sample) -> np.ndarray:
    """All numbers of all comparisons, one after the other."""
    later = answers + groups
    crossed = compare.cross(np.nan_to_num(answers, nan=-1), groups, sample=sample)
    return np.concatenate(
        [
            numbers(compare.means(answers, groups, sample=sample)),
            numbers(compare.shares(hits(answers), groups, sample=sample)),
            *(
                numbers(compare.rank(answers, groups, sample=sample, score=score))
                for score in compare.RankScore
            ),
            numbers(compare.change(answers, later, sample=sample)),
            numbers(compare.turnover(hits(answers), hits(later), sample=sample).change),
            [
                crossed.statistic,
                crossed.ndf,
                crossed.df,
                crossed.p,
                crossed.effect.value,
                crossed.effect.high,
            ],
        ]
    )


seeds = given(st.integers(0, 10_000))


@seeds
@settings(max_examples=15, deadline=None)
def test_weights_ten_times_heavier_change_nothing(seed: int) -> None:
    answers, groups, sample = survey(seed)
    one, other = everything(answers, groups, sample), everything(answers, groups, heavier(sample))
    np.testing.assert_allclose(one, other, rtol=1e-8, atol=1e-12)


@seeds
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    answers, groups, sample = survey(seed)
    order = np.random.default_rng(seed).permutation(answers.size)
    again = everything(answers[order], groups[order], reordered(sample, order))
    np.testing.assert_allclose(everything(answers, groups, sample), again, rtol=1e-8, atol=1e-12)


@seeds
@settings(max_examples=15, deadline=None)
def test_swapping_the_groups_turns_the_sign_and_nothing_else(seed: int) -> None:
    answers, groups, sample = survey(seed)
    for asked, values in ((compare.means, answers), (compare.shares, hits(answers)), (compare.rank, answers)):
        one, other = asked(values, groups, sample=sample), asked(values, 1 - groups, sample=sample)
        turned = (-other.value, -other.high, -other.low, -other.statistic, other.p, other.se, other.df)
        assert (one.value, one.low, one.high, one.statistic, one.p, one.se, one.df) == pytest.approx(turned)
        assert one.n == other.n[::-1]


@seeds
@settings(max_examples=15, deadline=None)
def test_a_swap_inverts_the_ratio_and_the_chance_of_answering_higher(seed: int) -> None:
    answers, groups, sample = survey(seed)
    one = compare.shares(hits(answers), groups, sample=sample).ratio
    other = compare.shares(hits(answers), 1 - groups, sample=sample).ratio
    assert one is not None
    assert other is not None
    assert (one.value, one.low, one.high) == pytest.approx((1 / other.value, 1 / other.high, 1 / other.low))
    chance = compare.rank(answers, groups, sample=sample).effect.value
    assert chance == pytest.approx(1 - compare.rank(answers, 1 - groups, sample=sample).effect.value)


@given(st.integers(0, 10_000), st.floats(0.01, 100), st.floats(-100, 100))
@settings(max_examples=15, deadline=None)
def test_another_unit_rescales_the_difference_and_keeps_its_size(seed: int, unit: float, zero: float) -> None:
    answers, groups, sample = survey(seed)
    one = compare.means(answers, groups, sample=sample)
    other = compare.means(zero + unit * answers, groups, sample=sample)
    assert (other.value, other.se) == pytest.approx((unit * one.value, unit * one.se), rel=1e-6, abs=1e-9)
    assert (other.p, other.effect.value) == pytest.approx((one.p, one.effect.value), rel=1e-6, abs=1e-9)


@seeds
@settings(max_examples=15, deadline=None)
def test_ranks_only_know_the_order(seed: int) -> None:
    answers, groups, sample = survey(seed)
    one = compare.rank(answers, groups, sample=sample)
    assert numbers(compare.rank(np.exp(answers), groups, sample=sample)) == pytest.approx(numbers(one))


@seeds
@settings(max_examples=15, deadline=None)
def test_a_table_may_be_turned_and_relabelled(seed: int) -> None:
    answers, groups, sample = survey(seed)
    codes = np.nan_to_num(answers, nan=-1)
    one = compare.cross(codes, groups, sample=sample)
    other = compare.cross(1 - groups, np.where(codes < 0, -1, 3 - codes), sample=sample)
    assert (one.statistic, one.ndf, one.p) == pytest.approx((other.statistic, other.ndf, other.p))
    assert (one.effect.value, one.effect.low) == pytest.approx((other.effect.value, other.effect.low))


def test_a_domain_is_not_a_cut_of_the_rows() -> None:
    answers, groups, sample = survey(1)
    kept = np.arange(answers.size) % 3 > 0
    cut = compare.means(answers[kept], groups[kept], sample=reordered(sample, np.flatnonzero(kept)))
    found = compare.means(answers, groups, sample=sample, domain=kept)
    assert found.value == pytest.approx(cut.value)
    assert found.n == cut.n


def test_what_is_missing_is_counted_among_those_who_are_compared() -> None:
    answers = np.array([1.0, np.nan, 2, 3, np.nan, 4, 5])
    groups = np.array([0, 0, 0, 1, -1, 1, 1])
    found = compare.means(answers, groups, sample=one_stage(np.ones(7)))
    assert (found.n, found.missing) == ((2, 3), 1)


def test_groups_that_share_their_clusters_share_their_luck() -> None:
    """Each cluster lifts both groups: their gap is known better than two samples apart would tell."""
    lift = np.repeat(np.arange(8.0), 4)
    groups = np.tile([0, 0, 1, 1], 8)
    answers = lift + 0.001 * np.random.default_rng(0).normal(size=32)
    found = compare.gaps(answers, groups, sample=one_stage(np.ones(32), units=np.repeat(np.arange(8), 4)))
    assert found.covariance[0, 1] > 0.99 * found.covariance[0, 0]
    assert found.pairs[0, 1].se < 0.01 * found.se[0]


def test_a_paired_change_is_the_textbook_one_when_persons_are_drawn_one_by_one() -> None:
    data = rows("made")
    both = ~np.isnan(data["before"]) & ~np.isnan(data["after"])
    before, after = data["before"][both], data["after"][both]
    found = compare.change(before, after, sample=one_stage(np.ones(before.size)))
    theirs = TEXTBOOK["paired"]
    assert (found.value, found.df, found.p, found.low) == pytest.approx(
        (theirs["value"], theirs["df"], theirs["p"], theirs["low"]), rel=1e-8
    )


def test_many_comparisons_are_corrected_together() -> None:
    answers, _, sample = survey(3)
    found = compare.gaps(answers, np.arange(60) % 4, sample=sample)
    assert len(found.pairs) == 6
    alone = [pair.p for pair in found.pairs.values()]
    assert list(found.adjusted.values()) == compare.holm(alone).tolist()


@given(st.lists(st.one_of(st.floats(0, 1), st.just(float("nan"))), min_size=1, max_size=20))
@settings(max_examples=50, deadline=None)
def test_correction_never_makes_a_p_value_smaller_nor_changes_their_order(p: list[float]) -> None:
    made = ~np.isnan(p)
    for adjusted in (compare.holm(p), compare.benjamini_hochberg(p)):
        assert np.array_equal(~np.isnan(adjusted), made)
        assert np.all(adjusted[made] >= np.array(p)[made] - 1e-15)
        assert np.all(np.diff(adjusted[made][np.argsort(np.array(p)[made])]) >= 0)


def two_groups(gap: float, each: int = 50) -> compare.Comparison:
    """Two groups of `each` persons, spread by 1 exactly and apart by `gap`."""
    spread = np.linspace(-1, 1, each)
    spread /= np.sqrt((spread**2).sum() / (each - 1))
    return compare.means(
        np.concatenate([spread, spread + gap]), np.repeat([0, 1], each), sample=one_stage(np.ones(2 * each))
    )


def test_a_large_gap_differs() -> None:
    assert compare.judge(two_groups(1), margin=0.2).verdict is compare.Verdict.DIFFERS


def test_no_gap_among_many_answers_is_alike_within_the_margin() -> None:
    found = compare.judge(two_groups(0.02, each=2000), margin=0.2)
    assert found.verdict is compare.Verdict.ALIKE
    assert found.p > 0.05 > found.p_alike


def test_no_gap_among_few_answers_cannot_be_told() -> None:
    found = compare.judge(two_groups(0.1, each=10), margin=0.2)
    assert found.verdict is compare.Verdict.CANNOT_TELL
    assert found.smallest > 1


def test_a_gap_that_shows_and_does_not_matter_is_alike() -> None:
    found = compare.judge(two_groups(0.1, each=4000), margin=0.2)
    assert found.p < 0.05
    assert found.verdict is compare.Verdict.ALIKE


def test_with_a_margin_of_zero_nothing_is_ever_alike() -> None:
    assert compare.judge(two_groups(0), margin=0).verdict is compare.Verdict.CANNOT_TELL


def test_the_corrected_p_value_decides_when_there_are_many() -> None:
    found = two_groups(0.45)
    assert compare.judge(found, margin=0.1).verdict is compare.Verdict.DIFFERS
    assert compare.judge(found, margin=0.1, adjusted=0.2).verdict is compare.Verdict.CANNOT_TELL


def test_likeness_holds_when_the_interval_of_twice_the_error_is_inside_the_margin() -> None:
    """The two one-sided tests at 5 % are the 90 % interval inside the margin."""
    found = two_groups(0.1, each=300)
    wide = compare.judge(found, margin=abs(found.value) + 1.6475 * found.se + 1e-3)
    assert wide.verdict is compare.Verdict.ALIKE
    narrow = compare.judge(found, margin=abs(found.value) + 1.6475 * found.se - 1e-3)
    assert narrow.verdict is compare.Verdict.CANNOT_TELL


def test_the_smallest_difference_that_could_show_is_that_of_power_t_test() -> None:
    found = two_groups(0)
    assert found.se == pytest.approx(
        np.sqrt(2 / 50) * np.sqrt(98 / 99 * 100 / 98 * 49 / 50 * 99 / 98), rel=0.02
    )
    exact = compare.smallest_shown(found) / found.se * np.sqrt(2 / 50)
    assert exact == pytest.approx(TEXTBOOK["smallest"], rel=1e-4)


def census(answers: np.ndarray) -> Sample:
    return one_stage(np.ones(answers.size), populations=answers.size)


def test_a_census_is_known_and_not_tested() -> None:
    answers = np.array([1.0, 2, 3, 3])
    found = compare.means(answers, [0, 0, 1, 1], sample=census(answers))
    assert (found.low, found.value, found.high) == (1.5, 1.5, 1.5)
    assert found.method is compare.Procedure.CENSUS
    assert np.isnan(found.p)
    assert compare.judge(found, margin=1).verdict is compare.Verdict.DIFFERS
    assert compare.judge(found, margin=2).verdict is compare.Verdict.ALIKE


def test_a_census_with_somebody_missing_is_not_known() -> None:
    answers = np.array([1.0, 2, 3, np.nan])
    found = compare.means(answers, [0, 0, 1, 1], sample=census(answers))
    assert found.method is compare.Procedure.T
    assert np.isnan(found.low)


def test_two_groups_that_never_vary_have_no_test() -> None:
    found = compare.means([1, 1, 1, 2, 2, 2], [0, 0, 0, 1, 1, 1], sample=one_stage(np.ones(6)))
    assert found.obstacle is Obstacle.NO_SPREAD
    assert np.isnan(found.p)
    assert compare.judge(found, margin=0.5).verdict is compare.Verdict.CANNOT_TELL


def test_a_single_cluster_leaves_nothing_to_test() -> None:
    found = compare.means([1, 2, 3, 4], [0, 1, 0, 1], sample=one_stage(np.ones(4), units=np.zeros(4)))
    assert found.obstacle is Obstacle.NO_CHANCE
    assert np.isnan(found.p)


def test_a_strong_link_has_an_interval_away_from_zero_and_no_link_starts_at_zero() -> None:
    rng = np.random.default_rng(5)
    asked = rng.integers(0, 3, 300)
    drawn = one_stage(np.ones(300))
    strong = compare.cross(asked, np.where(rng.random(300) < 0.8, asked, 0), sample=drawn)
    none = compare.cross(asked, rng.permutation(asked), sample=drawn)
    assert 0.3 < strong.effect.low < strong.effect.value < strong.effect.high <= 1
    assert none.effect.low == 0 < none.effect.high < 0.3


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("S003", lambda drawn: compare.means([1, 2, 3], [0, 1, 0, 1], sample=drawn)),
        ("S005", lambda drawn: compare.means([1, 2, np.inf, 3], [0, 1, 0, 1], sample=drawn)),
        ("S014", lambda drawn: compare.means([1, 2, 3, 4], [0, 1, 0, 1], sample=drawn, level=95)),
        ("S060", lambda drawn: compare.holm([0.2, 1.2])),
        (
            "S060",
            lambda drawn: compare.judge(compare.means([1, 2, 3, 5], [0, 1, 0, 1], sample=drawn), margin=-1),
        ),
        ("S061", lambda drawn: compare.means([1, 2, 3, 4], [0, 0, 0, 0], sample=drawn)),
        ("S061", lambda drawn: compare.means([1, 2, 3, 4], [0, 1, 2, 0], sample=drawn)),
        ("S061", lambda drawn: compare.cross([-1, 0, -1, 0], [0, -1, 1, -1], sample=drawn)),
        ("S062", lambda drawn: compare.shares([0, 1, 2, 1], [0, 1, 0, 1], sample=drawn)),
        ("S064", lambda drawn: compare.change([1, np.nan, 2, np.nan], [np.nan, 1, np.nan, 2], sample=drawn)),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(code: str, asked: object) -> None:
    with pytest.raises(StatsError) as refusal:
        asked(one_stage(np.ones(4)))
    assert refusal.value.code == code
    assert len(str(refusal.value)) > 40


def test_the_python_of_the_page_prints_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "methods" / "comparisons.md").read_text()
    code, printed = re.findall(r"```(?:python)?\n(.*?)```", page, flags=re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out == printed
