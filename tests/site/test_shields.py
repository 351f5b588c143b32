"""What every answer of the site carries, and what it refuses."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from arpent.site.journal import Discreet
from tests.cast import Cast
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/nulle-part/", "/compte/login/", "/r/inconnu/", "/etudes/"])
def test_every_answer_says_what_a_page_may_load(client: Client, path: str):
    policy = client.get(path)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("secure", [False, True])
def test_a_name_that_is_not_ours_is_refused_in_words(client: Client, settings: Settings, secure: bool):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["arpent.example"], secure
    answer = client.get("/", headers={"host": "autre.example"})
    assert answer.status_code == 400
    assert "Content-Security-Policy" in answer
    assert "<h1" in answer.content.decode()


def test_a_form_that_is_too_heavy_is_refused_before_its_files_are_written(client: Client, settings: Settings):
    settings.REQUEST_LIMIT = 1000
    heavy = SimpleUploadedFile("x.csv", b"x" * 2000)
    assert client.post("/compte/login/", {"file": heavy}).status_code == 413


def test_a_page_seen_by_someone_signed_in_is_kept_by_no_browser(client: Client, world: World):
    client.force_login(world.cast.alice)
    assert client.get(reverse("studies:home", args=[world.study.pk]))["Cache-Control"] == "no-store"


def test_a_public_page_may_be_kept(client: Client):
    assert "no-store" not in client.get("/").get("Cache-Control", "")


@pytest.mark.parametrize(
    "next_page", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client: Client, cast: Cast, next_page: str):
    answer = client.post(
        f"/compte/login/?next={next_page}",
        {"login": cast.alice.email, "password": "arpenter-2026", "next": next_page},
    )
    assert answer.status_code == 302
    assert answer["Location"] == reverse("home:workplace")


def test_the_journal_keeps_no_address_of_a_respondent(client: Client, world: World, caplog):
    caplog.handler.addFilter(Discreet())
    with caplog.at_level(logging.WARNING):
        client.get("/r/abcdefgh23/7f0c8f9e-2c1b-4a3e-9d57-3a1f0c2b4d5e/question/q1/")
    assert "/r/…" in caplog.text
    assert "7f0c8f9e" not in caplog.text
    assert "abcdefgh23" not in caplog.text


def test_only_the_preview_is_shown_in_a_frame_and_only_by_us(client: Client, world: World):
    client.force_login(world.cast.alice)
    where = [world.study.pk, world.version.pk]
    name = next(iter(world.version.instrument.questions())).name
    framed = client.get(reverse("collection:preview_screen", args=[*where, name]))
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    around = client.get(reverse("collection:preview", args=where))
    assert "frame-ancestors 'none'" in around["Content-Security-Policy"]
    assert around["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", ["/r/%00/", "/etudes/?q=%00", "/rapports/%00"])
def test_no_address_holds_the_character_nul(client: Client, address: str):
    page = client.get(address)
    assert page.status_code == 400
    assert "Cette demande n’a pas été comprise" in page.content.decode()
