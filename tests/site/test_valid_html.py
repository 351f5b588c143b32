"""Every page is sound HTML: a validator that is not ours reads what is served."""

import json
import subprocess
import uuid
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from arpent.collection.actions import begin_response
from arpent.collection.models import Response
from tests.addresses import ADDRESSES, PATTERNS, address_of, values
from tests.cast import Cast
from tests.collection.conftest import on_the_day
from tests.collection.easy_form import easy_form
from tests.collection.stories import TODAY, open_story
from tests.world import World

VALIDATE = Path(__file__).parents[2] / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES = Path(__file__).with_name("htmlvalidate.json")
BEFORE = ("welcome", "consent", "understand", "resume", "take_back", "respected", "helper_sheet", "erased")
AROUND = ("who", "guardian", "assent", "helped", "chosen", "review", "pause", "stop", "help", "thanks")

__all__ = ["on_the_day"]


def served(addresses: Iterable[str], client: Client) -> dict[str, str]:
    """The pages that answer at these addresses, refusals included; files to take away are not pages."""
    pages = {}
    for address in addresses:
        with closing(client.get(address)) as answer:
            if answer.headers.get("content-type", "").startswith("text/html") and "<html" in answer.text:
                pages[address] = answer.text
    return pages


def faults_in(pages: dict[str, str], folder: Path) -> list[str]:
    """What the validator says of each page, after its address."""
    if not VALIDATE.exists():
        pytest.skip("html-validate is not installed: run `npm ci`")
    folder.mkdir()
    files = {str(folder / f"{number}.html"): address for number, address in enumerate(pages)}
    for name, address in files.items():
        Path(name).write_text(pages[address])
    told = subprocess.run(
        ["node", VALIDATE, "--config", RULES, "--formatter", "json", *files],
        stdout=subprocess.PIPE,
        check=False,
    )
    return [
        f"{files[page['filePath']]}: {fault['message']} (line {fault['line']}, {fault['ruleId']})"
        for page in json.loads(told.stdout)
        for fault in page["messages"]
    ]


@pytest.mark.rgaa("8.2")
def test_every_page_of_the_network_is_valid(world: World, client: Client, files: Path):
    client.force_login(world.cast.chloe)
    known = values(world)
    pages = served((address_of(name, known) for name in sorted(ADDRESSES.keys() & PATTERNS.keys())), client)
    assert len(pages) > 100
    assert faults_in(pages, files / "pages") == []


@pytest.mark.rgaa("8.2")
def test_every_page_of_a_passer_by_is_valid(world: World, client: Client, files: Path):
    names = ("home:front", "home:map", "home:accessibility", "account_login", "account_reset_password")
    pages = served([*(reverse(name) for name in names), "/nulle-part/", "/r/faux/"], client)
    assert len(pages) == 7
    assert faults_in(pages, files / "pages") == []


@pytest.mark.rgaa("8.2")
@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize("edition", ["fr", "fr-simple"])
def test_every_page_of_a_questionnaire_is_valid(cast: Cast, client: Client, files: Path, edition: str):
    link = open_story(cast, easy_form()).campaign.links.last()
    response = begin_response(link=link, response_id=uuid.uuid4(), edition=edition, on=TODAY)
    pages = served(around(response), client)
    assert len(pages) > 20
    assert faults_in(pages, files / "pages") == []


def around(response: Response) -> list[str]:
    """The addresses of everything that one who answers may meet."""
    token, own = response.link.token, (response.link.token, response.pk)
    return [
        *(reverse(f"runner:{name}", args=[token]) for name in BEFORE),
        *(reverse(f"runner:{name}", args=own) for name in AROUND),
        *(reverse("runner:question", args=[*own, each.name]) for each in easy_form().questions()),
        *(reverse("runner:practice", args=[*own, number]) for number in (1, 2)),
    ]


def test_a_page_that_is_not_valid_is_found(tmp_path: Path):
    page = '<!DOCTYPE html>\n<html lang="fr"><title>Une page</title><span><p>Un mot</p></span></html>\n'
    assert [
        "<p> element is not permitted" in fault for fault in faults_in({"/": page}, tmp_path / "pages")
    ] == [True]
