"""Topics are counted with everything else, and what a machine adds to their interval is said."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from arpent.analysis.actions import freeze_campaign, set_margin
from arpent.analysis.dataset import CLUSTER, open_dataset
from arpent.analysis.figures import Figure
from arpent.analysis.models import Freeze, OpenAnswer
from arpent.analysis.results import figures_of
from arpent.analysis.tasks import folder_of
from arpent.analysis.topics.asking import ask_to_learn
from arpent.analysis.topics.changes import remove_topic
from arpent.analysis.topics.freezing import chances
from arpent.analysis.topics.models import Topic
from tests.analysis.test_coding import code, code_the_sample
from tests.analysis.written import SPOKEN, build, question_of, truth, with_topics
from tests.cast import Cast
from tests.world import World


@pytest.fixture
def written(cast: Cast, monkeypatch: pytest.MonkeyPatch, files: Path) -> World:
    return build(cast, monkeypatch)


@pytest.fixture
def topics(written: World) -> dict[str, Topic]:
    return with_topics(written)


@pytest.fixture
def frozen(written: World, django_capture_on_commit_callbacks):
    """frozen() gives the figure of topics of a new freeze, at a threshold; None when they are not counted."""

    def freeze(threshold: int = 5) -> Figure | None:
        with django_capture_on_commit_callbacks(execute=True):
            made = freeze_campaign(campaign=written.campaign, by=written.cast.alice)
        made.refresh_from_db()
        assert made.state == "ready", made.error
        found = figures_of(made.datasets.get(), voice="own", threshold=threshold)
        return next((figure for figure in found if figure.topics), None)

    return freeze


@pytest.fixture
def learned(written: World, topics: dict[str, Topic], django_capture_on_commit_callbacks) -> World:
    """Two thirds of the texts were coded by hand, the machine coded the rest."""
    code_the_sample(written, topics, 24)
    with django_capture_on_commit_callbacks(execute=True):
        ask_to_learn(question=question_of(written), by=written.cast.alice)
    return written


def shares(figure: Figure) -> dict[str, float]:
    return {number.label: number.value for number in figure.overall.numbers}


def plain_truth(world: World) -> dict[str, float]:
    """In La Clairière 60 people, in Le Gué 40: each answer weighs as many."""
    heard = {"La Clairière": [], "Le Gué": []}
    texts = {text.response_id: text for text in OpenAnswer.objects.select_related("response")}
    for link in world.campaign.links.select_related("participation__organisation"):
        for response in link.responses.all():
            text = texts.get(response.pk)
            heard[link.participation.organisation.name].append(truth(text) if text else "")
    sizes = {"La Clairière": 60, "Le Gué": 40}
    return {
        name or "Aucun de ces sujets": sum(
            sizes[place] * said.count(name) / len(said) for place, said in heard.items()
        )
        / 100
        for name in (*SPOKEN, "")
    }


def test_topics_coded_by_hand_are_counted_like_any_choice(written: World, topics, frozen):
    code_the_sample(written, topics, OpenAnswer.objects.count())
    figure = frozen()
    assert shares(figure) == pytest.approx(plain_truth(written))
    assert "Chaque texte a été lu et codé par une personne." in figure.notes


def test_nothing_to_say_is_an_answer_on_no_topic(written: World, topics, frozen):
    code_the_sample(written, topics, OpenAnswer.objects.count())
    assert frozen().overall.n == 42


def test_without_named_topics_nothing_is_counted(written: World, frozen):
    Topic.objects.create(question=question_of(written), words=["bus", "soir"])
    assert frozen() is None


def test_a_sample_that_no_machine_completes_is_not_counted(written: World, topics, frozen):
    code_the_sample(written, topics, 24)
    assert frozen() is None


def test_the_machine_s_errors_are_corrected_by_the_sample(learned: World, frozen):
    figure = frozen()
    for name, share in plain_truth(learned).items():
        number = next(one for one in figure.overall.numbers if one.label == name)
        assert number.low - 0.02 <= share <= number.high + 0.02
        assert number.low < number.value < number.high


def test_the_method_says_two_phases_and_the_notes_say_how_many_by_hand(learned: World, frozen):
    figure = frozen()
    assert "deux phases" in figure.method
    assert figure.notes[-1].startswith("24 textes sur 34, tirés au hasard")


def test_each_association_has_its_own_share(learned: World, frozen):
    figure = frozen()
    by_association = next(row for row in figure.breakdowns if row[0].by == "association")
    assert all(
        number.low <= number.value <= number.high for panel in by_association for number in panel.numbers
    )
    overall = figure.overall.numbers[0].value
    parts = [panel.numbers[0].value for panel in by_association]
    assert min(parts) <= overall <= max(parts)


def test_what_is_protected_stays_hidden(learned: World, frozen):
    figure = frozen(threshold=50)
    assert figure is None or all(number.value is None for number in figure.overall.numbers)


def raked(place: np.ndarray, time: np.ndarray, targets: tuple[float, float]) -> np.ndarray:
    """Iterative proportional fitting, here and by hand: 60 and 40 people, and a known breakdown of one question."""
    weights = np.array([60, 40])[place] / np.bincount(place)[place]
    told = [weights[time == code].sum() for code in (-1, 0, 1)]
    wanted = np.array([told[0], *(share * (told[1] + told[2]) for share in targets)])
    for _ in range(500):
        weights = weights * (wanted / np.bincount(time + 1, weights))[time + 1]
        weights = weights * (np.array([60, 40]) / np.bincount(place, weights))[place]
    return weights


def test_two_phases_follow_the_weights_that_were_raked(learned: World, topics, frozen):
    plain = shares(frozen())
    set_margin(
        questionnaire=learned.questionnaire,
        question="temps_pour_soi",
        sizes={"oui": Decimal(8), "non": Decimal(2)},
    )
    found = frozen()
    dataset = open_dataset(folder_of(Freeze.objects.latest("made_at").datasets.get()))
    repose = f"sujet_{topics['Le repos'].pk}"
    names = (
        CLUSTER,
        "temps_pour_soi",
        "mot_sujets:chance",
        f"mot_sujets:score/{repose}",
        f"mot_sujets/{repose}",
    )
    (part,) = dataset.batches(names)
    place, time, chance, score, said = (part[name].astype(float) for name in names)
    assert [cluster.population for cluster in dataset.codebook.clusters] == [60, 40]
    weights = raked(place.astype(int), np.maximum(time, -1).astype(int), (0.8, 0.2))
    spoke, drawn = said >= 0, chance > 0
    corrected = score + np.where(drawn, (said - score) / np.where(drawn, chance, 1), 0)
    expected = (weights * corrected)[spoke].sum() / weights[spoke].sum()
    assert shares(found)["Le repos"] == pytest.approx(expected, rel=1e-6)
    assert shares(found)["Le repos"] != pytest.approx(plain["Le repos"], rel=1e-3)
    assert "redressement" in found.method


def test_a_removed_topic_is_not_counted(learned: World, topics, frozen):
    remove_topic(topic=topics["Le repos"], by=learned.cast.alice)
    assert "Le repos" not in shares(frozen())


def test_scores_and_chances_are_sealed_with_the_answers(learned: World, topics, frozen):
    frozen()
    dataset = open_dataset(folder_of(Freeze.objects.get().datasets.get()))
    columns = ["mot_sujets:chance", f"mot_sujets:score/sujet_{topics['Le repos'].pk}"]
    (part,) = dataset.batches(columns)
    assert np.count_nonzero(part["mot_sujets:chance"]) == 24
    assert set(np.round(part["mot_sujets:chance"], 6)) == {0.0, round(24 / 34, 6)}


def test_texts_of_no_draw_weigh_on_the_others():
    draws, spoken = np.array([1, 1, 1, 1, 0, 0, 0, 0]), np.ones(8, bool)
    sampled = np.array([1, 1, 0, 0, 0, 0, 0, 0], bool)
    assert chances(draws, spoken, sampled).tolist() == [0.25, 0.25, 0, 0, 0, 0, 0, 0]


def test_each_draw_has_its_own_chance():
    draws, spoken = np.array([1, 1, 1, 1, 2, 2]), np.ones(6, bool)
    sampled = np.array([1, 0, 0, 0, 1, 0], bool)
    assert chances(draws, spoken, sampled).tolist() == [0.25, 0, 0, 0, 0.5, 0]


def test_chances_bring_back_every_text():
    rng = np.random.default_rng(1)
    draws, spoken = rng.integers(0, 4, 400), rng.random(400) < 0.8
    sampled = spoken & (draws > 0) & (rng.random(400) < 0.3)
    found = chances(draws, spoken, sampled)
    assert (1 / found[sampled]).sum() == pytest.approx(spoken.sum())


def test_answers_that_are_coded_again_can_be_frozen_again(written: World, topics, frozen):
    code_the_sample(written, topics, OpenAnswer.objects.count())
    first = frozen()
    for text in OpenAnswer.objects.of(question_of(written))[:12]:
        code(written, text, [topics["Le repos"]])
    again = frozen()
    assert again.overall.n == first.overall.n


def test_who_wrote_nothing_is_missing(cast: Cast, monkeypatch, files, django_capture_on_commit_callbacks):
    world = build(cast, monkeypatch, count=30)
    topics = with_topics(world)
    code_the_sample(world, topics, OpenAnswer.objects.count())
    with django_capture_on_commit_callbacks(execute=True):
        made = freeze_campaign(campaign=world.campaign, by=world.cast.alice)
    found = figures_of(made.datasets.get(), voice="own", threshold=5)
    figure = next(figure for figure in found if figure.topics)
    assert (figure.overall.n, figure.overall.missing["no_answer"]) == (30, 12)
    assert "Chaque texte a été lu et codé par une personne." in figure.notes
