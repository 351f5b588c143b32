"""A questionnaire's pictures and sounds are shown to those who hold its link, and to no one by another."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from arpent.collection.models import Link
from arpent.collection.pictures import addresses
from tests.world import World

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


@pytest.fixture
def picture(world: World, files) -> str:
    world.version.attachments.create(name="maison.png").file.save("maison.png", ContentFile(PNG))
    return "maison.png"


def address(link: Link, name: str) -> str:
    return reverse("runner:media", args=[link.token, name])


def test_the_picture_of_a_questionnaire_is_shown_through_its_link(world: World, picture: str):
    answer = Client().get(address(world.link, picture))
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer) == PNG
    answer.close()


def test_a_name_that_the_questionnaire_does_not_have_is_not_found(world: World, picture: str):
    assert Client().get(address(world.link, "autre.png")).status_code == 404


def test_an_unknown_link_shows_nothing(world: World, picture: str):
    assert Client().get(reverse("runner:media", args=["x" * 12, picture])).status_code == 404


def test_seeing_a_picture_leaves_no_cookie(world: World, picture: str):
    client = Client()
    client.get(address(world.link, picture)).close()
    assert not client.cookies


def test_a_pictogram_is_shown_without_being_attached(world: World):
    address_of = addresses(world.version, lambda name: f"/own/{name}")
    assert address_of("picto-maison.svg") == "/static/ui/pictos/maison.svg"


def test_a_file_of_the_questionnaire_wins_over_the_pictogram_of_its_name(world: World, files):
    world.version.attachments.create(name="picto-maison.svg")
    assert (
        addresses(world.version, lambda name: f"/own/{name}")("picto-maison.svg") == "/own/picto-maison.svg"
    )


def test_a_picture_that_is_nowhere_is_not_shown(world: World):
    assert addresses(world.version, lambda name: f"/own/{name}")("autre.png") == ""
