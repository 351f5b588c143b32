"""Each closed question is tested against each breakdown, on what is shown, for all tests together."""

from pathlib import Path

import numpy as np
import pytest

from arpent.analysis.dataset import Dataset, freeze_dataset
from arpent.analysis.figures import Figure
from arpent.analysis.tables import figures
from arpent.stats import compare
from arpent.stats.compare.multiplicity import holm
from arpent.stats.samples.design import stratified
from arpent.stats.samples.sample import of_design
from tests.analysis.passerelles import SIZES, People, people, questionnaire


@pytest.fixture
def answered() -> People:
    return people(np.random.default_rng(1), SIZES)


@pytest.fixture
def dataset(tmp_path: Path, answered: People) -> Dataset:
    return freeze_dataset(
        tmp_path, questionnaire(), answered.answers, **answered.where, populations=answered.populations
    )


def of(found: tuple[Figure, ...], question: str) -> Figure:
    return next(figure for figure in found if figure.question == question)


def test_a_test_is_that_of_the_rows(dataset: Dataset, answered: People) -> None:
    rows = [row for row, voice in enumerate(answered.voice) if voice != "proxy"]
    names = sorted(set(answered.association))
    cluster = np.array([names.index(answered.association[row]) for row in rows])
    sizes = np.array([answered.populations[name] for name in names], dtype=float)
    sample = of_design(stratified(sizes), cluster, (sizes / np.bincount(cluster))[cluster])
    scale = ["never", "sometimes", "often", "always"]
    heard = np.array(
        [scale.index(a) if a in scale else -1 for a in (answered.answers["heard"][r] for r in rows)]
    )
    region = np.array([["est", "nord", "sud"].index(answered.region[row]) for row in rows])
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


def test_numbers_and_multiple_choices_are_not_tested(dataset: Dataset) -> None:
    found = figures(dataset, by=("region",))
    assert not any(of(found, name).dependences for name in ("age", "help", "wishes"))
