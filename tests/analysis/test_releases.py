"""What freezes tell together: inside and published, one after the other, read by anyone. Attacked from outside."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from arpent.analysis.codec import release_from_plain, release_to_plain
from arpent.analysis.dataset import Dataset, freeze_dataset
from arpent.analysis.figures import Figure, Suppression
from arpent.analysis.tables import Told, rules_of, told
from tests.analysis.attacker import Attacker, Cell, Chosen, panels
from tests.analysis.passerelles import SCALE, People, people, questionnaire

INSIDE, PUBLISHED = rules_of(5), rules_of(11)
BY = ("region", "association")


@dataclass(frozen=True)
class Answer:
    """Where somebody is, since when, and what they said; « » for nothing."""

    cell: Cell
    said: str


def frozen(folder: Path, *those: People) -> Dataset:
    """The answers of these people together."""
    names = those[0].answers.keys()
    return freeze_dataset(
        folder,
        questionnaire(),
        {name: [cell for one in those for cell in one.answers[name]] for name in names},
        region=[place for one in those for place in one.region],
        association=[place for one in those for place in one.association],
    )


def answers(those: People, since: str) -> list[Answer]:
    return [
        Answer({"region": region, "association": association, "since": since}, said if said in SCALE else "")
        for region, association, said in zip(
            those.region, those.association, those.answers["heard"], strict=True
        )
    ]


def of(found: Told, question: str = "heard") -> Figure:
    return next(figure for figure in found.figures if figure.question == question)


def secrets(given: list[Answer], threshold: int) -> list[tuple[str, Chosen, list[Answer]]]:
    """The groups too small to be told: at each place, those of the first days, those since, all together."""
    places = [("region", name) for name in sorted({one.cell["region"] for one in given})]
    places += [("association", name) for name in sorted({one.cell["association"] for one in given})]
    found = []
    for (by, name), times in product([("", ""), *places], (("first",), ("then",), ("first", "then"))):

        def chosen(cell: Cell, by: str = by, name: str = name, times: tuple[str, ...] = times) -> bool:
            return cell["since"] in times and (not by or cell[by] == name)

        inside = [one for one in given if chosen(one.cell)]
        if 0 < sum(bool(one.said) for one in inside) < threshold:
            found.append((f"{name} {times}", chosen, inside))
    return found


def most_frequent(inside: list[Answer]) -> str:
    counted = Counter(one.said for one in inside)
    return max(SCALE, key=lambda choice: counted[choice])


def assert_open(attacker: Attacker, given: list[Answer], threshold: int, told_then: int = 1) -> None:
    """Of each group too small, the most frequent answer could be another.

    What the first freeze hid is known to nobody by the second: it must only not be found.
    """
    for name, chosen, inside in secrets(given, threshold):
        said = most_frequent(inside)
        low, high = attacker.ends(chosen, said)
        then = any(cell["since"] == "then" for cell in attacker.cells) and "'then'" not in name
        width = told_then if then else -(-threshold // 4)
        assert high - low >= min(width, len(inside)) - 1e-5, (name, said, low, high)


def sizes(rng: np.random.Generator) -> Mapping[str, Mapping[str, int]]:
    return {
        f"r{region}": {f"a{region}{place}": int(rng.choice([3, 7, 14, 25, 60])) for place in range(count)}
        for region, count in enumerate(rng.integers(1, 6, 3))
    }


def later(
    rng: np.random.Generator, first: Mapping[str, Mapping[str, int]]
) -> Mapping[str, Mapping[str, int]]:
    """A few more answers here and there."""
    return {
        region: {name: int(rng.choice([0, 0, 1, 2, 9])) for name in inside}
        for region, inside in first.items()
    }


def cells(given: list[Answer]) -> list[Cell]:
    return [dict(found) for found in sorted({tuple(sorted(one.cell.items())) for one in given})]


@pytest.mark.parametrize("seed", range(4))
def test_two_freezes_tell_nothing_of_the_few_who_came_between(tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    before = people(rng, where := sizes(rng))
    since = people(rng, later(rng, where))
    first = told(frozen(tmp_path / "1", before), INSIDE, by=BY)
    second = told(frozen(tmp_path / "2", before, since), INSIDE, by=BY, earlier=[first.release])
    given = [*answers(before, "first"), *answers(since, "then")]
    attacker = Attacker(cells(given), SCALE)
    attacker.reads(of(first), lambda cell: cell["since"] == "first")
    attacker.reads(of(second))
    assert_open(attacker, given, 5)


def test_the_attacker_of_these_tests_finds_who_came_between_two_freezes_made_apart(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    before = people(rng, {"r0": {"a0": 30, "a1": 40}, "r1": {"a2": 50}})
    since = people(rng, {"r0": {"a0": 3}})
    given = [*answers(before, "first"), *answers(since, "then")]
    attacker = Attacker(cells(given), SCALE)
    attacker.reads(
        of(told(frozen(tmp_path / "1", before), INSIDE, by=BY)), lambda cell: cell["since"] == "first"
    )
    attacker.reads(of(told(frozen(tmp_path / "2", before, since), INSIDE, by=BY)))
    with pytest.raises(AssertionError):
        assert_open(attacker, given, 5)


def test_a_companion_that_changes_from_one_freeze_to_the_next_gives_nothing_away(tmp_path: Path) -> None:
    """The smallest beside the hidden one is not the same twice: shown once, hidden once, they could be told."""
    rng = np.random.default_rng(7)
    before = people(rng, {"r0": {"small": 4, "b": 12, "c": 14, "d": 60}})
    since = people(rng, {"r0": {"small": 0, "b": 8, "c": 0, "d": 6}})
    first = told(frozen(tmp_path / "1", before), INSIDE, by=BY)
    second = told(frozen(tmp_path / "2", before, since), INSIDE, by=BY, earlier=[first.release])
    given = [*answers(before, "first"), *answers(since, "then")]
    attacker = Attacker(cells(given), SCALE)
    attacker.reads(of(first), lambda cell: cell["since"] == "first")
    attacker.reads(of(second))
    assert_open(attacker, given, 5)


@pytest.mark.parametrize("seed", range(6))
def test_who_reads_the_inside_and_the_published_report_learns_nothing_hidden(
    tmp_path: Path, seed: int
) -> None:
    rng = np.random.default_rng(100 + seed)
    those = people(rng, sizes(rng))
    data = frozen(tmp_path / "p", those)
    inside = told(data, INSIDE, by=BY)
    published = told(data, PUBLISHED, by=("region",), within=inside.release)
    given = answers(those, "first")
    attacker = Attacker(cells(given), SCALE)
    attacker.reads(of(inside))
    attacker.reads(of(published))
    assert_open(attacker, given, 5)


@pytest.mark.parametrize("seed", range(6))
def test_who_reads_the_published_report_alone_finds_no_group_under_eleven(tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(200 + seed)
    those = people(rng, sizes(rng))
    data = frozen(tmp_path / "p", those)
    inside = told(data, INSIDE, by=BY)
    given = answers(those, "first")
    attacker = Attacker(cells(given), SCALE)
    attacker.reads(of(told(data, PUBLISHED, by=("region",), within=inside.release)))
    assert_open(attacker, given, 11)


def test_what_is_published_is_within_what_the_inside_report_shows(tmp_path: Path) -> None:
    """At 5 a region is hidden beside another of four people; at 11 a third would be chosen, and tell both."""
    rng = np.random.default_rng(3)
    data = frozen(tmp_path / "p", people(rng, sizes(rng)))
    inside = told(data, INSIDE, by=BY)
    published = told(data, PUBLISHED, by=("region",), within=inside.release)
    for one in inside.figures:
        shown = {(panel.by, panel.group) for panel in panels(one) if panel.n is not None}
        out = {(p.by, p.group) for p in panels(of(published, one.question)) if p.n is not None}
        assert out <= shown


@pytest.mark.parametrize("seed", range(4))
def test_a_respondent_finds_nothing_more_of_the_others(tmp_path: Path, seed: int) -> None:
    """Whoever they are, in a small group: the others may still have answered otherwise."""
    rng = np.random.default_rng(300 + seed)
    those = people(rng, sizes(rng))
    given = answers(those, "first")
    attacker = Attacker(cells(given), SCALE)
    attacker.reads(of(told(frozen(tmp_path / "p", those), INSIDE, by=BY)))
    for name, chosen, inside in secrets(given, 5):
        said = most_frequent(inside)
        for own in {one.said for one in inside if one.said}:
            low, high = attacker.ends(chosen, said, own=(chosen, own))
            assert high - low >= min(2, len(inside)) - 1 - 1e-5, (name, said, own)


def test_who_counted_the_answers_as_they_came_finds_nothing_either(tmp_path: Path) -> None:
    rng = np.random.default_rng(11)
    those = people(rng, sizes(rng))
    given = answers(those, "first")
    attacker = Attacker(cells(given), SCALE)
    attacker.reads(of(told(frozen(tmp_path / "p", those), INSIDE, by=BY)))
    for cell in attacker.cells:
        size = sum(one.cell == cell for one in given)
        attacker.knows_size(lambda other, cell=cell: other == cell, size)
    assert_open(attacker, given, 5)


def regions(found: Told) -> dict[str, Suppression]:
    return {panel.group: panel.suppressed for row in of(found).breakdowns for panel in row}


def test_a_region_of_two_associations_is_not_published_by_itself(tmp_path: Path) -> None:
    """Each of the two would subtract its own numbers and find those of the other."""
    rng = np.random.default_rng(4)
    those = people(
        rng,
        {
            "two": {"a": 40, "b": 50},
            "many": {"c": 40, "d": 50, "e": 60},
            "more": {"f": 40, "g": 50, "h": 60, "i": 70},
        },
    )
    found = regions(told(frozen(tmp_path / "p", those), PUBLISHED, by=("region",)))
    assert found["two"] is Suppression.FEW_ASSOCIATIONS
    assert found["many"] is Suppression.COMPLEMENT
    assert found["more"] is Suppression.NONE


def test_a_region_that_one_association_fills_is_not_published_by_itself(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    those = people(
        rng,
        {
            "one": {"a": 300, "b": 9, "c": 9},
            "even": {"d": 90, "e": 90, "f": 90},
            "other": {"g": 60, "h": 60, "i": 60},
        },
    )
    found = regions(told(frozen(tmp_path / "p", those), PUBLISHED, by=("region",)))
    assert found["one"] is Suppression.FEW_ASSOCIATIONS


def test_inside_regions_of_two_associations_are_shown(tmp_path: Path) -> None:
    rng = np.random.default_rng(6)
    those = people(rng, {"two": {"a": 40, "b": 50}, "many": {"c": 40, "d": 50, "e": 60}})
    found = regions(told(frozen(tmp_path / "p", those), INSIDE, by=("region",)))
    assert set(found.values()) == {Suppression.NONE}


def test_a_number_is_hidden_when_one_person_s_would_be_told_by_the_next_mean(tmp_path: Path) -> None:
    """An association's mean age before and after one person came would give their age."""
    rng = np.random.default_rng(8)
    before = people(rng, {"r0": {"a0": 30, "a1": 40, "a2": 50}, "r1": {"a3": 50, "a4": 40}})
    since = people(rng, {"r0": {"a0": 1, "a1": 30, "a2": 30}, "r1": {"a3": 30, "a4": 30}})
    first = told(frozen(tmp_path / "1", before), INSIDE, by=BY)
    second = told(frozen(tmp_path / "2", before, since), INSIDE, by=BY, earlier=[first.release])
    ages = {panel.group: panel.n for panel in panels(of(second, "age"))}
    assert ages["a0"] is None
    assert ages[None] is not None


def test_the_same_answers_again_are_all_shown_again(tmp_path: Path) -> None:
    rng = np.random.default_rng(9)
    those = people(rng, sizes(rng))
    data = frozen(tmp_path / "p", those)
    first = told(data, INSIDE, by=BY)
    again = told(data, INSIDE, by=BY, earlier=[first.release])
    assert again.figures == first.figures


def test_what_is_kept_of_a_release_is_what_it_showed(tmp_path: Path) -> None:
    rng = np.random.default_rng(10)
    found = told(frozen(tmp_path / "p", people(rng, sizes(rng))), INSIDE, by=BY)
    plain = release_to_plain(found.release)
    lines = plain["tables"]["heard"]["lines"]
    assert [line is not None for line in lines] == [panel.n is not None for panel in panels(of(found))]
    back = release_from_plain(plain)
    assert back.groups == found.release.groups
    assert all(
        np.array_equal(ours.counts, theirs.counts, equal_nan=True)
        for ours, theirs in zip(back.tables, found.release.tables, strict=True)
    )
