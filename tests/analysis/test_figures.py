"""From a frozen dataset to protected figures."""

from pathlib import Path

import numpy as np
import pytest

from arpent.analysis.codebook import Voice
from arpent.analysis.dataset import Dataset, freeze_dataset
from arpent.analysis.errors import DatasetError
from arpent.analysis.figures import Figure, Measure, Panel, Suppression
from arpent.analysis.tables import PROXIES, figures
from arpent.instrument.values import Instrument, Kind, Missing, Question
from tests.analysis.passerelles import SIZES, People, people, questionnaire

BY = ("region", "association", "gender")


@pytest.fixture
def answered() -> People:
    return people(np.random.default_rng(1), SIZES)


@pytest.fixture
def dataset(tmp_path: Path, answered: People) -> Dataset:
    return freeze_dataset(
        tmp_path / "people",
        questionnaire(),
        answered.answers,
        **answered.where,
        populations=answered.populations,
        labels={"region": {"": "Région", "nord": "Le Nord"}},
    )


def of(found: tuple[Figure, ...], question: str) -> Figure:
    return next(figure for figure in found if figure.question == question)


def panels(figure: Figure) -> list[Panel]:
    return [figure.overall, *(panel for breakdown in figure.breakdowns for panel in breakdown)]


def test_every_counted_question_is_told_in_order(dataset: Dataset) -> None:
    assert [figure.question for figure in figures(dataset)] == [
        "heard", "help", "age", "wishes", "gender", "read",
    ]  # fmt: skip


def test_shares_are_weighted_by_the_population_of_each_association(
    dataset: Dataset, answered: People
) -> None:
    rows = [row for row, voice in enumerate(answered.voice) if voice != "proxy"]
    by_association = dict.fromkeys(answered.populations, 0)
    for row in rows:
        by_association[answered.association[row]] += 1
    total = hits = 0.0
    for row in rows:
        name, answer = answered.association[row], answered.answers["heard"][row]
        weight = answered.populations[name] / by_association[name]
        total += weight * (answer in ("never", "sometimes", "often", "always"))
        hits += weight * (answer == "often")
    assert of(figures(dataset), "heard").overall.numbers[2].value == pytest.approx(hits / total, rel=1e-12)


def test_missing_answers_are_counted_by_reason(dataset: Dataset, answered: People) -> None:
    said = [
        answer
        for answer, voice in zip(answered.answers["heard"], answered.voice, strict=True)
        if voice != "proxy"
    ]
    overall = of(figures(dataset), "heard").overall
    assert overall.n == sum(answer != "dont_know" for answer in said)
    assert overall.missing == {
        "not_asked": 0, "no_answer": 0, "dont_know": said.count("dont_know"),
        "prefer_not": 0, "not_concerned": 0, "not_understood": 0,
    }  # fmt: skip


def test_missing_answers_are_weighed_among_those_asked(tmp_path: Path) -> None:
    weighed = freeze_dataset(
        tmp_path / "weighed",
        questionnaire(),
        {"heard": ["often", "never", Missing.DONT_KNOW, None]},
        weight=[3.0, 1.0, 4.0, 9.0],
    )
    shares = of(figures(weighed, threshold=1), "heard").overall.missing_shares
    assert shares is not None
    assert shares["dont_know"] == pytest.approx(0.5)
    assert sum(shares.values()) == pytest.approx(0.5)


def test_a_hidden_group_does_not_weigh_its_missing_answers(dataset: Dataset) -> None:
    hidden = [p for p in panels(of(figures(dataset, by=BY), "heard")) if p.suppressed]
    assert hidden
    assert all(panel.missing_shares is None for panel in hidden)


def test_proxies_are_told_apart(dataset: Dataset, answered: People) -> None:
    own, theirs = of(figures(dataset), "heard"), of(figures(dataset, voices=PROXIES), "heard")
    assert (own.voice, theirs.voice) == ("self", "proxy")
    everyone = sum(answer != "dont_know" for answer in answered.answers["heard"])
    assert own.overall.n + theirs.overall.n == everyone


def test_proxies_are_never_mixed_with_the_persons(dataset: Dataset) -> None:
    with pytest.raises(DatasetError, match="D012"):
        figures(dataset, voices=frozenset(Voice))


def test_the_favourable_share_is_the_sum_of_its_choices(dataset: Dataset) -> None:
    overall = of(figures(dataset), "heard").overall
    assert overall.favourable.value == pytest.approx(overall.numbers[2].value + overall.numbers[3].value)
    assert overall.favourable.low < overall.favourable.value < overall.favourable.high


def test_a_group_under_the_threshold_is_hidden_with_its_n(dataset: Dataset) -> None:
    for figure in figures(dataset, by=BY):
        for panel in panels(figure):
            assert panel.n is None or panel.n >= 11
            assert (panel.n is None) == (panel.suppressed is not Suppression.NONE)
            if panel.n is None:
                assert panel.missing is None
                assert {number.value for number in panel.numbers} == {None}


def test_a_lone_small_association_takes_another_of_its_region_with_it(dataset: Dataset) -> None:
    association = of(figures(dataset, by=BY), "heard").breakdowns[1]
    hidden = {panel.group: panel.suppressed for panel in association if panel.suppressed}
    assert hidden["clairière"] is Suppression.TOO_FEW
    assert Suppression.COMPLEMENT in (hidden.get("barque"), hidden.get("arc"))


def test_a_number_is_a_mean_with_its_interval(dataset: Dataset) -> None:
    age = of(figures(dataset), "age")
    number = age.overall.numbers[0]
    assert age.measure is Measure.MEAN
    assert number.choice is None
    assert 18 < number.low < number.value < number.high < 90


def test_a_rank_gives_a_mean_rank_by_choice(dataset: Dataset) -> None:
    wishes = of(figures(dataset), "wishes")
    assert wishes.measure is Measure.MEAN
    assert sum(number.value for number in wishes.overall.numbers) == pytest.approx(6)


def test_several_answers_give_one_share_by_choice(dataset: Dataset) -> None:
    numbers = of(figures(dataset), "help").overall.numbers
    assert [number.choice for number in numbers] == ["family", "staff", "friends"]
    assert sum(number.value for number in numbers) > 1


def test_labels_are_words(dataset: Dataset) -> None:
    region = of(figures(dataset, by=("region",)), "heard").breakdowns[0]
    assert {panel.by_label for panel in region} == {"Région"}
    assert region[0].group_label == "Le Nord"


def test_the_method_is_said(dataset: Dataset) -> None:
    words = of(figures(dataset), "heard").method.replace("\u202f", " ")
    assert words == (
        "part pondérée ; intervalle logit à 95 % ; 8 associations comme strates, populations finies"
    )


def test_without_populations_associations_are_clusters(tmp_path: Path, answered: People) -> None:
    frozen = freeze_dataset(tmp_path / "p", questionnaire(), answered.answers, **answered.where)
    figure = of(figures(frozen), "heard")
    assert figure.unweighted
    assert figure.method.endswith("8 grappes dans 3 strates")


def test_an_association_s_own_interval_rests_on_its_persons(tmp_path: Path, answered: People) -> None:
    frozen = freeze_dataset(tmp_path / "p", questionnaire(), answered.answers, **answered.where)
    association = of(figures(frozen, by=("association",)), "heard").breakdowns[0]
    shown = [panel for panel in association if panel.n]
    assert all(number.low < number.high for panel in shown for number in panel.numbers)


def test_a_population_below_its_answers_is_refused(tmp_path: Path, answered: People) -> None:
    frozen = freeze_dataset(
        tmp_path / "p",
        questionnaire(),
        answered.answers,
        **answered.where,
        populations={**answered.populations, "arc": 3},
    )
    with pytest.raises(DatasetError, match="D008 · Association « arc »"):
        figures(frozen)


def test_when_everyone_answered_the_interval_is_a_point_and_says_so(tmp_path: Path) -> None:
    answers = {"gender": ["woman"] * 20 + ["man"] * 10}
    frozen = freeze_dataset(
        tmp_path / "p", questionnaire(), answers, association=["arc"] * 30, populations={"arc": 30}
    )
    figure = of(figures(frozen), "gender")
    number = figure.overall.numbers[0]
    assert number.low == number.value == number.high == pytest.approx(2 / 3)
    assert figure.census
    assert "toutes les personnes ont répondu" in figure.method


def test_associations_without_an_answer_are_said(tmp_path: Path, answered: People) -> None:
    frozen = freeze_dataset(
        tmp_path / "p",
        questionnaire(),
        answered.answers,
        **answered.where,
        populations={**answered.populations, "houle": 50, "iris": 20},
    )
    notes = of(figures(frozen), "heard").notes
    assert "2 associations n’ont aucune réponse\u202f: les résultats ne les représentent pas." in notes


def test_every_question_has_every_breakdown_even_its_own(dataset: Dataset) -> None:
    """Published tables print a question by itself; a reader who takes columns by place must find them."""
    for figure in figures(dataset, by=("gender", "region")):
        assert [panels[0].by for panels in figure.breakdowns] == ["gender", "region"]


def test_a_question_may_bear_the_name_of_a_design_column(tmp_path: Path) -> None:
    form = Instrument(
        "f",
        {"fr": "F"},
        "1",
        ("fr",),
        "fr",
        (Question("weight", Kind.INTEGER, {"fr": "Votre poids"}), Question("voice", Kind.INTEGER)),
        {},
    )
    answers = {"weight": [60] * 10 + [80] * 10, "voice": [3] * 20}
    found = figures(freeze_dataset(tmp_path / "p", form, answers))
    assert of(found, "weight").overall.numbers[0].value == pytest.approx(70)


def test_an_unknown_breakdown_is_refused_with_those_that_exist(dataset: Dataset) -> None:
    with pytest.raises(DatasetError, match=r"D009 .* region, association, heard, gender"):
        figures(dataset, by=("shoe",))


def test_a_small_group_whose_answers_are_all_alike_is_hidden(tmp_path: Path) -> None:
    answers = {"gender": ["woman"] * 20 + ["man", "woman"] * 40}
    frozen = freeze_dataset(
        tmp_path / "p", questionnaire(), answers, region=["nord"] * 20 + ["sud"] * 40 + ["est"] * 40
    )
    region = of(figures(frozen, by=("region",)), "gender").breakdowns[0]
    assert next(panel for panel in region if panel.group == "nord").n is None


def test_a_hidden_figure_says_nothing_of_its_interval(tmp_path: Path) -> None:
    """« intervalle exact » would say that everyone answered the same."""
    frozen = freeze_dataset(tmp_path / "p", questionnaire(), {"gender": ["woman"] * 20})
    figure = of(figures(frozen), "gender")
    assert figure.overall.n is None
    assert "intervalle" not in figure.method


def test_progress_reaches_its_end(dataset: Dataset) -> None:
    seen: list[tuple[int, int]] = []
    figures(dataset, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]
