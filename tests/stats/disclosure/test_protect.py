"""Whole publications protected until no attack finds anything: outsiders, respondents, those who know the sizes."""

from dataclasses import replace

import numpy as np
import pytest

from arpent.stats.disclosure import Publication, Relation, Rules, Table, audit, protect, suppress
from tests.stats.disclosure.publications import publication
from tests.stats.disclosure.test_safe import three

RULES = Rules(11, 33)


@pytest.mark.parametrize("seed", range(8))
def test_who_knows_the_size_of_each_group_finds_nothing_either(seed: int) -> None:
    made = publication(np.random.default_rng(seed))
    found = protect(made, RULES, known=("effectifs",))
    assert found.out == ()
    assert audit(made, found.shown, RULES, known=("effectifs",)).leaks == ()


def test_what_suppression_leaves_to_who_knows_the_sizes_is_hidden_too() -> None:
    made = publication(np.random.default_rng(3))
    found = suppress(made, RULES)
    assert audit(made, found.shown, RULES, respondents=False, known=("effectifs",)).leaks != ()
    assert protect(made, RULES, known=("effectifs",)).shown.sum() < found.shown.sum()


def test_what_must_be_hidden_anyway_is_hidden_with_its_companion() -> None:
    made = three(np.random.default_rng(1))
    counts = np.array(made.tables[0].counts)
    counts[1] = [20, 20]
    counts[0] = counts[1:].sum(axis=0)
    made = replace(made, tables=(replace(made.tables[0], counts=counts),))
    assert protect(made, RULES).shown.all()
    asked = np.array([[False, True, False, False, False]])
    assert np.count_nonzero(~protect(made, RULES, hidden=asked).shown) == 2


def hours(*each: tuple[int, float]) -> Publication:
    """How many people of each association answered, and their hours together."""
    people = np.array([sum(n for n, _ in each), *(n for n, _ in each)])
    total = np.array([sum(h for _, h in each), *(h for _, h in each)])
    counted = Table("heures", people[:, None], 1)
    amounts = Table("heures, total", total[:, None], 1, people=people, beside="heures")
    names = ("tous", *(f"a{place}" for place in range(len(each))))
    return Publication(names, (Relation(0, tuple(range(1, len(names)))),), (counted, amounts))


def test_amounts_are_hidden_with_the_number_of_people_they_come_from() -> None:
    found = protect(hours((3, 12.0), (20, 90.0), (30, 100.0), (40, 160.0)), RULES)
    assert (found.shown[0] == found.shown[1]).all()
    assert not found.shown[0, 1]


def test_a_total_that_its_companion_cannot_cover_hides_one_more() -> None:
    """Beside a group that works a thousand hours, one that works none covers nothing."""
    found = protect(hours((3, 1000.0), (20, 1.0), (30, 100.0), (40, 160.0)), RULES)
    assert np.count_nonzero(~found.shown[0]) > 2
