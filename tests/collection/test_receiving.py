"""Who runs a campaign sets how people are received; who follows it sees counts, small ones hidden."""

from uuid import uuid4

import pytest
from django.test import Client

from arpent.collection.care.models import Check, Reception
from arpent.collection.care.sayings import DEFAULTS
from arpent.collection.models import Link, Response
from arpent.collection.proofreading import campaign_document
from arpent.falc import FALC, FALC_QUESTION, Level, check
from tests.cast import Cast
from tests.collection.stories import TODAY, Story, open_story

pytestmark = pytest.mark.usefixtures("on_the_day")

CHECKS = {
    "check-1-question": "Vous êtes obligé de répondre ?",
    "check-1-right": "Non",
    "check-1-wrong": "Oui",
    "check-1-explanation": "Vous êtes libre.",
    "check-2-question": "",
    "check-2-right": "",
    "check-2-wrong": "",
    "check-2-explanation": "",
}
SENT = {"asks_understanding": "all", "proxies_answer_twice": "on", "easy_thanks": "Merci à vous.", **CHECKS}


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


def page(story: Story, name: str = "accueil/") -> str:
    return f"/etudes/{story.study.pk}/collecte/{story.campaign.pk}/{name}"


@pytest.fixture
def alice(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def send(alice: Client, story: Story, **changes: str):
    return alice.post(page(story), SENT | changes)


def test_what_is_set_is_kept(alice: Client, story: Story):
    assert send(alice, story).status_code == 302
    reception = Reception.objects.get(campaign=story.campaign)
    assert (reception.asks_understanding, reception.asks_guardian) == ("all", False)
    assert reception.proxies_answer_twice
    assert [str(one) for one in reception.checks.all()] == ["Vous êtes obligé de répondre ?"]


def test_setting_it_again_changes_it_and_adds_nothing(alice: Client, story: Story):
    send(alice, story)
    send(alice, story, whom_to_call="Nadia")
    assert Reception.objects.get().whom_to_call == "Nadia"
    assert Check.objects.count() == 1


def test_the_usual_questions_are_there_to_be_changed(alice: Client, story: Story):
    text = alice.get(page(story)).content.decode()
    assert "Qui verra votre nom" in text
    assert "Sans texte, nous disons" in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"check-1-explanation": ""}, "Il manque ce texte"),
        ({"check-1-wrong": "non"}, "Les deux réponses sont les mêmes"),
        ({"check-2-right": "Personne"}, "Il manque ce texte"),
        ({"asks_understanding": "perhaps"}, "est à reprendre"),
        ({"check-1-question": "?" * 161}, "est à reprendre"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(alice: Client, story: Story, changes: dict, said: str):
    answer = send(alice, story, **changes)
    assert said in answer.content.decode()
    assert not Reception.objects.exists()


def test_the_page_looks_texts_over_without_a_script(alice: Client, story: Story):
    text = send(alice, story, easy_thanks="Nonobstant, merci.", proofread="easy_thanks").content.decode()
    assert "Nonobstant" in text
    assert not Reception.objects.exists()


def test_easy_words_of_the_reception_are_read_by_the_people_concerned(alice: Client, story: Story):
    before = campaign_document(story.campaign)
    send(alice, story)
    story.campaign.refresh_from_db()
    said = [one.words for one in campaign_document(story.campaign).passages]
    assert not before.passages
    assert {"Merci à vous.", "Vous êtes libre.", "Vous êtes obligé de répondre ?"} <= set(said)


@pytest.mark.parametrize("text", [str(easy) for _standard, easy in DEFAULTS.values()])
def test_our_own_easy_words_pass_our_checker(text: str):
    for line in text.split("\n"):
        profile = FALC_QUESTION if line.endswith("?") else FALC
        assert not check(line, profile=profile).at(Level.ERROR)


def answered(story: Story, n: int, **said: object) -> None:
    link = story.campaign.links.filter(version=story.versions[0]).first()
    Response.objects.bulk_create(
        Response(pk=uuid4(), link=link, status="sent", edition="fr", day=TODAY, **{"voice": "alone", **said})
        for _ in range(n)
    )


def board(alice: Client, story: Story) -> str:
    return alice.get(page(story, "")).content.decode()


def line(text: str, label: str) -> str:
    return text.split(f"<dt>{label}</dt>", 1)[1].split("</dd>", 1)[0]


def test_the_dashboard_counts_who_understood(alice: Client, story: Story):
    answered(story, 12, understood="first")
    answered(story, 7, understood="second")
    text = board(alice, story)
    assert "12" in line(text, "Compris la première fois")
    assert "7" in line(text, "Compris après une explication")


def test_small_counts_are_hidden_with_what_would_give_them_back(alice: Client, story: Story):
    answered(story, 12, understood="first")
    answered(story, 2, understood="not")
    text = board(alice, story)
    assert "moins de 5" in line(text, "Pas encore compris")
    assert "12" not in line(text, "Compris la première fois")


def test_who_said_nothing_does_not_give_a_hidden_count_back(alice: Client, story: Story):
    answered(story, 12, understood="first")
    answered(story, 20)
    answered(story, 3, understood="not")
    text = board(alice, story)
    assert "moins de 5" in line(text, "Pas encore compris")
    assert "non montré" in line(text, "Compris la première fois")


def test_the_most_explained_questions_are_listed_by_people(alice: Client, story: Story):
    answered(story, 6, clarified={"content": 9})
    answered(story, 2, clarified={"venu": 1})
    text = board(alice, story)
    assert "6" in line(text, "Comment sont vos activités ?")
    assert "moins de 5" in line(text, "Êtes-vous venu cette année ?")


def test_refusals_and_withdrawals_are_counted_without_anyone(alice: Client, story: Story):
    Link.objects.filter(campaign=story.campaign).update(refusals=3, withdrawals=0)
    text = board(alice, story)
    assert "12" in line(text, "Ont dit non")
    assert "Ont retiré leurs réponses" not in text
    Link.objects.filter(campaign=story.campaign).update(refusals=1)
    assert "moins de 5" in line(board(alice, story), "Ont dit non")


def test_the_sheet_of_the_helper_is_beside_each_link(alice: Client, story: Story):
    assert "aider.pdf" in alice.get(page(story, "liens/")).content.decode()
