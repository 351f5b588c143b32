"""Disclosure control, attacked: what is hidden cannot be bounded by whoever sees the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from arpent.stats import Range, Relation, Rules, Shown, StatsError, Tally, protect

RULES = Rules(threshold=11, alike_below=33)


@dataclass(frozen=True)
class Publication:
    """Counts (G, K) by node, and how the nodes lie inside each other."""

    counts: np.ndarray
    relations: tuple[Relation, ...]

    @property
    def tally(self) -> Tally:
        return Tally(self.counts, self.counts.sum(axis=1))


def publication(rng: np.random.Generator) -> Publication:
    """A region, its associations, and two crossings that are nested in nothing; some people in no group."""
    regions = int(rng.integers(1, 5))
    region_of = np.repeat(np.arange(regions), rng.integers(1, 6, regions))
    associations, ages, codes = region_of.size, int(rng.integers(2, 6)), int(rng.integers(2, 6))
    sizes = rng.choice([0, 2, 4, 9, 15, 40, 120], associations)
    association = np.repeat(np.arange(associations), sizes)
    answers = rng.choice(codes, association.size, p=rng.dirichlet(np.full(codes, 0.6)))
    age = rng.choice(ages, association.size, p=rng.dirichlet(np.full(ages, 0.8)))
    stated = rng.random(association.size) > rng.choice([0, 0.05])
    memberships = [np.ones(association.size, bool)]
    memberships += [region_of[association] == region for region in range(regions)]
    memberships += [association == place for place in range(associations)]
    memberships += [(age == value) & stated for value in range(ages)]
    counts = np.array([np.bincount(answers[inside], minlength=codes) for inside in memberships])
    first = 1 + regions
    relations = [Relation(0, tuple(range(1, first)))]
    relations += [
        Relation(1 + region, tuple(int(a) + first for a in np.flatnonzero(region_of == region)))
        for region in range(regions)
    ]
    relations.append(Relation(0, tuple(range(first + associations, first + associations + ages))))
    return Publication(counts, tuple(relations))


def bounds(
    found: Publication, counts: np.ndarray, shown: Sequence[Shown], target: int
) -> tuple[float, float]:
    """What an attacker knows of the hidden count `target`: the ends that linear programming gives it.

    The attacker sees every shown count, knows who lies inside whom, and even whether anyone is in no group.
    """
    n, relations = found.tally.n, found.relations
    hidden = [group for group, why in enumerate(shown) if why is not Shown.YES]
    outside = [int(n[r.whole] - n[list(r.parts)].sum()) for r in relations]
    equations, known = [], []
    for place, relation in enumerate(relations):
        line = np.zeros(len(hidden) + len(relations))
        total = 0.0
        for group, sign in ((relation.whole, -1), *((part, 1) for part in relation.parts)):
            if shown[group] is Shown.YES:
                total -= sign * counts[group]
            else:
                line[hidden.index(group)] += sign
        line[len(hidden) + place] = 1 if outside[place] else 0
        equations.append(line)
        known.append(total)
    ends = []
    for sign in (1, -1):
        cost = np.zeros(len(hidden) + len(relations))
        cost[hidden.index(target)] = sign
        found = linprog(cost, A_eq=np.array(equations), b_eq=known, bounds=(0, None))
        assert found.status in (0, 3), found.message
        ends.append(sign * found.fun if found.status == 0 else np.inf)
    return ends[0], ends[1]


@given(seed=st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_no_hidden_group_can_be_counted_by_subtraction(seed: int) -> None:
    """Each hidden number of answers stays open by at least the threshold: it could be hidden and yet large."""
    found = publication(np.random.default_rng(seed))
    shown = protect(found.tally, found.relations, RULES)
    if shown[0] is not Shown.YES:
        return
    n = found.counts.sum(axis=1)
    for group, why in enumerate(shown):
        if why is not Shown.YES and n[group]:
            low, high = bounds(found, n, shown, group)
            assert high - low >= RULES.threshold, (group, low, high, n, shown)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_no_hidden_answer_can_be_worked_out_by_subtraction(seed: int) -> None:
    """The attack choice by choice: a hidden group is never shown to have answered all alike."""
    found = publication(np.random.default_rng(seed))
    shown = protect(found.tally, found.relations, RULES)
    if shown[0] is not Shown.YES:
        return
    for group, why in enumerate(shown):
        if why is Shown.YES or not found.counts[group].sum():
            continue
        ends = [bounds(found, found.counts[:, code], shown, group) for code in range(found.counts.shape[1])]
        open_codes = sum(high > low for low, high in ends)
        rest = sum(high for _, high in ends)
        assert open_codes >= 2 or rest >= RULES.alike_below, (group, ends)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_what_is_shown_is_large_enough_and_not_all_alike(seed: int) -> None:
    found = publication(np.random.default_rng(seed))
    for counts, why in zip(found.counts, protect(found.tally, found.relations, RULES), strict=True):
        if why is Shown.YES:
            assert counts.sum() >= RULES.threshold
            assert counts.max() < counts.sum() or counts.sum() >= RULES.alike_below


def two(*groups: Sequence[int]) -> Publication:
    counts = np.array([np.sum(groups, axis=0), *groups])
    return Publication(counts, (Relation(0, tuple(range(1, len(counts)))),))


def decide(found: Publication) -> tuple[Shown, ...]:
    return protect(found.tally, found.relations, RULES)


def test_the_attacker_of_these_tests_finds_a_lone_hidden_group() -> None:
    found = two((2, 3), (30, 30), (10, 8))
    shown = (Shown.YES, Shown.TOO_FEW, Shown.YES, Shown.YES)
    assert bounds(found, found.tally.n, shown, 1) == pytest.approx((5, 5))


def test_large_groups_are_all_shown() -> None:
    assert set(decide(two((20, 30), (15, 10), (8, 12)))) == {Shown.YES}


def test_a_lone_small_group_takes_the_next_smallest_with_it() -> None:
    assert decide(two((2, 3), (30, 30), (10, 8))) == (
        Shown.YES,
        Shown.TOO_FEW,
        Shown.YES,
        Shown.COMPLEMENT,
    )


def test_two_small_groups_that_are_few_together_take_a_third() -> None:
    assert decide(two((1, 3), (2, 3), (30, 30), (10, 8)))[4] is Shown.COMPLEMENT


def test_a_group_nobody_of_which_was_asked_needs_no_company() -> None:
    assert decide(two((0, 0), (30, 30), (10, 8))) == (Shown.YES, Shown.TOO_FEW, Shown.YES, Shown.YES)


def test_people_in_no_group_are_protected_too() -> None:
    counts = np.array([[33, 30], [20, 20], [12, 8]])  # 3 people gave no age
    shown = protect(Tally(counts, counts.sum(axis=1)), (Relation(0, (1, 2)),), RULES)
    assert shown == (Shown.YES, Shown.YES, Shown.COMPLEMENT)


def test_a_small_group_all_alike_is_hidden() -> None:
    assert decide(two((20, 0), (30, 30), (10, 28)))[1] is Shown.ALL_ALIKE


def test_a_large_group_may_be_all_alike() -> None:
    assert decide(two((40, 0), (30, 30)))[1] is Shown.YES


def test_a_favourable_share_of_everyone_is_all_alike_as_well() -> None:
    counts = np.array([[22, 30, 20], [0, 10, 5], [22, 20, 15]])
    tally = Tally(counts, counts.sum(axis=1), headline=(False, True, True))
    assert protect(tally, (Relation(0, (1, 2)),), RULES)[1] is Shown.ALL_ALIKE


def test_a_total_too_small_hides_everything() -> None:
    assert Shown.YES not in decide(two((2, 3), (3, 2)))


def test_a_group_almost_as_large_as_the_one_around_it_is_hidden() -> None:
    """« Hommes » 42 and « association des Ormes » 40, all men: the two others would be told."""
    counts = np.array([[60, 40], [25, 17], [35, 23], [24, 16], [36, 24]])
    relations = (Relation(0, (1, 2)), Relation(0, (3, 4)), Relation(1, (3,)))
    shown = protect(Tally(counts, counts.sum(axis=1)), relations, RULES)
    assert shown[3] is not Shown.YES


def test_groups_that_are_the_same_people_are_hidden_together() -> None:
    """Two breakdowns with the same small group, each saying that its own lies inside the other's."""
    counts = np.array([[60, 40], [2, 3], [28, 17], [30, 20], [2, 3], [18, 17], [40, 20]])
    relations = (Relation(0, (1, 2, 3)), Relation(0, (4, 5, 6)), Relation(1, (4,)), Relation(4, (1,)))
    shown = protect(Tally(counts, counts.sum(axis=1)), relations, RULES)
    assert shown[1] is shown[4] is Shown.TOO_FEW
    assert Shown.COMPLEMENT in shown[2:4]
    assert Shown.COMPLEMENT in shown[5:]


def test_what_is_hidden_stays_hidden() -> None:
    found = two((20, 30), (15, 10), (8, 12))
    already = (Shown.YES, Shown.COMPLEMENT, Shown.YES, Shown.COMPLEMENT)
    assert protect(found.tally, found.relations, RULES, already=already)[1] is Shown.COMPLEMENT


def test_equal_amounts_of_a_small_group_are_hidden() -> None:
    amounts = Range(
        np.array([60, 12, 48]), np.array([60, 12, 48]), np.array([1.0, 5.0, 1.0]), np.array([9.0, 5.0, 9.0])
    )
    assert protect(amounts, (Relation(0, (1, 2)),), RULES)[1] is Shown.ALL_ALIKE


def test_thresholds_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(StatsError, match="S020"):
        Rules(threshold=11, alike_below=5)
