"""axe finds nothing on any page, at a phone's width and in dark as well; nothing scrolls sideways."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.addresses import ADDRESSES, PATTERNS, address_of, values
from tests.journeys.accessible import expect_accessible, expect_no_sideways_scrolling
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_page_that_chloe_may_open(
    page: Page, live_server, world: World, files: Path, sign_in, width, scheme
):
    known = values(world)
    sign_in(world.cast.chloe)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    looked_at = 0
    for name in sorted(ADDRESSES.keys() & PATTERNS.keys()):
        address = live_server.url + address_of(name, known)
        if is_a_page(page, address):
            page.goto(address)
            expect_accessible(page)
            expect_no_sideways_scrolling(page)
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
