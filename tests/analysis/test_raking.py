"""Answers are raked to what is known of their population, and intervals know it."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from arpent.analysis.dataset import Dataset, freeze_dataset
from arpent.analysis.figures import Figure
from arpent.analysis.tables import PROXIES, figures
from arpent.stats import Margin, rake
from arpent.stats.estimates import records
from arpent.stats.samples.design import stratified
from arpent.stats.samples.sample import of_design
from tests.analysis.passerelles import SIZES, People, people, questionnaire

SCALE = ("never", "sometimes", "often", "always")
GENDERS = {"gender": {"woman": 300.0, "man": 700.0}}


@pytest.fixture
def answered() -> People:
    return people(np.random.default_rng(5), SIZES)


def frozen(folder: Path, answered: People, margins: Mapping[str, Mapping[str, float]] | None) -> Dataset:
    return freeze_dataset(
        folder,
        questionnaire(),
        answered.answers,
        **answered.where,
        populations=answered.populations,
        margins=margins,
    )


def of(found: tuple[Figure, ...], question: str) -> Figure:
    return next(figure for figure in found if figure.question == question)


def own(answered: People) -> list[int]:
    return [row for row, voice in enumerate(answered.voice) if voice != "proxy"]


def test_the_raked_question_itself_has_the_known_shares(tmp_path: Path, answered: People) -> None:
    gender = of(figures(frozen(tmp_path, answered, GENDERS)), "gender")
    assert [number.value for number in gender.overall.numbers] == pytest.approx([0.3, 0.7])


def test_estimates_and_intervals_are_those_of_the_rows(tmp_path: Path, answered: People) -> None:
    rows = own(answered)
    names = sorted(set(answered.association))
    cluster = np.array([names.index(answered.association[row]) for row in rows])
    sizes = np.array([answered.populations[name] for name in names], dtype=float)
    base = (sizes / np.bincount(cluster))[cluster]
    gender = np.array([["woman", "man"].index(str(answered.answers["gender"][row])) for row in rows])
    margins = [
        Margin("associations", cluster, sizes),
        Margin("gender", gender, np.array([0.3, 0.7]) * sizes.sum()),
    ]
    sample = rake(base, margins).on(of_design(stratified(sizes), cluster, base))
    told = [answered.answers["heard"][row] for row in rows]
    asked = np.array([np.nan if answer not in SCALE else answer == "often" for answer in told], dtype=float)
    expected = records.share(asked, sample)
    found = of(figures(frozen(tmp_path, answered, GENDERS)), "heard").overall.numbers[2]
    assert (found.value, found.low, found.high) == pytest.approx(
        (expected.value, expected.low, expected.high), rel=1e-9
    )


def test_the_figure_says_what_it_was_raked_to(tmp_path: Path, answered: People) -> None:
    assert (
        "redressement sur « Vous êtes »" in of(figures(frozen(tmp_path, answered, GENDERS)), "heard").method
    )


def test_knowing_more_narrows_what_depends_on_it(tmp_path: Path, answered: People) -> None:
    plain = of(figures(frozen(tmp_path / "plain", answered, None)), "gender").overall.numbers[0]
    raked = of(figures(frozen(tmp_path / "raked", answered, GENDERS)), "gender").overall.numbers[0]
    assert raked.high - raked.low < 0.01 * (plain.high - plain.low)


def test_a_category_without_answers_is_left_aside_and_said(tmp_path: Path, answered: People) -> None:
    men = {**answered.answers, "gender": ["man"] * len(answered.voice)}
    changed = People(men, answered.region, answered.association, answered.voice, answered.populations)
    heard = of(figures(frozen(tmp_path, changed, GENDERS)), "heard")
    assert any("personne n’a répondu « Woman »" in note for note in heard.notes)
    assert "redressement" not in heard.method


def test_more_answers_than_people_are_left_aside_and_said(tmp_path: Path, answered: People) -> None:
    rare = {"gender": {"woman": 0.001, "man": 0.999}}
    heard = of(figures(frozen(tmp_path, answered, rare)), "heard")
    assert any("plus de réponses que de personnes" in note for note in heard.notes)


def test_proxies_are_not_raked(tmp_path: Path, answered: People) -> None:
    found = figures(frozen(tmp_path, answered, GENDERS), voices=PROXIES)
    assert not any("redressement" in figure.method for figure in found)
