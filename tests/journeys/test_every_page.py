"""Every page that Chloé may open: no rule broken, well built, with larger letters, by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.addresses import ADDRESSES, PATTERNS, address_of, values
from tests.journeys.accessible import (
    cramped,
    expect_accessible,
    expect_no_sideways_scrolling,
    ill_built,
    out_of_reach,
)
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_page_that_chloe_may_open(
    page: Page, live_server, world: World, files: Path, sign_in, width, scheme
):
    sign_in(world.cast.chloe)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for _ in opened(page, live_server, world):
        expect_accessible(page)
        expect_no_sideways_scrolling(page)


def test_every_page_is_well_built(page: Page, live_server, world: World, files: Path, sign_in):
    sign_in(world.cast.chloe)
    faults = [f"{name}: {fault}" for name in opened(page, live_server, world) for fault in ill_built(page)]
    assert not faults, "\n".join(faults)


def test_every_page_bears_larger_letters_and_a_narrow_window(
    page: Page, live_server, world: World, files: Path, sign_in
):
    sign_in(world.cast.chloe)
    faults = [f"{name}: {fault}" for name in opened(page, live_server, world) for fault in cramped(page)]
    assert not faults, "\n".join(faults)


def test_every_page_is_walked_with_the_tab_key(page: Page, live_server, world: World, files: Path, sign_in):
    sign_in(world.cast.chloe)
    faults = [f"{name}: {fault}" for name in opened(page, live_server, world) for fault in out_of_reach(page)]
    assert not faults, "\n".join(faults)


def opened(page: Page, live_server, world: World) -> Iterator[str]:
    """Open each page in turn."""
    known = values(world)
    looked_at = 0
    for name in sorted(ADDRESSES.keys() & PATTERNS.keys()):
        address = live_server.url + address_of(name, known)
        if is_a_page(page, address):
            page.goto(address)
            yield name
            looked_at += 1
    assert looked_at > 30, looked_at


def is_a_page(page: Page, address: str) -> bool:
    """Neither a file to take away, nor a part of a page, nor an address that only receives forms."""
    answer = page.request.get(address)
    return (
        answer.status == 200
        and answer.headers["content-type"].startswith("text/html")
        and "<html" in answer.text()
    )
