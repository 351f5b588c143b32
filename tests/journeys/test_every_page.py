"""Every page that Chloé may open: no rule broken, well built, with larger letters, by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.addresses import ADDRESSES, PATTERNS, address_of, values
from tests.journeys.accessible import cramped, ill_built, out_of_reach, small, violations, wide
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

NAMES = sorted(ADDRESSES.keys() & PATTERNS.keys())
ROOMS = sorted({name.split(":")[0] for name in NAMES})


@pytest.mark.rgaa(
    "1.1",
    "1.2",
    "2.1",
    "3.2",
    "5.4",
    "5.6",
    "5.7",
    "6.2",
    "7.1",
    "7.3",
    "8.1",
    "8.2",
    "8.3",
    "8.4",
    "8.5",
    "8.8",
    "9.1",
    "9.2",
    "9.3",
    "10.4",
    "10.6",
    "10.7",
    "10.8",
    "10.11",
    "10.12",
    "11.1",
    "11.6",
    "11.9",
    "11.13",
    "12.1",
    "12.2",
    "12.4",
    "12.6",
    "12.7",
    "12.8",
    "12.9",
    "12.11",
)
@pytest.mark.parametrize("room", ROOMS)
def test_every_page_of_a_room_is_accessible(
    page: Page, live_server, world: World, files: Path, sign_in, room: str
):
    """A page is opened once and looked at in every way; each worker takes rooms."""
    sign_in(world.cast.chloe)
    looked_at = {name: faults(page) for name in opened(page, live_server, world, room)}
    assert looked_at
    assert {name: found for name, found in looked_at.items() if found} == {}


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it opened. The order counts: letters grow at the end."""
    return [
        *ill_built(page),
        *(f"wide and light: {fault}" for fault in [*violations(page), *wide(page), *small(page)]),
        *(f"narrow and dark: {fault}" for fault in on_a_phone_at_night(page)),
        *out_of_reach(page),
        *cramped(page),
    ]


def on_a_phone_at_night(page: Page) -> list[str]:
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme="dark")
    found = [*violations(page), *wide(page), *small(page)]
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
    return found


def opened(page: Page, live_server, world: World, room: str) -> Iterator[str]:
    """Open each page of the room in turn."""
    known = values(world)
    page.set_viewport_size({"width": 1280, "height": 800})
    for name in NAMES:
        if name.split(":")[0] == room:
            address = live_server.url + address_of(name, known)
            if is_a_page(page, address):
                page.goto(address)
                yield name


def is_a_page(page: Page, address: str) -> bool:
    """Neither a file to take away, nor a part of a page, nor an address that only receives forms."""
    answer = page.request.get(address)
    return (
        answer.status == 200
        and answer.headers["content-type"].startswith("text/html")
        and "<html" in answer.text()
    )
