"""Who stands behind a line: fewest associations, dominance; filters that overlap; what changes between releases."""

from dataclasses import replace

import numpy as np
import pytest

from arpent.stats.disclosure import (
    Printed,
    Publication,
    Relation,
    Release,
    Rules,
    Shown,
    Table,
    audit,
    protect,
    suppress,
)

FOUR = ("région", "Arc", "Barque", "Clairière", "Dune")
SIDE_BY_SIDE = (Relation(0, (1, 2, 3, 4)),)
COUNTS = np.array([[118, 110], [30, 25], [28, 30], [40, 30], [20, 25]])


def region(**behind: np.ndarray) -> Publication:
    """Four towns of a region, all of them large enough: only who stands behind them matters."""
    return Publication(FOUR, SIDE_BY_SIDE, (Table("écouté", COUNTS, 2, **behind),))


def fates(made: Publication, rules: Rules) -> list[Shown]:
    return [Shown(code) for code in suppress(made, rules).fate[0]]


def test_a_line_of_too_few_associations_is_hidden_with_a_companion() -> None:
    rules = Rules(11, 33, associations=3)
    made = region(associations=np.array([14, 2, 3, 4, 5]))
    found = fates(made, rules)
    assert found[1] is Shown.FEW_ASSOCIATIONS
    assert found.count(Shown.COMPLEMENT) == 1
    assert audit(made, suppress(made, rules).shown, rules).leaks == ()


def test_as_many_associations_as_asked_are_enough() -> None:
    made = region(associations=np.array([14, 3, 3, 4, 4]))
    assert set(fates(made, Rules(11, 33, associations=3))) == {Shown.YES}


def test_a_line_that_one_association_dominates_is_hidden_with_a_companion() -> None:
    rules = Rules(11, 33, dominance=0.85)
    made = region(largest=np.array([0.3, 0.86, 0.5, 0.6, 0.85]))
    found = fates(made, rules)
    assert found[1] is Shown.DOMINATED
    assert found[4] is not Shown.DOMINATED  # exactly at the bound
    assert found.count(Shown.COMPLEMENT) == 1
    assert audit(made, suppress(made, rules).shown, rules).leaks == ()


@pytest.mark.parametrize(
    ("behind", "rules"),
    [
        ({"associations": np.array([14, 2, 3, 4, 5])}, Rules(11, 33, associations=3)),
        ({"largest": np.array([0.3, 0.9, 0.5, 0.6, 0.7])}, Rules(11, 33, dominance=0.85)),
    ],
)
def test_the_auditor_finds_such_a_line_shown_or_alone_hidden(
    behind: dict[str, np.ndarray], rules: Rules
) -> None:
    made = region(**behind)
    everything, lone = np.ones((1, 5), dtype=bool), np.array([[True, False, True, True, True]])
    for shown in (everything, lone):
        assert {leak.group for leak in audit(made, shown, rules).leaks} == {"Arc"}


def test_a_threshold_on_answers_comes_before_the_one_on_associations() -> None:
    few = np.array([[93, 90], [5, 5], [28, 30], [40, 30], [20, 25]])
    made = Publication(
        FOUR, SIDE_BY_SIDE, (Table("écouté", few, 2, associations=np.array([14, 1, 3, 4, 5])),)
    )
    assert fates(made, Rules(11, 33, associations=3))[1] is Shown.TOO_FEW


def filtered(between: int) -> Publication:
    """Two filters that overlap: under thirty, and women. `between` women are under thirty; others are drawn."""
    women, young = 60, 45
    parts = [young - between, between, women - between, 80]
    cells = np.array([[count // 2, count - count // 2] for count in parts])
    under, both, over, rest = cells
    lines = [cells.sum(axis=0), under + both, both + over, both, under]
    names = ("tous", "moins de 30 ans", "femmes", "femmes de moins de 30 ans", "hommes de moins de 30 ans")
    relations = (Relation(0, (2,)), Relation(0, (1,)), Relation(1, (3, 4)), Relation(2, (3,)))
    assert (rest == 40).all()
    return Publication(names, relations, (Table("écouté", np.array(lines), 2),))


@pytest.mark.parametrize("between", [2, 5, 41, 43])
def test_filters_that_overlap_but_for_a_few_people_are_found_and_protected(between: int) -> None:
    """Two women under thirty, or two men: one filter less the other, through what they share."""
    made, rules = filtered(between), Rules(11, 33)
    everything = np.ones((1, 5), dtype=bool)
    everything[0, 3 if between < 11 else 4] = False
    assert audit(made, everything, rules).leaks
    assert audit(made, protect(made, rules).shown, rules).leaks == ()


def told(made: Publication, shown: np.ndarray) -> Release:
    lines = np.where(shown[0][:, None], np.asarray(made.tables[0].counts, dtype=float), np.nan)
    return Release(made.groups, made.relations, (Printed("écouté", lines),))


def released(sizes: list[tuple[int, int]]) -> Publication:
    lines = np.array(sizes)
    return Publication(FOUR, SIDE_BY_SIDE, (Table("écouté", np.vstack([lines.sum(axis=0), lines]), 2),))


def test_a_companion_that_changes_between_releases_gives_nothing_away() -> None:
    """Arc is small both times. Its cheapest companion is Barque, then Clairière: together they would tell it."""
    rules = Rules(11, 33)
    first = released([(3, 4), (7, 8), (14, 12), (50, 45)])
    second = released([(3, 4), (17, 18), (14, 12), (50, 45)])
    before, after = suppress(first, rules).shown, suppress(second, rules).shown
    assert before[0].tolist() == [True, False, False, True, True]
    assert after[0].tolist() == [True, False, True, False, True]
    followed = replace(second, earlier=(told(first, before),))
    assert "Arc" in {leak.group for leak in audit(followed, after, rules).leaks}
    guarded = protect(followed, rules)
    assert guarded.out == ()
    assert audit(followed, guarded.shown, rules).leaks == ()
