"""Ways of answering are flagged, and results are given with and without: nobody is deleted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from arpent import stats
from arpent.stats import Scale

NAN = float("nan")
SCALE = Scale(1, 3, (False, True, False, True))
PAIRS = ((0, 1), (2, 3))
YES_TO_ALL, NO_TO_ALL, COHERENT, MIDDLE = [3, 3, 3, 3], [1, 1, 1, 1], [3, 1, 3, 1], [2, 2, 2, 2]


def rows(*answers: list[float]) -> np.ndarray:
    return np.array(answers, dtype=float)


def test_yes_to_a_thing_and_to_its_opposite_is_acquiescence():
    found = stats.acquiescence(rows(YES_TO_ALL, NO_TO_ALL, COHERENT, MIDDLE), SCALE, PAIRS)
    assert found.tolist() == [True, False, False, False]


def test_half_of_the_pairs_are_enough_and_unanswered_pairs_do_not_count():
    found = stats.acquiescence(rows([3, 3, 3, 1], [3, 3, NAN, 1], [NAN, 3, NAN, 1]), SCALE, PAIRS)
    assert found.tolist() == [True, True, False]
    assert stats.acquiescence(rows([3, 3, 3, 1]), SCALE, PAIRS, share=1).tolist() == [False]


def test_two_opposites_answered_alike_contradict_each_other_yes_or_no():
    found = stats.contradiction(rows(YES_TO_ALL, NO_TO_ALL, COHERENT, MIDDLE, [NAN] * 4), SCALE, PAIRS)
    assert found.tolist() == [True, True, False, False, False]


def test_one_answer_all_along_is_a_straight_line():
    found = stats.straight_lining(rows(YES_TO_ALL, COHERENT, [2, 2, 2, NAN], [NAN] * 4))
    assert found.tolist() == [True, False, False, False]
    assert stats.straight_lining(rows([2, 2, 2, NAN]), fewest=3).tolist() == [True]


def test_always_the_last_choice_is_seen_whatever_the_number_of_choices():
    counts = np.array([3, 4, 2, 5, 3])
    positions = np.array([[2, 3, 1, 4, 2], [2, 3, 1, 4, 0], [2, 3, 1, -1, -1]])
    assert stats.last_option(positions, counts).tolist() == [True, False, False]
    assert stats.last_option(positions, counts, share=0.8).tolist() == [True, True, False]


@given(some.permutations(range(6)))
def test_the_order_of_rows_moves_flags_with_their_rows(order):
    answers = rows(YES_TO_ALL, NO_TO_ALL, COHERENT, MIDDLE, [3, 3, 1, 3], [NAN, 1, 2, 3])
    straight = stats.contradiction(answers, SCALE, PAIRS)
    assert stats.contradiction(answers[order], SCALE, PAIRS).tolist() == straight[order].tolist()


def test_results_are_given_with_and_without_and_the_rows_stay_in_the_design():
    values = np.array([3.0, 3, 2, 1, 2, 3, 1, NAN])
    flagged = np.array([True, True, False, False, False, False, False, True])
    sample = stats.one_stage(np.array([1.0, 2, 1, 1, 2, 1, 1, 1]))
    found = stats.with_and_without(values, flagged, sample)
    assert found.everyone.value == pytest.approx((3 + 6 + 2 + 1 + 4 + 3 + 1) / 9)
    assert found.without.value == pytest.approx((2 + 1 + 4 + 3 + 1) / 6)
    assert found.difference.value == pytest.approx(found.without.value - found.everyone.value)
    assert (found.everyone.n, found.without.n, found.flagged) == (7, 5, 2)


def test_the_difference_knows_that_both_means_come_from_the_same_people():
    rng = np.random.default_rng(5)
    values, flagged = rng.normal(size=400), rng.random(400) < 0.1
    found = stats.with_and_without(values, flagged, stats.one_stage(np.ones(400)))
    apart = np.hypot(found.everyone.se, found.without.se)
    redrawn = [difference(values, flagged, rng.integers(0, 400, 400)) for _ in range(2000)]
    assert found.difference.se < 0.4 * apart
    assert found.difference.se == pytest.approx(np.std(redrawn), rel=0.1)


def difference(values: np.ndarray, flagged: np.ndarray, drawn: np.ndarray) -> float:
    return float(values[drawn][~flagged[drawn]].mean() - values[drawn].mean())


def test_no_flag_makes_no_difference():
    values = np.array([3.0, 1, 2, 5])
    found = stats.with_and_without(values, np.zeros(4, bool), stats.one_stage(np.ones(4)))
    assert (found.difference.value, found.difference.se) == (0, 0)


def test_a_pair_of_questions_that_are_not_opposite_is_refused():
    with pytest.raises(stats.StatsError, match=r"S085 .*\(0, 2\)"):
        stats.acquiescence(rows(COHERENT), SCALE, ((0, 2),))


def test_a_place_beyond_the_last_choice_is_refused():
    with pytest.raises(stats.StatsError, match="S085"):
        stats.last_option(np.array([[3]]), np.array([3]))


def test_flags_on_everyone_are_refused():
    with pytest.raises(stats.StatsError, match=r"S086 .*2 valeurs, toutes signalées"):
        stats.with_and_without(np.array([1.0, 2]), np.ones(2, bool), stats.one_stage(np.ones(2)))
