"""A score is declared on a page, question by question, and the next freeze makes it."""

from dataclasses import replace

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from arpent.analysis.actions import declare_scale, freeze_campaign
from arpent.analysis.dataset import open_dataset
from arpent.analysis.measuring import answer_lists
from arpent.analysis.models import Scale
from arpent.analysis.results import figures_of
from arpent.analysis.tasks import folder_of
from arpent.instrument.canonical import fingerprint, to_json
from arpent.instrument.values import Kind, Question
from arpent.surveys.models import Version
from tests.world import FORM, World

MORE = tuple(
    Question(name, Kind.SELECT_ONE, label={"fr": words}, list_name="oui_non")
    for name, words in (("sorties", "Sortez-vous ?"), ("enferme", "Restez-vous chez vous malgré vous ?"))
)
GIVEN = {"title": "Temps à soi", "part-0": "straight", "part-1": "straight", "part-2": "turned"} | {
    "rule": "mean",
    "most_missing": "1",
}


@pytest.fixture
def alice(world: World) -> Client:
    """She runs the study, whose latest version asks three questions with the same answers."""
    form = replace(FORM, items=(*FORM.items, *MORE))
    Version.objects.create(
        questionnaire=world.questionnaire,
        number=2,
        source_name="repit.md",
        content=to_json(form),
        fingerprint=fingerprint(form),
        published_at="2026-10-01T08:00:00Z",
    )
    client = Client()
    client.force_login(world.cast.alice)
    return client


def adding(world: World, name: str = "oui_non") -> str:
    return reverse("analysis:add_scale", args=[world.study.pk, world.questionnaire.pk, name])


def listing(world: World) -> str:
    return reverse("analysis:scales", args=[world.study.pk])


def test_questions_that_share_their_answers_are_proposed(world: World, alice: Client):
    page = alice.get(listing(world)).content.decode()
    assert "Avec 3 questions aux mêmes réponses" in page
    assert adding(world) in page


def test_a_score_keeps_its_questions_and_which_are_turned(world: World, alice: Client):
    alice.post(adding(world), GIVEN)
    scale = world.questionnaire.scales.get()
    assert (scale.code, scale.title, scale.most_missing) == ("score:temps-a-soi", "Temps à soi", 1)
    kept = {item.question: item.turned for item in scale.items.all()}
    assert kept == {"temps_pour_soi": False, "sorties": False, "enferme": True}


def test_when_the_good_answer_comes_first_the_form_says_so(world: World, alice: Client):
    assert answer_lists(world.questionnaire)[0].descending
    page = alice.get(adding(world))
    assert page.context["form"]["descending"].value() is True


def test_changing_a_score_replaces_it(world: World, alice: Client):
    alice.post(adding(world), GIVEN)
    old = world.questionnaire.scales.get()
    edit = reverse("analysis:edit_scale", args=[world.study.pk, old.pk])
    assert "Temps à soi" in alice.get(edit).content.decode()
    alice.post(edit, GIVEN | {"part-1": "out", "rule": "sum"})
    scale = world.questionnaire.scales.get()
    assert (scale.rule, scale.items.count()) == ("sum", 2)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"part-1": "out", "part-2": "out"}, "au moins deux questions"),
        ({"most_missing": "3"}, "au moins une réponse"),
        ({"most_missing": "-1"}, "à reprendre"),
        ({"title": "  "}, "à reprendre"),
        ({"title": "…"}, "porte déjà ce nom"),
        ({"part-1": "maybe"}, "maybe"),
    ],
)
def test_a_score_that_cannot_be_made_is_refused(world: World, alice: Client, wrong: dict, told: str):
    page = alice.post(adding(world), GIVEN | wrong)
    assert told in page.content.decode()
    assert not world.questionnaire.scales.exists()


def test_two_scores_do_not_bear_one_name(world: World, alice: Client):
    alice.post(adding(world), GIVEN)
    page = alice.post(adding(world), GIVEN | {"title": "Temps à  soi"})
    assert "porte déjà ce nom" in page.content.decode()
    assert world.questionnaire.scales.count() == 1


def test_a_list_that_nobody_uses_has_no_page(world: World, alice: Client):
    assert alice.get(adding(world, "ages")).status_code == 404


def test_a_score_whose_questions_changed_can_only_be_removed(world: World, alice: Client):
    scale = declare_scale(questionnaire=world.questionnaire, title="Ancien", items={"a": False, "b": True})
    assert "Ses questions ont changé" in alice.get(listing(world)).content.decode()
    assert alice.get(reverse("analysis:edit_scale", args=[world.study.pk, scale.pk])).status_code == 404
    alice.post(reverse("analysis:drop_scale", args=[world.study.pk, scale.pk]))
    assert not Scale.objects.exists()


def test_a_score_never_has_the_name_of_a_question(world: World):
    with pytest.raises(IntegrityError):
        Scale.objects.create(questionnaire=world.questionnaire, code="temps_pour_soi", title="Temps")


def test_a_question_counts_once_in_a_score(world: World):
    scale = declare_scale(questionnaire=world.questionnaire, title="Temps", items={"heures": False})
    with pytest.raises(IntegrityError):
        scale.items.create(question="heures")


def test_the_next_freeze_makes_the_score(
    world: World, alice: Client, files, django_capture_on_commit_callbacks
):
    alice.post(adding(world), GIVEN | {"most_missing": "2"})
    world.campaign.versions.set([world.questionnaire.versions.get(number=2)])
    for link in world.campaign.links.all():
        link.version = world.questionnaire.versions.get(number=2)
        link.save()
    with django_capture_on_commit_callbacks(execute=True):
        made = freeze_campaign(campaign=world.campaign, by=None)
    dataset = made.datasets.get()
    assert [scale.name for scale in open_dataset(folder_of(dataset)).codebook.scales] == ["score:temps-a-soi"]
    figure = figures_of(dataset, voice="own", threshold=5)[-1]
    assert (figure.question, figure.label) == ("score:temps-a-soi", "Temps à soi")
    assert figure.overall.n == 37
