"""Before freezing again, one is told whether enough came since the last time."""

import pytest
from django.test import Client

from arpent.analysis.actions import freeze_campaign
from arpent.analysis.since import since_last_freeze
from arpent.collection.models import Response
from tests.world import World

pytestmark = pytest.mark.usefixtures("files")

SOON = "Peu de réponses depuis le dernier gel"
KEPT = ("link_id", "status", "answers", "edition", "mode", "voice", "help", "helper", "chosen_for", "day")


@pytest.fixture
def frozen(world: World, django_capture_on_commit_callbacks) -> World:
    with django_capture_on_commit_callbacks(execute=True):
        freeze_campaign(campaign=world.campaign, by=None)
    return world


def more(count: int) -> None:
    drawn = list(Response.objects.order_by("pk")[:count])
    Response.objects.bulk_create(Response(**{name: getattr(one, name) for name in KEPT}) for one in drawn)


def page(client: Client, world: World) -> str:
    client.force_login(world.cast.chloe)
    address = f"/etudes/{world.campaign.study_id}/collecte/{world.campaign.pk}/geler/"
    return client.get(address).content.decode()


def test_before_the_first_freeze_only_the_answers_are_counted(world: World):
    since = since_last_freeze(world.campaign)
    assert (since.now, since.before, since.is_soon) == (42, 0, False)


def test_the_same_answers_will_say_the_same(client: Client, frozen: World):
    assert not since_last_freeze(frozen.campaign).is_soon
    assert "les mêmes qu’au dernier gel" in page(client, frozen)


def test_a_few_more_are_too_few(client: Client, frozen: World):
    more(3)
    assert since_last_freeze(frozen.campaign).more == 3
    assert SOON in page(client, frozen)


def test_half_as_many_again_are_enough(client: Client, frozen: World):
    more(21)
    assert not since_last_freeze(frozen.campaign).is_soon
    assert SOON not in page(client, frozen)
