"""What is known of a population is typed question by question, and travels with the next freeze."""

import pytest
from django.test import Client
from django.urls import reverse

from arpent.analysis.actions import freeze_campaign, set_margin
from arpent.analysis.dataset import open_dataset
from arpent.analysis.known import known_margins
from arpent.analysis.tasks import folder_of
from tests.world import World

QUESTION = "temps_pour_soi"


@pytest.fixture
def alice(world: World) -> Client:
    client = Client()
    client.force_login(world.cast.alice)
    return client


def address(world: World, name: str = "margin") -> str:
    return reverse(f"analysis:{name}", args=[world.study.pk, world.questionnaire.pk, QUESTION])


def test_numbers_are_kept_choice_by_choice(world: World, alice: Client):
    alice.post(address(world), {"size-0": "300", "size-1": "700,5"})
    assert {m.choice: float(m.size) for m in world.questionnaire.margins.all()} == {"oui": 300, "non": 700.5}


def test_typing_again_replaces(world: World, alice: Client):
    for first in ("300", "20"):
        alice.post(address(world), {"size-0": first, "size-1": "80"})
    assert [float(m.size) for m in world.questionnaire.margins.all()] == [20, 80]


def test_a_number_left_out_is_asked_for(world: World, alice: Client):
    page = alice.post(address(world), {"size-0": "300", "size-1": ""})
    assert page.status_code == 200
    assert not world.questionnaire.margins.exists()


@pytest.mark.parametrize("wrong", ["-1", "beaucoup", "NaN", "1e99"])
def test_what_is_no_number_of_people_is_refused(world: World, alice: Client, wrong: str):
    alice.post(address(world), {"size-0": wrong, "size-1": "10"})
    assert not world.questionnaire.margins.exists()


def test_everyone_in_one_answer_says_nothing_of_balance(world: World, alice: Client):
    page = alice.post(address(world), {"size-0": "100", "size-1": "0"})
    assert "Moins de deux réponses" in page.content.decode()


def test_what_was_given_can_be_forgotten(world: World, alice: Client):
    set_margin(questionnaire=world.questionnaire, question=QUESTION, sizes={"oui": 1, "non": 2})
    alice.post(address(world, "forget_margin"))
    assert not world.questionnaire.margins.exists()


def test_a_question_that_does_not_sort_people_has_no_page(world: World, alice: Client):
    other = reverse("analysis:margin", args=[world.study.pk, world.questionnaire.pk, "heures"])
    assert alice.get(other).status_code == 404


def test_the_next_freeze_takes_the_numbers_with_it(world: World, files, django_capture_on_commit_callbacks):
    set_margin(questionnaire=world.questionnaire, question=QUESTION, sizes={"oui": 30, "non": 70})
    with django_capture_on_commit_callbacks(execute=True):
        made = freeze_campaign(campaign=world.campaign, by=None)
    codebook = open_dataset(folder_of(made.datasets.get())).codebook
    assert codebook.margins == {QUESTION: {"oui": 30, "non": 70}}


def test_a_question_that_is_no_longer_asked_is_left_aside():
    assert known_margins((), {"ancienne": {"oui": 1}}) == {}


def test_a_choice_without_a_number_is_refused_by_name(
    world: World, files, django_capture_on_commit_callbacks
):
    set_margin(questionnaire=world.questionnaire, question=QUESTION, sizes={"oui": 30})
    with django_capture_on_commit_callbacks(execute=True):
        made = freeze_campaign(campaign=world.campaign, by=None)
    made.refresh_from_db()
    assert "la réponse « non » n’a pas de nombre" in made.error


def test_an_opinion_is_not_proposed(world: World, alice: Client):
    page = alice.get(reverse("analysis:margins", args=[world.study.pk]))
    assert address(world) not in page.content.decode()


def test_an_opinion_whose_numbers_were_given_stays_listed(world: World, alice: Client):
    set_margin(questionnaire=world.questionnaire, question=QUESTION, sizes={"oui": 30, "non": 70})
    page = alice.get(reverse("analysis:margins", args=[world.study.pk]))
    assert address(world) in page.content.decode()
