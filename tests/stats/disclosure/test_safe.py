"""Whole publications are protected, then attacked: nothing hidden is found, and planted leaks are."""

from dataclasses import replace

import numpy as np
import pytest

from arpent.stats import StatsError
from arpent.stats.disclosure import (
    Printed,
    Publication,
    Relation,
    Release,
    Rules,
    Table,
    audit,
    loss,
    suppress,
    suppress_exactly,
)
from tests.stats.disclosure.publications import publication

RULES = Rules(11, 33)


@pytest.mark.parametrize("seed", range(200))
def test_nothing_hidden_is_bounded_inside_its_protection(seed: int) -> None:
    made = publication(np.random.default_rng(seed))
    found = suppress(made, RULES)
    assert found.stuck == ()
    assert audit(made, found.shown, RULES, respondents=False).leaks == ()


@pytest.mark.parametrize("seed", range(12))
def test_nothing_hidden_is_found_by_a_respondent_either(seed: int) -> None:
    made = publication(np.random.default_rng(seed))
    assert audit(made, suppress(made, RULES).shown, RULES).leaks == ()


@pytest.mark.parametrize("seed", [0, 4, 10])
def test_the_exact_way_is_as_safe_and_hides_no_more(seed: int) -> None:
    made = publication(np.random.default_rng(seed))
    exact = suppress_exactly(made, RULES, seconds=5)
    assert audit(made, exact.shown, RULES, respondents=False).leaks == ()
    if all(exact.least):
        assert loss(made, exact.shown).answers <= loss(made, suppress(made, RULES).shown).answers


def three(rng: np.random.Generator) -> Publication:
    """A region and its associations, the first of which is small."""
    counts = np.vstack([rng.integers(1, 4, 2), rng.integers(10, 60, (3, 2))])
    counts = np.vstack([counts.sum(axis=0), counts])
    return Publication(
        ("région", "Arc", "Barque", "Clairière", "Dune"),
        (Relation(0, (1, 2, 3, 4)),),
        (Table("écouté", counts, 2),),
    )


def leaking(made: Publication, hidden: tuple[int, ...]) -> set[str]:
    """The groups found when those are hidden."""
    shown = np.ones((len(made.tables), len(made.groups)), dtype=bool)
    shown[:, list(hidden)] = False
    return {leak.group for leak in audit(made, shown, RULES, respondents=False).leaks}


@pytest.mark.parametrize("seed", range(5))
def test_a_lone_hidden_group_is_found(seed: int) -> None:
    assert leaking(three(np.random.default_rng(seed)), (1,)) == {"Arc"}


@pytest.mark.parametrize("seed", range(5))
def test_a_difference_between_overlapping_groups_is_found(seed: int) -> None:
    """« Everyone » and « everyone but those of Arc » are both shown."""
    rng = np.random.default_rng(seed)
    small, others = rng.integers(1, 4, 2), rng.integers(30, 60, 2)
    table = Table("écouté", np.array([small + others, others]), 2)
    made = Publication(("tous", "hors Arc"), (Relation(0, (1,)),), (table,))
    assert leaking(made, ()) == {"tous, hors de ses parties"}


@pytest.mark.parametrize("seed", range(5))
def test_hidden_counts_that_margins_give_away_are_found(seed: int) -> None:
    """Two regions by two ages: three cells are hidden, one of them alone in its row, so all are known."""
    rng = np.random.default_rng(seed)
    cells = np.array([[[3, 2], [30, 20]], [[25, 15], [40, 22]]]) + rng.integers(0, 2, (2, 2, 2))
    counts = np.vstack([cells.sum(axis=(0, 1)), cells.sum(axis=1), cells.sum(axis=0), cells.reshape(4, 2)])
    names = ("tous", "r0", "r1", "âge 0", "âge 1", "r0 âge 0", "r0 âge 1", "r1 âge 0", "r1 âge 1")
    relations = (
        Relation(0, (1, 2)),
        Relation(0, (3, 4)),
        Relation(1, (5, 6)),
        Relation(2, (7, 8)),
        Relation(3, (5, 7)),
        Relation(4, (6, 8)),
    )
    made = Publication(names, relations, (Table("écouté", counts, 2),))
    assert "r0 âge 0" in leaking(made, (5, 6, 7))


def followed(rng: np.random.Generator) -> Publication:
    """The same groups a few answers later: two people of Dune answered since."""
    before = three(rng)
    counts = np.array(before.tables[0].counts)
    later = counts.copy()
    later[[0, 4]] += [2, 0]
    release = Release(before.groups, before.relations, (Printed("écouté", counts.astype(float)),))
    return replace(before, tables=(replace(before.tables[0], counts=later),), earlier=(release,))


@pytest.mark.parametrize("seed", range(5))
def test_answers_added_since_an_earlier_release_are_found(seed: int) -> None:
    made = followed(np.random.default_rng(seed))
    assert "Dune, ajouts depuis la publication précédente 1" in leaking(made, (1, 2))


def test_few_answers_added_since_an_earlier_release_are_protected() -> None:
    made = followed(np.random.default_rng(1))
    earlier = made.earlier[0].tables[0].counts.copy()
    earlier[[1, 2]] = np.nan
    made = replace(made, earlier=(replace(made.earlier[0], tables=(Printed("écouté", earlier),)),))
    found = suppress(made, RULES)
    assert not found.shown[0, 4]
    assert audit(made, found.shown, RULES, respondents=False).leaks == ()


def test_a_leak_is_said_in_words() -> None:
    made = three(np.random.default_rng(0))
    shown = np.array([[True, False, True, True, True]])
    words = audit(made, shown, RULES).leaks[0].words
    assert "Tableau « écouté », ligne « Arc »" in words
    assert "« Barque »" in words


def test_parts_larger_than_their_whole_are_refused() -> None:
    with pytest.raises(StatsError, match="S091"):
        Publication(("tous", "Arc"), (Relation(0, (1,)),), (Table("q", np.array([[3], [4]]), 1),))


def test_a_table_without_a_line_a_group_is_refused() -> None:
    with pytest.raises(StatsError, match="S090"):
        Publication(("tous", "Arc"), (), (Table("q", np.array([[3]]), 1),))


def test_columns_that_do_not_add_up_are_refused() -> None:
    sizes, question = (
        Table("effectifs", np.array([[9]]), 1),
        Table("q", np.array([[3, 4]]), 2, inside=("effectifs", 0)),
    )
    with pytest.raises(StatsError, match="S092"):
        Publication(("tous",), (), (sizes, question))


def test_a_release_with_other_columns_is_refused() -> None:
    release = Release(("tous",), (), (Printed("q", np.array([[1.0, 2, 3]])),))
    with pytest.raises(StatsError, match="S093"):
        Publication(("tous",), (), (Table("q", np.array([[3, 4]]), 2),), (release,))


def test_rules_that_mean_nothing_are_refused() -> None:
    with pytest.raises(StatsError, match="S094"):
        Rules(11, 33, dominance=0)
