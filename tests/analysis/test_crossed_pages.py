"""Questions of several audiences are set side by side on a page, and the next freeze compares their answers."""

from dataclasses import replace

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from arpent.analysis.actions import freeze_campaign
from arpent.analysis.crossed.actions import cross_questions
from arpent.analysis.crossed.models import CrossedView
from arpent.analysis.crossed.results import views_of
from arpent.collection.models import Link, Response
from arpent.instrument.answering import complete, to_plain
from arpent.instrument.canonical import fingerprint, to_json
from arpent.instrument.values import Choice
from arpent.studies.models import Audience
from arpent.surveys.models import Questionnaire, Version
from tests.world import FORM, TODAY, World

QUESTION = "temps_pour_soi"


def questionnaire_of(world: World, code: str, form=FORM) -> Questionnaire:
    made = Questionnaire.objects.create(
        study=world.study, audience=Audience.objects.get(code=code), title=f"Questionnaire, {code}"
    )
    Version.objects.create(
        questionnaire=made,
        number=1,
        source_name="repit.md",
        content=to_json(form),
        fingerprint=fingerprint(form),
        published_at="2026-09-01T08:00:00Z",
    )
    return made


@pytest.fixture
def people(world: World) -> Questionnaire:
    return questionnaire_of(world, "personnes")


@pytest.fixture
def alice(world: World, people: Questionnaire) -> Client:
    client = Client()
    client.force_login(world.cast.alice)
    return client


def address(world: World, name: str = "add_crossed_view", *more: int) -> str:
    return reverse(f"analysis:{name}", args=[world.study.pk, *more])


def given(world: World, people: Questionnaire, **others: str) -> dict[str, str]:
    both = {f"question-{one.pk}": QUESTION for one in (world.questionnaire, people)}
    return {"title": "Du temps pour soi"} | both | others


def test_questions_asked_to_several_audiences_are_proposed(world: World, alice: Client):
    page = alice.get(address(world, "crossed_views")).content.decode()
    assert f"{address(world)}?question={QUESTION}" in page


def test_a_proposal_fills_the_form(world: World, alice: Client, people: Questionnaire):
    form = alice.get(f"{address(world)}?question={QUESTION}").context["form"]
    assert form[f"question-{people.pk}"].value() == QUESTION


def test_a_comparison_keeps_one_question_an_audience(world: World, alice: Client, people: Questionnaire):
    alice.post(address(world), given(world, people))
    view = world.study.crossed_views.get()
    assert {one.questionnaire: one.question for one in view.questions.all()} == {
        world.questionnaire: QUESTION,
        people: QUESTION,
    }
    assert "?question=" not in alice.get(address(world, "crossed_views")).content.decode()


def test_one_audience_alone_is_refused(world: World, alice: Client, people: Questionnaire):
    page = alice.post(address(world), given(world, people, **{f"question-{people.pk}": ""}))
    assert "au moins deux publics" in page.content.decode()
    assert not CrossedView.objects.exists()


def test_questions_with_other_answers_are_refused_with_the_answers(world: World, alice: Client):
    other = replace(
        FORM, choices={"oui_non": (Choice("vrai", {"fr": "Vrai"}), Choice("faux", {"fr": "Faux"}))}
    )
    partners = questionnaire_of(world, "partenaires", other)
    page = alice.post(address(world), given(world, partners)).content.decode()
    assert "n’ont pas les mêmes réponses" in page
    assert "Vrai / Faux" in page
    assert not CrossedView.objects.exists()


def test_a_question_that_is_not_asked_is_refused(world: World, alice: Client, people: Questionnaire):
    alice.post(address(world), given(world, people, **{f"question-{people.pk}": "heures"}))
    assert not CrossedView.objects.exists()


def test_two_comparisons_do_not_bear_one_name(world: World, alice: Client, people: Questionnaire):
    for _time in range(2):
        page = alice.post(address(world), given(world, people))
    assert "porte déjà ce nom" in page.content.decode()


def test_a_comparison_can_be_taken_away(world: World, alice: Client, people: Questionnaire):
    alice.post(address(world), given(world, people))
    view = CrossedView.objects.get()
    alice.post(address(world, "drop_crossed_view", view.pk))
    assert not CrossedView.objects.exists()


def test_an_audience_has_one_question_in_a_comparison(world: World):
    view = cross_questions(study=world.study, title="Temps", questions={world.questionnaire: QUESTION})
    with pytest.raises(IntegrityError):
        view.questions.create(questionnaire=world.questionnaire, question="heures")


def test_with_one_questionnaire_there_is_nothing_to_compare(world: World):
    client = Client()
    client.force_login(world.cast.alice)
    page = client.get(address(world, "crossed_views")).content.decode()
    assert "Il faut deux publics" in page


def test_the_next_freeze_compares_what_each_audience_shows(
    world: World, people: Questionnaire, files, django_capture_on_commit_callbacks
):
    cross_questions(
        study=world.study, title="Temps", questions={world.questionnaire: QUESTION, people: QUESTION}
    )
    version = people.versions.get()
    world.campaign.versions.add(version)
    link = Link.objects.create(campaign=world.campaign, version=version, participation=world.participation)
    for number in range(30):
        told = {QUESTION: "oui" if number % 5 else "non"}
        Response.objects.create(
            link=link,
            status=Response.Status.SENT,
            answers=to_plain(complete(FORM, told, TODAY)),
            edition="fr",
            voice=Response.Voice.ALONE,
            day=TODAY,
        )
    with django_capture_on_commit_callbacks(execute=True):
        made = freeze_campaign(campaign=world.campaign, by=None)
    view = views_of(made, threshold=5)[0]
    assert view.title == "Temps"
    assert [sight.n for sight in view.sights] == [37, 30] or [sight.n for sight in view.sights] == [30, 37]
    assert len(view.gaps) == 1


def test_a_study_that_compares_nothing_keeps_nothing(world: World, files, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = freeze_campaign(campaign=world.campaign, by=None)
    assert views_of(made, threshold=5) == ()
