"""The first page of a visit holds what its first paint needs; the next ones use the files that it fetched."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from arpent.ui import arrival

pytestmark = pytest.mark.django_db
PAGE = "/r/reprendre/"
SCANNED = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
WITHIN = re.compile(r"<(script|style) nonce=\"([^\"]+)\">(.*?)</\1>", re.DOTALL)


@pytest.fixture(autouse=True)
def as_served(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "arpent.site.statics.Bundled"}}
    arrival._as_served.cache_clear()
    call_command("collectstatic", verbosity=0, interactive=False)


def within(page: str) -> dict[str, str]:
    return {tag: text for tag, _, text in WITHIN.findall(page)}


def test_a_page_opened_from_elsewhere_holds_its_style_and_preferences(client: Client):
    page = client.get(PAGE, headers=SCANNED).content.decode()
    assert ".answer__card" in within(page)["style"]
    assert "localStorage" in within(page)["script"]
    assert 'rel="stylesheet"' not in page
    assert 'rel="prefetch"' in page


def test_only_what_carries_the_nonce_of_the_page_may_run(client: Client):
    first, second = (client.get(PAGE, headers=SCANNED) for _ in range(2))
    nonces = {nonce for _, nonce, _ in WITHIN.findall(first.content.decode())}
    assert len(nonces) == 1
    policy = first["Content-Security-Policy"]
    assert policy.count(f"'nonce-{nonces.pop()}'") == 2
    assert "unsafe-inline" not in policy
    assert policy != second["Content-Security-Policy"]


def test_a_page_reached_from_ours_links_the_files(client: Client):
    answer = client.get(PAGE, headers={**SCANNED, "Sec-Fetch-Site": "same-origin"})
    assert not within(answer.content.decode())
    assert 'rel="stylesheet"' in answer.content.decode()
    assert "nonce" not in answer["Content-Security-Policy"]


def test_what_a_script_fetches_or_an_old_browser_asks_links_the_files(client: Client):
    for headers in ({}, {**SCANNED, "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}):
        assert not within(client.get(PAGE, headers=headers).content.decode())


def test_the_addresses_in_the_style_are_found_from_any_page(client: Client, tmp_path: Path):
    style = within(client.get(PAGE, headers=SCANNED).content.decode())["style"]
    found = re.findall(r'url\("([^"]+)"\)', style)
    assert found
    assert all((tmp_path / each.removeprefix("/static/")).exists() for each in found if each.startswith("/"))
    assert not [each for each in found if not each.startswith(("/static/", "data:", "#"))]
