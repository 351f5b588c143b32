"""A version as its respondents will see it: the same screens, nothing stored."""

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from arpent.collection.models import Response
from arpent.surveys.models import Attachment, Version
from tests.cast import Cast
from tests.collection.stories import audience_codes, form, study_of, version_of


@pytest.fixture
def version(cast: Cast) -> Version:
    return version_of(study_of(cast), audience_codes()[0], form(), published=False)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def where(version: Version, name: str, *more: str) -> str:
    return reverse(f"collection:{name}", args=[version.questionnaire.study_id, version.pk, *more])


def frame(client: Client, version: Version) -> str:
    page = client.get(where(version, "preview")).content.decode()
    return re.search(r'<iframe class="phone" src="([^"]+)"', page)[1]


def test_a_draft_is_tried_from_its_first_screen_and_nothing_is_stored(cast: Cast, version: Version):
    client = signed_in(cast.alice)
    first = frame(client, version)
    assert "Merci de votre visite" in client.get(first).content.decode()
    second = client.post(first, {"go": "next"})["Location"]
    assert "Comment sont vos activités" in client.get(second).content.decode()
    assert not Response.objects.exists()


def test_routing_follows_what_is_tried(cast: Cast, version: Version):
    client = signed_in(cast.alice)
    asked = client.post(where(version, "preview_screen", "venu"), {"answer": "oui"})["Location"]
    assert "/fois/" in asked
    assert "Combien de fois, Oui" in client.get(asked).content.decode()


def test_a_state_that_we_did_not_sign_is_not_believed(cast: Cast, version: Version):
    client = signed_in(cast.alice)
    assert client.get(where(version, "preview_screen", "fois") + "?etat=abc").status_code == 404


def test_the_frame_may_be_shown_by_our_own_pages_only(cast: Cast, version: Version):
    client = signed_in(cast.alice)
    page = client.get(frame(client, version))
    assert page["X-Frame-Options"] == "SAMEORIGIN"


def test_the_last_screen_leads_to_the_end(cast: Cast, version: Version):
    client = signed_in(cast.alice)
    end = client.post(where(version, "preview_screen", "mot"), {"text": ""})["Location"]
    assert "Fin de l’aperçu" in client.get(end).content.decode()


def test_a_refusal_is_shown_as_in_the_runner(cast: Cast, version: Version):
    page = signed_in(cast.alice).post(where(version, "preview_screen", "venu"), {})
    assert page.status_code == 422


def test_another_region_sees_no_preview(cast: Cast, version: Version):
    david = signed_in(cast.david)
    assert david.get(where(version, "preview")).status_code == 404
    assert david.get(where(version, "preview_screen", "content")).status_code == 404
    assert david.get(where(version, "preview_end")).status_code == 404
    assert david.get(where(version, "preview_media", "a.png")).status_code == 404


def test_a_picture_of_the_version_is_shown_and_a_program_is_not(
    cast: Cast, version: Version, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    for name in ("image.png", "page.html"):
        Attachment.objects.create(version=version, name=name, file=ContentFile(b"x", name=name))
    client = signed_in(cast.alice)
    shown = client.get(where(version, "preview_media", "image.png"))
    assert shown["Content-Type"] == "image/png"
    assert b"".join(shown.streaming_content) == b"x"
    assert client.get(where(version, "preview_media", "page.html")).status_code == 404
