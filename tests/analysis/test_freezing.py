"""Freezing a campaign makes its answers immutable and its results protected."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from arpent.analysis import tasks
from arpent.analysis.actions import freeze_campaign
from arpent.analysis.models import Freeze, Result
from arpent.analysis.results import figures_of, heard
from arpent.analysis.tables import told
from arpent.analysis.tasks import folder_of
from arpent.collection.models import Response
from arpent.studies.models import Population
from tests.world import World

pytestmark = pytest.mark.usefixtures("files")


@pytest.fixture
def freeze(world: World, django_capture_on_commit_callbacks) -> Freeze:
    with django_capture_on_commit_callbacks(execute=True):
        made = freeze_campaign(campaign=world.campaign, by=world.cast.alice)
    made.refresh_from_db()
    return made


def test_a_freeze_is_ready_with_its_hash(freeze: Freeze):
    assert (freeze.state, freeze.error) == (Freeze.State.READY, "")
    assert len(freeze.sha256) == 64


def test_every_kept_answer_is_counted_once(freeze: Freeze):
    assert freeze.datasets.get().answers == 42


def test_others_may_write_while_results_are_protected(
    world: World, monkeypatch, django_capture_on_commit_callbacks
):
    began: list[list[str]] = []
    monkeypatch.setattr(
        tasks, "told", lambda *of, **how: began.append(list(connection.savepoint_ids)) or told(*of, **how)
    )
    with django_capture_on_commit_callbacks(execute=True):
        freeze_campaign(campaign=world.campaign, by=None)
    assert began
    assert not any(began), "a transaction was open while a release was protected"


def test_ongoing_answers_are_left_out(world: World, django_capture_on_commit_callbacks):
    Response.objects.filter(pk=Response.objects.first().pk).update(status=Response.Status.ONGOING)
    with django_capture_on_commit_callbacks(execute=True):
        made = freeze_campaign(campaign=world.campaign, by=None)
    assert made.datasets.get().answers == 41


def test_the_files_cannot_be_written(freeze: Freeze):
    written = list(folder_of(freeze.datasets.get()).iterdir())
    assert written
    assert all(path.stat().st_mode & 0o222 == 0 for path in written)


def test_a_share_is_the_one_that_was_answered(freeze: Freeze):
    figure = figures_of(freeze.datasets.get(), voice="own", threshold=5)[0]
    answers = [r.answers["temps_pour_soi"] for r in Response.objects.all()]
    told = [answer for answer in answers if isinstance(answer, str)]
    by_link = {}
    for response in Response.objects.all():
        by_link.setdefault(response.link_id, []).append(response.answers["temps_pour_soi"])
    weight = {link: link_population(link) / len(rows) for link, rows in by_link.items()}
    yes = sum(weight[link] * rows.count("oui") for link, rows in by_link.items())
    all_told = sum(weight[link] * sum(isinstance(row, str) for row in rows) for link, rows in by_link.items())
    assert figure.overall.n == len(told)
    assert figure.overall.numbers[0].value == pytest.approx(yes / all_told)


def link_population(link: int) -> int:
    return Population.objects.get(participation__links=link).size


def test_missing_keeps_its_reason(freeze: Freeze):
    figure = figures_of(freeze.datasets.get(), voice="own", threshold=5)[0]
    assert figure.overall.missing["dont_know"] == 5


def test_what_is_published_compares_no_association(freeze: Freeze):
    dataset = freeze.datasets.get()
    assert {
        panel.by
        for figure in figures_of(dataset, voice="own", threshold=5)
        for row in figure.breakdowns
        for panel in row
    } == {"association"}
    assert all(not figure.breakdowns for figure in figures_of(dataset, voice="own", threshold=11))


def test_the_results_say_no_number_of_a_small_group(freeze: Freeze):
    Response.objects.filter(voice=Response.Voice.HELPED).update(voice=Response.Voice.PROXY)
    small = json.dumps([result.figures for result in Result.objects.filter(voice="proxy")])
    assert '"n": 1' not in small


def test_who_was_heard(freeze: Freeze):
    line = heard(freeze, threshold=11)[0]
    assert (line.answers, line.population, line.proxies, line.associations) == (42, 100, 0, 2)


def test_asking_twice_while_it_is_being_made_gives_one(world: World):
    first = freeze_campaign(campaign=world.campaign, by=None)
    assert freeze_campaign(campaign=world.campaign, by=None) == first


def test_a_freeze_without_answers_says_why(world: World, django_capture_on_commit_callbacks):
    Response.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        made = freeze_campaign(campaign=world.campaign, by=None)
    made.refresh_from_db()
    assert made.state == Freeze.State.FAILED
    assert "aucune réponse" in made.error


def test_a_population_smaller_than_its_answers_says_so(world: World, django_capture_on_commit_callbacks):
    Population.objects.update(size=3)
    with django_capture_on_commit_callbacks(execute=True):
        made = freeze_campaign(campaign=world.campaign, by=None)
    made.refresh_from_db()
    assert made.state == Freeze.State.FAILED
    assert made.error


def test_the_question_leads_back_to_its_campaign(world: World, client: Client):
    client.force_login(world.cast.alice)
    place = [world.study.pk, world.campaign.pk]
    page = client.get(reverse("analysis:freeze", args=place)).content.decode()
    assert f'href="{reverse("collection:campaign", args=place)}"' in page
