"""What becomes of the groups of one table, small enough to be followed by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from arpent.stats.disclosure import Publication, Relation, Rules, Shown, Table, protect

RULES = Rules(threshold=11, alike_below=33)


def decided(
    counts: Sequence[Sequence[int]],
    relations: Sequence[Relation],
    headline: tuple[bool, ...] = (),
    alike: Sequence[bool] | None = None,
) -> list[Shown]:
    told = np.array(counts)
    flags = None if alike is None else np.array(alike)
    table = Table("écouté", told, told.shape[1], headline=headline, alike=flags)
    names = tuple(f"groupe {place}" for place in range(len(told)))
    found = protect(Publication(names, tuple(relations), (table,)), RULES)
    assert found.out == ()
    return [Shown(int(code)) for code in found.fate[0]]


def side_by_side(*groups: Sequence[int]) -> list[Shown]:
    """Groups that share everyone between them."""
    everyone = np.sum(groups, axis=0).tolist()
    return decided([everyone, *groups], [Relation(0, tuple(range(1, len(groups) + 1)))])


def test_large_groups_are_all_shown() -> None:
    assert set(side_by_side((20, 30), (15, 10), (8, 12))) == {Shown.YES}


def test_a_lone_small_group_takes_the_next_smallest_with_it() -> None:
    assert side_by_side((2, 3), (30, 30), (10, 8)) == [
        Shown.YES,
        Shown.TOO_FEW,
        Shown.YES,
        Shown.COMPLEMENT,
    ]


def test_two_small_groups_that_are_few_together_take_a_third() -> None:
    assert side_by_side((1, 3), (2, 3), (30, 30), (10, 8))[4] is Shown.COMPLEMENT


def test_a_group_of_nobody_needs_no_company() -> None:
    assert side_by_side((0, 0), (30, 30), (10, 8)) == [Shown.YES, Shown.TOO_FEW, Shown.YES, Shown.YES]


def test_people_in_no_group_are_protected_too() -> None:
    """Three people gave no age: everyone less the two ages would be those three."""
    found = decided([(33, 30), (20, 20), (12, 8)], [Relation(0, (1, 2))])
    assert found == [Shown.YES, Shown.YES, Shown.COMPLEMENT]


def test_a_small_group_all_alike_is_hidden() -> None:
    assert side_by_side((20, 0), (30, 30), (10, 28))[1] is Shown.ALL_ALIKE


def test_a_large_group_may_be_all_alike() -> None:
    assert side_by_side((40, 0), (30, 30))[1] is Shown.YES


def test_a_favourable_share_of_everyone_is_all_alike_as_well() -> None:
    counts = [(22, 30, 20), (0, 10, 5), (22, 20, 15)]
    assert decided(counts, [Relation(0, (1, 2))], headline=(False, True, True))[1] is Shown.ALL_ALIKE


def test_equal_amounts_of_a_small_group_are_hidden() -> None:
    found = decided([(60,), (12,), (48,)], [Relation(0, (1, 2))], alike=[False, True, False])
    assert found[1] is Shown.ALL_ALIKE


def test_a_total_too_small_hides_everything() -> None:
    assert Shown.YES not in side_by_side((2, 3), (3, 2))


def test_a_group_almost_as_large_as_the_one_around_it_is_hidden() -> None:
    """« Hommes » 42 and « association des Ormes » 40, all men: the two others would be told."""
    counts = [(60, 40), (25, 17), (35, 23), (24, 16), (36, 24)]
    relations = [Relation(0, (1, 2)), Relation(0, (3, 4)), Relation(1, (3,))]
    assert decided(counts, relations)[3] is not Shown.YES


@pytest.mark.parametrize("twice", [(Relation(1, (4,)),), (Relation(1, (4,)), Relation(4, (1,)))])
def test_groups_that_are_the_same_people_are_hidden_together(twice: tuple[Relation, ...]) -> None:
    counts = [(60, 40), (2, 3), (28, 17), (30, 20), (2, 3), (18, 17), (40, 20)]
    found = decided(counts, [Relation(0, (1, 2, 3)), Relation(0, (4, 5, 6)), *twice])
    assert found[1] is found[4] is Shown.TOO_FEW
    assert Shown.COMPLEMENT in found[2:4]
    assert Shown.COMPLEMENT in found[5:]
