"""What a browser shows in easy mode, by the rules of layout: large plain letters, aligned left, seen well."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from arpent.falc import Findings, Level, check_layout
from arpent.falc.documents import computed
from tests.cast import gather
from tests.collection.stories import Story, open_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def story() -> Story:
    cache.clear()
    today = timezone.localdate()
    story = open_story(gather(), closes_on=today + timedelta(days=20))
    story.campaign.opens_on = today
    story.campaign.purge_on = today + timedelta(days=400)
    story.campaign.save()
    return story


def seen(page: Page) -> tuple[Findings, str]:
    page.wait_for_load_state("load")
    document = computed.read(page.evaluate(computed.SCRIPT))
    return check_layout(document.layout), document.text


def errors(page: Page) -> set[tuple[str, str]]:
    found, text = seen(page)
    assert {"L01", "L02", "L05", "L09", "L16", "L30"} <= found.tested
    return {(one.rule, text[one.start : one.end]) for one in found.at(Level.ERROR)}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_easy_screen_keeps_the_rules_of_layout(page: Page, live_server, story: Story, size):
    page.set_viewport_size(size)
    found = {}
    page.goto(f"{live_server.url}/r/{story.campaign.links.first().token}/?edition=fr-simple")
    found["welcome"] = errors(page)
    page.get_by_role("link", name="Commencer").click()
    found["consent"] = errors(page)
    page.get_by_role("button", name="J’ai lu").click()
    for right in ("Non", "Personne"):
        found[f"understood: {right}"] = errors(page)
        page.get_by_text(right, exact=True).click()
        with page.expect_navigation(wait_until="load"):
            page.get_by_role("button", name="Suite", exact=True).click()
    found["agreement"] = errors(page)
    page.get_by_role("button", name="Oui, je suis d’accord").click()
    found["who answers"] = errors(page)
    page.get_by_text("Je réponds tout seul").click()
    for screen in range(12):
        with page.expect_navigation(wait_until="load"):
            page.get_by_role("button", name="Suite", exact=True).click()
        found[f"screen {screen} {page.url.split('/')[-2]}"] = errors(page)
        if page.get_by_role("button", name="Suite", exact=True).count() == 0:
            break
        for card in page.locator(".answer__card").all()[:1]:
            card.click()
    assert {name: one for name, one in found.items() if one} == {}


def test_a_page_that_breaks_the_rules_is_found(page: Page):
    page.set_content(
        f"""<p style="font: italic 12px/1 Georgia; color: #999; text-align: justify; width: 60em">
        {"Un texte très long à lire. " * 20}</p><button style="width: 20px; height: 20px">a</button>"""
    )
    found, _ = seen(page)
    assert {"L01", "L02", "L05", "L07", "L08", "L09", "L14", "L16", "L30"} <= {one.rule for one in found}
