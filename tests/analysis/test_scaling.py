"""A score is a numeric question like any other, with what it is worth said beside it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from arpent import stats
from arpent.analysis.codec import from_plain, to_plain
from arpent.analysis.dataset import Dataset, freeze_dataset, open_dataset
from arpent.analysis.figures import Figure, Mechanical
from arpent.analysis.scoring import Declared
from arpent.analysis.tables import figures
from tests.analysis.passerelles import choices
from tests.analysis.scales import CHOOSING, NAMES, TURNED, Chosen, chosen, instrument

SCALE = stats.Scale(1, 4, tuple(TURNED.values()), 0.8)


def frozen(folder: Path, people: Chosen, *scales: Declared, **others: object) -> Dataset:
    where = {"association": people.association, "region": people.region}
    return freeze_dataset(folder, instrument(), people.answers, scales=scales, **where, **others)


def score_of(found: Sequence[Figure], name: str = CHOOSING.name) -> Figure:
    return next(figure for figure in found if figure.question == name)


@pytest.fixture
def people() -> Chosen:
    return chosen(np.random.default_rng(4), mechanical=20)


def sample_of(people: Chosen) -> stats.Sample:
    codes = np.array([int(place[1:]) for place in people.association])
    strata = (codes >= 4).astype(int)
    design = stats.clustered([0] * 4 + [1] * 4, cluster_sizes=np.full(8, np.inf))
    assert strata.any()
    return stats.of_design(design, codes, np.ones(codes.size))


def test_a_score_is_the_mean_of_turned_answers_with_its_interval(tmp_path: Path, people: Chosen):
    figure = score_of(figures(frozen(tmp_path, people, CHOOSING)))
    made = stats.score(people.given, SCALE)
    expected = stats.mean(made.means, sample_of(people))
    number = figure.overall.numbers[0]
    assert (number.value, number.low, number.high) == pytest.approx(
        (expected.value, expected.low, expected.high)
    )
    assert figure.overall.n == expected.n


def test_who_left_too_many_questions_has_no_score(tmp_path: Path, people: Chosen):
    figure = score_of(figures(frozen(tmp_path, people, CHOOSING)))
    lacking = int((np.isnan(people.given).sum(axis=1) > 1).sum())
    assert figure.overall.missing is not None
    assert figure.overall.missing["no_answer"] == lacking > 0


def test_a_sum_is_as_many_times_the_mean(tmp_path: Path, people: Chosen):
    summed = replace(CHOOSING, name="score:somme", summed=True)
    found = figures(frozen(tmp_path, people, CHOOSING, summed))
    mean, total = (score_of(found, name).overall.numbers[0].value for name in (CHOOSING.name, summed.name))
    assert total == pytest.approx(5 * mean)


def test_answers_listed_from_the_highest_count_the_other_way(tmp_path: Path, people: Chosen):
    down = replace(CHOOSING, name="score:bas", descending=True)
    found = figures(frozen(tmp_path, people, CHOOSING, down))
    up, low = (score_of(found, name).overall.numbers[0].value for name in (CHOOSING.name, down.name))
    assert up + low == pytest.approx(5)


def test_alpha_and_omega_are_those_of_the_rows(tmp_path: Path, people: Chosen):
    found = score_of(figures(frozen(tmp_path, people, CHOOSING))).scale
    expected = stats.reliability(people.given, SCALE, sample=sample_of(people))
    assert found is not None
    assert found.consistency is not None
    told = found.consistency
    assert (told.alpha, told.low, told.high, told.omega) == pytest.approx(
        (expected.alpha.value, expected.alpha.low, expected.alpha.high, expected.omega)
    )
    assert told.against == ()


def test_with_raked_weights_alpha_follows_them(tmp_path: Path, people: Chosen):
    colour = ["red" if row % 3 else "blue" for row in range(240)]
    given = people.answers | {"colour": colour}
    made = freeze_dataset(
        tmp_path,
        instrument(),
        given,
        association=people.association,
        scales=(CHOOSING,),
        margins={"colour": {"red": 1, "blue": 1}},
    )
    found = score_of(figures(made)).scale
    weights = np.array([1 / 2 / (2 / 3) if one == "red" else 1 / 2 / (1 / 3) for one in colour])
    expected = stats.reliability(people.given, SCALE, sample=stats.one_stage(weights))
    assert found is not None
    assert found.consistency is not None
    assert found.consistency.alpha == pytest.approx(expected.alpha.value)


def test_a_question_that_was_not_declared_as_turned_is_named(tmp_path: Path, people: Chosen):
    forgotten = replace(CHOOSING, items=TURNED | {"told_what": False})
    found = score_of(figures(frozen(tmp_path, people, forgotten))).scale
    assert found is not None
    assert found.consistency is not None
    assert found.consistency.against == ("Told_What",)


def test_mechanical_answers_are_counted_with_and_without_and_nobody_is_left_out(
    tmp_path: Path, people: Chosen
):
    figure = score_of(figures(frozen(tmp_path, people, CHOOSING)))
    assert figure.scale is not None
    flags = {flag.kind: flag for flag in figure.scale.flags}
    same = stats.straight_lining(people.given)
    made = stats.score(people.given, SCALE).means
    expected = stats.with_and_without(made, same, sample_of(people))
    told = flags[Mechanical.SAME]
    assert told.count == int((same & ~np.isnan(made)).sum()) >= 20
    assert told.without is not None
    assert told.change is not None
    assert told.without.value == pytest.approx(expected.without.value)
    assert (told.change.low, told.change.high) == pytest.approx(
        (expected.difference.low, expected.difference.high)
    )
    assert figure.overall.n == int((~np.isnan(made)).sum())


def test_few_mechanical_answers_are_not_counted_aloud(tmp_path: Path):
    people = chosen(np.random.default_rng(4), mechanical=6)
    found = score_of(figures(frozen(tmp_path, people, CHOOSING))).scale
    assert found is not None
    told = next(flag for flag in found.flags if flag.kind is Mechanical.LAST)
    assert (told.count, told.without, told.change) == (None, None, None)


def test_nobody_at_all_is_said_in_a_large_group_only(tmp_path: Path):
    people = chosen(np.random.default_rng(5), rows=240)
    people.given[:, 0] = np.where(people.given[:, 4] == 1, 2, 1)  # nobody answers alike, nor always the last
    large = score_of(figures(frozen(tmp_path / "large", people, CHOOSING))).scale
    few = Chosen(people.given[:24], people.association[:24], people.region[:24])
    small = score_of(figures(frozen(tmp_path / "small", few, CHOOSING))).scale
    assert large is not None
    assert small is not None
    counts = [
        next(flag.count for flag in scale.flags if flag.kind is Mechanical.SAME) for scale in (large, small)
    ]
    assert counts == [0, None]


def test_where_n_is_hidden_nothing_is_said_of_the_score(tmp_path: Path):
    people = chosen(np.random.default_rng(6), rows=8)
    figure = score_of(figures(frozen(tmp_path, people, CHOOSING)))
    assert figure.overall.numbers[0].value is None
    assert figure.scale is not None
    assert (figure.scale.consistency, figure.scale.flags) == (None, ())


def test_a_group_that_is_hidden_has_no_score(tmp_path: Path, people: Chosen):
    places = ["a9" if row < 6 else place for row, place in enumerate(people.association)]
    made = frozen(tmp_path, replace(people, association=places), CHOOSING)
    panels = score_of(figures(made, by=("association",))).breakdowns[0]
    hidden = next(panel for panel in panels if panel.group == "a9")
    assert (hidden.n, hidden.numbers[0].value) == (None, None)


def test_everyone_alike_has_a_score_and_no_alpha(tmp_path: Path):
    people = Chosen(np.full((40, 5), 3.0), ["a1"] * 40, ["nord"] * 40)
    mixed = Chosen(np.vstack([people.given[:20], np.full((20, 5), 2.0)]), people.association, people.region)
    turned = replace(CHOOSING, items={name: place % 2 == 1 for place, name in enumerate(NAMES[:4])})
    found = score_of(figures(frozen(tmp_path, mixed, turned))).scale
    assert found is not None
    assert found.consistency is None


def test_a_scale_that_lost_a_question_is_left_aside(tmp_path: Path, people: Chosen):
    old = replace(CHOOSING, items=TURNED | {"gone": False})
    mixed = replace(CHOOSING, name="score:mixte", items={"meals": False, "colour": False})
    made = frozen(tmp_path, people, old, mixed)
    assert made.codebook.scales == ()
    assert not [question for question in made.codebook.questions if question.name.startswith("score:")]


def test_a_freeze_keeps_its_scales(tmp_path: Path, people: Chosen):
    made = frozen(tmp_path, people, CHOOSING)
    assert open_dataset(tmp_path).codebook.scales == made.codebook.scales
    assert made.codebook.scales[0].items == NAMES


def test_figures_of_scores_come_back_from_the_database(tmp_path: Path, people: Chosen):
    found = figures(frozen(tmp_path, people, CHOOSING), by=("region",))
    assert from_plain(to_plain(found)) == found


def test_of_two_answers_the_lowest_counts_nothing(tmp_path: Path):
    form = replace(instrument(), choices=instrument().choices | {"levels": choices("no", "yes")})
    given = {
        name: ["yes" if (row + place) % 3 else "no" for row in range(60)] for place, name in enumerate(NAMES)
    }
    summed = Declared("score:oui", "Oui", dict.fromkeys(NAMES, False), summed=True)
    found = score_of(figures(freeze_dataset(tmp_path, form, given, scales=(summed,))), summed.name)
    assert found.scale is not None
    assert found.scale.ends == (0, 5)
    assert found.overall.numbers[0].value == pytest.approx(10 / 3)
