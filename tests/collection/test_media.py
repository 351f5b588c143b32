"""A questionnaire's pictures and sounds are shown to those who hold its link, and to no one by another."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from arpent.collection.models import Link, Response
from arpent.collection.pictures import addresses, credits_of
from arpent.instrument.canonical import fingerprint, to_json
from arpent.instrument.editing.pictures import with_choice_picture, with_picture
from arpent.surveys.models import Version
from tests.world import FORM, TODAY, World

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


@pytest.fixture
def shown_pictures(world: World, files) -> Version:
    """A version that shows a picture of its own and a pictogram."""
    form = with_choice_picture(with_picture(FORM, "heures", "a.png"), "oui_non", "oui", "picto-oui.svg")
    version = Version.objects.create(
        questionnaire=world.questionnaire, number=2, content=to_json(form), fingerprint=fingerprint(form)
    )
    version.attachments.create(name="a.png", credit="ARASAAC, Sergio Palao, CC BY-NC-SA")
    version.attachments.create(name="b.png", credit="Quelqu’un d’autre")
    return version


def test_the_pictures_that_are_shown_are_credited_and_no_other(world: World, shown_pictures: Version):
    assert credits_of(world.version) == []
    assert credits_of(shown_pictures) == ["ARASAAC, Sergio Palao, CC BY-NC-SA", "OpenMoji, CC BY-SA 4.0"]


def test_who_answers_finds_the_credits_in_the_help(world: World, shown_pictures: Version):
    link = Link.objects.create(
        campaign=world.campaign, version=shown_pictures, participation=world.participation
    )
    response = Response.objects.create(link=link, edition="fr", day=TODAY)
    page = Client().get(reverse("runner:help", args=[link.token, response.pk]))
    assert "Sergio Palao" in page.content.decode()
