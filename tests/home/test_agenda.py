"""Each person is told what is theirs to do, and nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from arpent.analysis.models import Freeze
from arpent.collection.models import Campaign
from arpent.home.agenda import tasks
from arpent.reports.models import Report
from arpent.surveys.models import Version
from tests.world import TODAY, World


def asked(world: World, user, on=TODAY) -> list[str]:
    return [task.what for task in tasks(study=world.study, user=user, on=on)]


def test_a_local_lead_is_asked_to_hand_out_links_and_follow_answers(world: World):
    assert asked(world, world.cast.bob) == ["Donner les liens et les affiches", "Suivre les réponses"]


def test_when_the_campaign_is_over_nothing_is_asked_of_a_local_lead(world: World):
    assert asked(world, world.cast.bob, TODAY + timedelta(days=60)) == []


def test_a_draft_questionnaire_is_to_be_published(world: World):
    draft = Version.objects.get()
    draft.pk, draft.number, draft.published_at = None, 2, None
    draft.save()
    assert "Relire et publier « Questionnaire des familles »" in asked(world, world.cast.alice)


def test_a_closed_campaign_is_to_be_frozen(world: World):
    Campaign.objects.update(closed_on=TODAY)
    assert "Geler les réponses" in asked(world, world.cast.alice)


@pytest.fixture
def freeze(world: World) -> Freeze:
    return Freeze.objects.create(campaign=world.campaign, state=Freeze.State.READY, sha256="0" * 64)


def test_a_freeze_is_to_be_reported_on(world: World, freeze: Freeze):
    assert "Écrire le rapport" in asked(world, world.cast.alice)


def test_a_public_report_is_to_be_published(world: World, freeze: Freeze):
    Report.objects.create(freeze=freeze, audience=Report.Audience.PUBLIC, state=Report.State.READY)
    assert "Relire le rapport public, puis le publier" in asked(world, world.cast.alice)


def test_the_workplace_shows_the_study_and_its_tasks(world: World):
    client = Client()
    client.force_login(world.cast.bob, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("home:workplace")).content.decode()
    assert world.study.title in page


def test_a_person_without_a_study_is_told_where_it_will_be(world: World):
    client = Client()
    client.force_login(world.cast.david, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Aucune étude pour l’instant" in client.get(reverse("home:workplace")).content.decode()
