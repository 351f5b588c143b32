"""A device without a network, by keyboard alone, on the smallest screen, in each theme."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from arpent.collection.models import Response
from tests.cast import gather
from tests.collection.easy_form import easy_form
from tests.collection.offline.devices import device_of
from tests.collection.stories import Story, open_story
from tests.journeys.accessible import expect_accessible_in_each_theme, expect_at_ease
from tests.journeys.test_easy import tab_to, walk_by_keyboard
from tests.journeys.test_offline import A_WHILE, home_of, prepare

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def story() -> Story:
    today = timezone.localdate()
    story = open_story(gather(), easy_form(), closes_on=today + timedelta(days=20))
    story.campaign.opens_on, story.campaign.purge_on = today, today + timedelta(days=400)
    story.campaign.save()
    return story


def test_a_whole_questionnaire_on_the_smallest_screen_in_each_theme(
    page: Page, context: BrowserContext, live_server: Any, story: Story
):
    page.set_viewport_size({"width": 320, "height": 256})
    home = home_of(live_server, device_of(story))
    prepare(page, home)
    expect_at_ease(page)
    expect_accessible_in_each_theme(page)
    context.set_offline(True)
    easy = story.campaign.links.get(
        version=story.versions[1], participation__organisation__name="La Clairière"
    )
    tab_to(page, f"[data-start='{easy.pk}']")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    walk_by_keyboard(page, expect_at_ease)
    assert not Response.objects.exists()
    context.set_offline(False)
    page.goto(home)
    expect(page.locator("[data-queue]")).to_contain_text("1 envoyée", timeout=A_WHILE)
    assert Response.objects.get().answers["mot"] == "3"
