"""One effect, several audiences: the gap with its error, and nothing of an audience whose figure is hidden."""

from pathlib import Path

import numpy as np
import pytest

from arpent import stats
from arpent.analysis.crossed.comparing import Asked, can_be_crossed, crossed
from arpent.analysis.crossed.values import Crossed, Said, from_plain, to_plain
from arpent.analysis.dataset import Dataset, freeze_dataset
from arpent.analysis.tables import figures
from arpent.instrument.values import Instrument, Kind, Question
from tests.analysis.passerelles import choices

LEVELS = ("low", "middle", "high")
PLACES = tuple(f"a{number}" for number in range(8))


def form(*favourable: str, levels: tuple[str, ...] = LEVELS) -> Instrument:
    return Instrument(
        name="ecoute",
        title={"fr": "Écoute"},
        version="1",
        editions=("fr",),
        default_edition="fr",
        items=(Question("heard", Kind.SELECT_ONE, {"fr": "Écouté ?"}, list_name="levels"),),
        choices={"levels": choices(*levels, favourable=favourable)},
    )


def answers(rng: np.random.Generator, lift: float, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """A code and a place a person; people of one place resemble each other."""
    place = np.arange(rows) % len(PLACES)
    shared = np.random.default_rng(77).normal(scale=0.5, size=len(PLACES))
    return np.clip(np.round(1 + lift + shared[place] + rng.normal(scale=0.6, size=rows)), 0, 2).astype(
        int
    ), place


def frozen(
    folder: Path, audience: str, code: np.ndarray, place: np.ndarray, *, populations: bool, **given: object
) -> Dataset:
    form_of = given.pop("form", form("high"))
    levels = [choice.name for choice in form_of.choices["levels"]]
    return freeze_dataset(
        folder,
        form_of,
        {"heard": [levels[one] for one in code]},
        audience=audience,
        association=[PLACES[at] for at in place],
        region=["nord" if at < 4 else "sud" for at in place],
        populations=dict.fromkeys(PLACES, 400) if populations else None,
        **given,
    )


def asked(dataset: Dataset, threshold: int = 11) -> Asked:
    figure = figures(dataset, threshold=threshold)[0]
    return Asked(dataset, "heard", figure)


def two(folder: Path, lift: float, *, populations: bool, rows: int = 200) -> tuple[Crossed, list]:
    rng = np.random.default_rng(3)
    given = [answers(rng, at, rows) for at in (0.0, lift)]
    made = [
        asked(frozen(folder / name, name, *each, populations=populations))
        for name, each in zip(("people", "families"), given, strict=True)
    ]
    return crossed("Être écouté", made), given


def test_independent_audiences_compare_as_their_two_samples(tmp_path: Path):
    found, given = two(tmp_path, 0.5, populations=True)
    samples = [
        stats.of_design(stats.stratified(np.full(8, 400.0)), place, 400 / np.bincount(place)[place])
        for _, place in given
    ]
    both = stats.join(*samples, shared=0)
    values = np.concatenate([code + 1.0 for code, _ in given])
    whose = np.repeat([0, 1], 200)
    expected = stats.compare.gaps(values, whose, sample=both).pairs[0, 1]
    gap = found.gaps[0]
    assert (gap.gap.value, gap.gap.low, gap.gap.high) == pytest.approx(
        (expected.value, expected.low, expected.high)
    )
    assert gap.said is Said.DIFFER


def test_drawn_associations_share_their_luck(tmp_path: Path):
    found, given = two(tmp_path, 0.5, populations=False)
    samples = [
        stats.of_design(
            stats.clustered([0] * 4 + [1] * 4, cluster_sizes=np.full(8, np.inf)), place, np.ones(200)
        )
        for _, place in given
    ]
    both = stats.join(*samples, shared=1)
    values = np.concatenate([code + 1.0 for code, _ in given])
    expected = stats.compare.gaps(values, np.repeat([0, 1], 200), sample=both).pairs[0, 1]
    apart = stats.compare.gaps(values, np.repeat([0, 1], 200), sample=stats.join(*samples, shared=0)).pairs[
        0, 1
    ]
    gap = found.gaps[0].gap
    assert (gap.low, gap.high) == pytest.approx((expected.low, expected.high))
    assert gap.high - gap.low < apart.high - apart.low


def test_one_audience_drawn_and_one_reached_whole_are_compared_through_associations(tmp_path: Path):
    rng = np.random.default_rng(3)
    made = [
        asked(frozen(tmp_path / name, name, *answers(rng, lift, 200), populations=known))
        for name, lift, known in (("people", 0.0, True), ("families", 0.6, False))
    ]
    gap = crossed("Être écouté", made).gaps[0]
    assert gap.gap.low is not None
    assert gap.gap.low < gap.gap.value < gap.gap.high


def test_the_mean_of_a_view_is_that_of_its_shown_shares(tmp_path: Path):
    found, _given = two(tmp_path, 0.3, populations=True)
    for sight in found.sights:
        shares = [number.value for number in sight.numbers]
        assert sight.mean is not None
        assert sight.mean.value == pytest.approx(np.dot([1, 2, 3], shares))


def test_favourable_answers_that_come_first_count_highest(tmp_path: Path):
    rng = np.random.default_rng(3)
    code, place = answers(rng, 0.4, 200)
    down = form("low", levels=LEVELS)
    made = [
        asked(frozen(tmp_path / name, name, code, place, populations=True, form=down))
        for name in ("people", "families")
    ]
    found = crossed("À l’envers", made)
    shares = [number.value for number in found.sights[0].numbers]
    assert found.sights[0].mean.value == pytest.approx(np.dot([3, 2, 1], shares))


def test_of_two_answers_the_favourable_share_is_compared(tmp_path: Path):
    rng = np.random.default_rng(5)
    yes = form("yes", levels=("yes", "no"))
    made = [
        asked(
            frozen(
                tmp_path / name,
                name,
                (rng.random(200) < share).astype(int),
                np.arange(200) % 8,
                populations=True,
                form=yes,
            )
        )
        for name, share in (("people", 0.3), ("families", 0.5))
    ]
    found = crossed("Choisir", made)
    assert (found.low, found.high, found.margin) == (0, 1, pytest.approx(0.1))
    assert found.sights[0].mean.value == pytest.approx(found.sights[0].numbers[0].value)
    assert found.gaps[0].gap.value < 0
    assert found.gaps[0].higher.value == pytest.approx(0.5 + found.gaps[0].gap.value / 2)


def test_the_same_answers_are_alike_when_there_are_many(tmp_path: Path):
    found, _ = two(tmp_path, 0.0, populations=True, rows=3000)
    assert found.gaps[0].said is Said.ALIKE


def test_few_answers_cannot_tell_and_say_what_could_have_shown(tmp_path: Path):
    found, _ = two(tmp_path, 0.1, populations=False, rows=40)
    gap = found.gaps[0]
    assert gap.said is Said.CANNOT_TELL
    assert gap.smallest is not None
    assert gap.smallest > found.margin


def test_an_audience_whose_figure_is_hidden_is_hidden_here_too(tmp_path: Path):
    rng = np.random.default_rng(6)
    made = [
        asked(frozen(tmp_path / name, name, *answers(rng, 0.2, rows), populations=False))
        for name, rows in (("people", 200), ("families", 200), ("partners", 9))
    ]
    found = crossed("Être écouté", made)
    hidden = found.sights[2]
    assert (hidden.n, hidden.numbers, hidden.mean) == (None, (), None)
    assert [(gap.first, gap.second) for gap in found.gaps] == [("people", "families")]


def test_alone_an_audience_is_compared_with_nobody(tmp_path: Path):
    rng = np.random.default_rng(6)
    made = [
        asked(frozen(tmp_path / name, name, *answers(rng, 0.2, rows), populations=False))
        for name, rows in (("people", 200), ("partners", 9))
    ]
    assert crossed("Être écouté", made).gaps == ()


def test_raked_audiences_keep_their_margins(tmp_path: Path):
    rng = np.random.default_rng(7)
    given = answers(rng, 0.2, 200)
    plain = asked(frozen(tmp_path / "a", "people", *given, populations=True))
    raked = asked(
        frozen(
            tmp_path / "b",
            "families",
            *answers(rng, 0.4, 200),
            populations=True,
            margins={"heard": {"low": 30, "middle": 40, "high": 30}},
        )
    )
    found = crossed("Être écouté", [plain, raked])
    assert found.sights[1].mean.value == pytest.approx(2.0)
    assert found.sights[1].mean.high - found.sights[1].mean.low < 1e-6


def test_other_answers_are_not_crossed(tmp_path: Path):
    rng = np.random.default_rng(8)
    one = frozen(tmp_path / "a", "people", *answers(rng, 0, 60), populations=False)
    other = frozen(
        tmp_path / "b",
        "families",
        *answers(rng, 0, 60),
        populations=False,
        form=form(levels=("a", "b", "c")),
    )
    questions = [each.codebook.question("heard") for each in (one, other)]
    assert not can_be_crossed(questions)
    assert not can_be_crossed([questions[0], None])
    assert can_be_crossed([questions[0], questions[0]])


def test_views_come_back_from_the_database(tmp_path: Path):
    found, _ = two(tmp_path, 0.5, populations=True)
    assert from_plain(to_plain([found])) == (found,)
