"""Each closed question is tested against each breakdown, on what is shown, for all tests together."""

from pathlib import Path

import numpy as np
import pytest

from arpent.analysis.dataset import Dataset, freeze_dataset
from arpent.analysis.figures import Figure
from arpent.analysis.tables import figures
from arpent.instrument.values import Missing
from arpent.stats import Codes, compare, regression
from arpent.stats.compare.multiplicity import holm
from arpent.stats.samples.design import stratified
from arpent.stats.samples.sample import Sample, of_design
from tests.analysis.passerelles import SIZES, People, people, questionnaire


@pytest.fixture
def answered() -> People:
    return people(np.random.default_rng(1), SIZES)


@pytest.fixture
def dataset(tmp_path: Path, answered: People) -> Dataset:
    return freeze_dataset(
        tmp_path, questionnaire(), answered.answers, **answered.where, populations=answered.populations
    )


def the_rows(answered: People) -> tuple[list[int], Sample, np.ndarray]:
    """Those who answered themselves, the sample that they are, and the region of each."""
    rows = [row for row, voice in enumerate(answered.voice) if voice != "proxy"]
    names = sorted(set(answered.association))
    cluster = np.array([names.index(answered.association[row]) for row in rows])
    sizes = np.array([answered.populations[name] for name in names], dtype=float)
    sample = of_design(stratified(sizes), cluster, (sizes / np.bincount(cluster))[cluster])
    region = np.array([["est", "nord", "sud"].index(answered.region[row]) for row in rows])
    return rows, sample, region


def of(found: tuple[Figure, ...], question: str) -> Figure:
    return next(figure for figure in found if figure.question == question)


def test_a_test_is_that_of_the_rows(dataset: Dataset, answered: People) -> None:
    rows, sample, region = the_rows(answered)
    scale = ["never", "sometimes", "often", "always"]
    heard = np.array(
        [scale.index(a) if a in scale else -1 for a in (answered.answers["heard"][r] for r in rows)]
    )
    expected = compare.cross(heard, region, sample=sample)
    found = of(figures(dataset, by=("region",)), "heard").dependences[0]
    assert (found.f, found.ndf, found.ddf, found.v) == pytest.approx(
        (expected.statistic, expected.ndf, expected.df, expected.effect.value), rel=1e-8
    )


def test_every_p_of_a_questionnaire_is_adjusted_together(dataset: Dataset) -> None:
    one = [figures(dataset, by=(by,)) for by in ("region", "gender")]
    both = figures(dataset, by=("region", "gender"))
    assert sum(len(figure.dependences) for figure in both) == sum(
        len(figure.dependences) for found in one for figure in found
    )
    apart = [d.p for found in one for figure in found for d in figure.dependences]
    together = [d.p for figure in both for d in figure.dependences]
    assert max(together) >= max(apart) - 1e-12
    assert all(np.isfinite(together))
    assert holm(np.array([0.01, 0.04])).tolist() == pytest.approx([0.02, 0.04])


def test_a_hidden_group_is_not_part_of_any_test(tmp_path: Path, answered: People) -> None:
    """Whatever the hidden group answers, nothing that is printed changes."""

    def told(folder: Path, answer: str) -> list[tuple[float, float, int]]:
        heard = [
            answer if place == "clairière" else given
            for given, place in zip(answered.answers["heard"], answered.association, strict=True)
        ]
        made = freeze_dataset(folder, questionnaire(), answered.answers | {"heard": heard}, **answered.where)
        found = of(figures(made, by=("association",)), "heard")
        hidden = {panel.group for panel in found.breakdowns[0] if panel.n is None}
        assert "clairière" in hidden
        return [(d.f, d.v, d.n) for d in found.dependences]

    one, other = told(tmp_path / "a", "never"), told(tmp_path / "b", "always")
    assert len(one) == 1
    assert one[0] == pytest.approx(other[0])


def test_a_mean_is_tested_as_in_the_model_of_the_rows(tmp_path: Path, answered: People) -> None:
    rows, sample, region = the_rows(answered)
    ages = [age if isinstance(age, int) else Missing.DONT_KNOW for age in answered.answers["age"]]
    dataset = freeze_dataset(
        tmp_path,
        questionnaire(),
        answered.answers | {"age": ages},
        **answered.where,
        populations=answered.populations,
    )
    given = [ages[row] for row in rows]
    years = np.array([age if isinstance(age, int) else np.nan for age in given], dtype=float)
    model = regression.linear(years, {"region": Codes(region, 3)}, sample=sample)
    expected = model.working("region")
    found = of(figures(dataset, by=("region",)), "age").dependences[0]
    assert (found.f, found.ndf, found.ddf, found.eta2) == pytest.approx(
        (expected.statistic, expected.ndf, expected.df, model.effect.value), rel=1e-8
    )


def test_each_answer_of_several_is_tested_by_itself(tmp_path: Path, answered: People) -> None:
    rows, sample, region = the_rows(answered)
    helped = [given or Missing.DONT_KNOW for given in answered.answers["help"]]
    dataset = freeze_dataset(
        tmp_path,
        questionnaire(),
        answered.answers | {"help": helped},
        **answered.where,
        populations=answered.populations,
    )
    found = of(figures(dataset, by=("region",)), "help").dependences
    assert [one.choice for one in found] == ["family", "staff", "friends"]
    for one in found:
        given = [helped[row] for row in rows]
        ticked = np.array([int(one.choice in cell) if isinstance(cell, tuple) else -1 for cell in given])
        expected = compare.cross(ticked, region, sample=sample)
        assert (one.f, one.ddf, one.v) == pytest.approx(
            (expected.statistic, expected.df, expected.effect.value), rel=1e-8
        )


def test_each_place_of_a_rank_is_tested_by_itself(dataset: Dataset) -> None:
    found = of(figures(dataset, by=("region",)), "wishes").dependences
    assert [one.choice_label for one in found] == ["Work", "Home", "Travel"]
    assert all(one.eta2 is not None for one in found)


def test_an_answer_whose_share_is_hidden_is_not_tested(tmp_path: Path, answered: People) -> None:
    """Nobody of a small group ticks it: its 0 % is hidden, and so is the group in the test."""
    helped = [
        tuple(name for name in given if name != "staff") if place == "estuaire" else given
        for given, place in zip(answered.answers["help"], answered.association, strict=True)
    ]
    made = freeze_dataset(tmp_path, questionnaire(), answered.answers | {"help": helped}, **answered.where)
    found = of(figures(made, by=("association",)), "help")
    staff = next(one for one in found.dependences if one.choice == "staff")
    family = next(one for one in found.dependences if one.choice == "family")
    told = {panel.group: panel.n for panel in found.breakdowns[0] if panel.numbers[1].value is not None}
    assert "estuaire" not in told
    assert staff.n == sum(told.values()) < family.n


def test_what_is_only_acknowledged_is_not_tested(dataset: Dataset) -> None:
    assert not of(figures(dataset, by=("region",)), "read").dependences
