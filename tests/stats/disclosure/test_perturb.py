"""Rounding and cell keys: true on average, the same each time, and what a reader still finds."""

from dataclasses import replace

import numpy as np
import pytest

from arpent.stats import StatsError
from arpent.stats.disclosure import (
    Keys,
    Noise,
    Perturbed,
    Publication,
    Relation,
    Rules,
    Table,
    behind,
    cell_keys,
    displaced,
    loss,
    perturb,
    record_keys,
    round_to,
    suppress,
)
from tests.stats.disclosure.people import People

NOISES = [Noise(5, 3, 3), Noise(5, 4), Noise(2, 1), Noise(3, 2, 2), Noise(10, 9, 4)]
NOISE = NOISES[0]


def drawn(count: int = 200_000, seed: int = 7) -> Keys:
    return np.random.default_rng(seed).integers(0, 2**64, count, dtype=np.uint64)


@pytest.mark.parametrize("noise", NOISES)
def test_each_count_is_true_on_average_with_the_variance_asked_for(noise: Noise) -> None:
    moves = np.arange(-noise.deviation, noise.deviation + 1)
    for count in range(1, noise.deviation + noise.least + 2):
        chances = noise.chances(count)
        assert chances.sum() == pytest.approx(1, abs=1e-12)
        assert chances @ moves == pytest.approx(0, abs=1e-10)
        assert chances @ moves**2 == pytest.approx(noise.variance, abs=1e-10)


@pytest.mark.parametrize("noise", NOISES)
def test_zero_stays_zero_and_nothing_is_printed_between_zero_and_the_least(noise: Noise) -> None:
    keys = drawn(5000)
    assert not noise.moved(np.zeros(5000, np.int64), keys).any()
    for count in range(1, 20):
        printed = noise.moved(np.full(5000, count), keys)
        assert np.abs(printed - count).max() <= noise.deviation
        assert ((printed == 0) | (printed >= noise.least)).all()


def test_keys_draw_moves_with_the_chances_of_the_table() -> None:
    for count in (1, 4, 50):
        moves = NOISE.moved(np.full(200_000, count), drawn()) - count
        found = np.bincount(moves + NOISE.deviation, minlength=11) / moves.size
        assert found == pytest.approx(NOISE.chances(count), abs=0.005)


def test_rounding_keeps_near_multiples_zero_and_the_mean() -> None:
    for count in range(12):
        table = Table("t", np.full((200_000, 1), count), 1)
        made = Publication(tuple(map(str, range(200_000))), (), (table,))
        printed = round_to(made, [drawn()[:, None]]).counts[0]
        assert set(np.unique(printed)) <= {count - count % 5, count - count % 5 + (5 if count % 5 else 0)}
        assert printed.mean() == pytest.approx(count, abs=0.03)


def test_the_same_people_move_alike_in_every_table() -> None:
    """Everyone of a region, and everyone of its only association, are one set of people."""
    people = People.drawn(np.random.default_rng(1))
    lone = replace(people, association=people.association // 3 * 3)
    for printed in (perturb(lone.publication, lone.keys(), NOISE), round_to(lone.publication, lone.keys())):
        for counts in (*printed.counts, *printed.n):
            assert np.array_equal(counts[1:4], counts[[4, 7, 10]])


def test_people_who_have_not_changed_move_alike_in_the_next_release() -> None:
    people = People.drawn(np.random.default_rng(2))
    later = People(np.append(people.association, 0), np.append(people.answer, 0))
    before, after = (perturb(each.publication, each.keys(), NOISE).counts[1] for each in (people, later))
    same = (people.publication.tables[1].counts == later.publication.tables[1].counts).all(axis=1)
    assert same.sum() == 10
    assert np.array_equal(before[same], after[same])
    assert np.array_equal(before[~same][:, 1:], after[~same][:, 1:])


def test_one_person_more_draws_another_move() -> None:
    records = drawn(2000)
    together = records[:1000] + records[1000:]
    first, second = (NOISE.moved(np.full(1000, 40), keys) for keys in (records[:1000], together))
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.1


def test_another_secret_draws_everything_anew() -> None:
    people = People.drawn(np.random.default_rng(3))
    ours, theirs = (people.keys(secret) for secret in (b"0" * 16, b"1" * 16))
    assert not np.intersect1d(ours[1], theirs[1][people.publication.tables[1].counts > 0]).size


def test_keys_add_up_over_batches() -> None:
    people = People.drawn(np.random.default_rng(4))
    records = record_keys(map(str, range(300)), b"0" * 16)
    halves = [
        cell_keys(records[part], people.members[:, part], people.answer[part], 3)
        for part in (slice(0, 120), slice(120, 300))
    ]
    assert np.array_equal(halves[0] + halves[1], cell_keys(records, people.members, people.answer, 3))


def test_printed_numbers_of_answers_are_near_though_columns_do_not_add_up() -> None:
    people = People.drawn(np.random.default_rng(5))
    printed = perturb(people.publication, people.keys(), NOISE)
    true = people.publication.tables[1].counts
    assert np.abs(printed.n[1] - true.sum(axis=1)).max() <= printed.reach
    assert (printed.counts[1].sum(axis=1) != printed.n[1]).any()


@pytest.mark.parametrize("apart", [1, 2, 3, 6])
def test_subtracting_overlapping_tables_seldom_tells_how_many_are_between(apart: int) -> None:
    """A group, and the same with a few people more: the difference is true on average, and mostly wrong."""
    inner, added = drawn(50_000), drawn(50_000, seed=8)
    for moved in (NOISE.moved, _rounded):
        found = moved(np.full(50_000, 22 + apart), inner + added) - moved(np.full(50_000, 22), inner)
        assert found.mean() == pytest.approx(apart, abs=0.05)
        assert (found == apart).mean() < 0.25


def _rounded(counts: np.ndarray, keys: Keys) -> np.ndarray:
    made = Publication(tuple(map(str, range(counts.size))), (), (Table("t", counts[:, None], 1),))
    return round_to(made, [keys[:, None]]).counts[0][:, 0]


@pytest.mark.parametrize("seed", range(3))
def test_who_puts_all_tables_together_finds_no_small_count(seed: int) -> None:
    people = People.drawn(np.random.default_rng(seed), 150)
    made, keys = people.publication, people.keys()
    for printed in (perturb(made, keys, NOISE), round_to(made, keys)):
        found = behind(made, printed)
        for table, low, high in zip(made.tables, found.low, found.high, strict=True):
            assert ((low <= table.counts) & (table.counts <= high)).all()
            small = (table.counts > 0) & (table.counts < 11)
            assert (high - low)[small].min() >= 2


def test_parts_printed_as_far_above_their_whole_as_noise_goes_are_found() -> None:
    """The reader is not underrated: 12 and 12 in a whole of 18 can only be 10 and 10, where moves end at 2."""
    true = Table("t", np.array([[20], [10], [10]]), 1)
    made = Publication(("tous", "a", "b"), (Relation(0, (1, 2)),), (true,))
    told = np.array([[18], [12], [12]])
    found = behind(made, Perturbed((told,), (told[:, 0],), reach=2))
    assert (found.low[0].ravel().tolist(), found.high[0].ravel().tolist()) == ([20, 10, 10], [20, 10, 10])


def test_moving_displaces_fewer_answers_than_hiding() -> None:
    people = People.drawn(np.random.default_rng(6))
    made, keys = people.publication, people.keys()
    hidden = loss(made, suppress(made, Rules(11, 33)).shown)
    moved = displaced(made, perturb(made, keys, NOISE))
    assert (moved.of_lines, moved.of_answers) == (hidden.of_lines, hidden.of_answers)
    assert 0 < moved.answers < hidden.answers


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(StatsError, match="S096"):
        record_keys(["someone"], b"short")


@pytest.mark.parametrize(("deviation", "variance", "least"), [(5, 30, 1), (5, 1, 3), (2, 1, 4), (0, 1, 1)])
def test_noise_that_cannot_be_had_is_refused(deviation: int, variance: float, least: int) -> None:
    with pytest.raises(StatsError, match="S097"):
        Noise(deviation, variance, least)


def test_keys_that_do_not_fit_and_amounts_are_refused() -> None:
    people = People.drawn(np.random.default_rng(0))
    with pytest.raises(StatsError, match="S098"):
        perturb(people.publication, people.keys()[:1], NOISE)
    with pytest.raises(StatsError, match="S098"):
        perturb(people.publication, people.keys()[::-1], NOISE)
    hours = Publication(("tous",), (), (Table("heures", np.array([[30.5]]), 1, people=np.array([12])),))
    with pytest.raises(StatsError, match="S098"):
        round_to(hours, [np.zeros((1, 1), np.uint64)])
