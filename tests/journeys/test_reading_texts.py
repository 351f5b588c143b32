"""A person reads what others wrote, with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from arpent.analysis.models import OpenAnswer
from tests.addresses import values
from tests.journeys.accessible import expect_accessible, expect_no_sideways_scrolling
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_a_text_is_cleared_with_the_keyboard_and_the_decision_undone(
    page: Page, live_server, world: World, files, sign_in
):
    known = values(world)
    text = OpenAnswer.objects.get()
    text.response.answers["mot"] = "Mon fils Lucas a 12 ans. Il va mieux."
    text.response.save()
    sign_in(world.cast.alice)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(
        f"{live_server.url}/etudes/{world.study.pk}/collecte/{world.campaign.pk}/mots/{known['version_id']}/mot/"
    )
    expect_accessible(page)
    expect_no_sideways_scrolling(page)
    expect(page.get_by_label("fils Lucas")).to_be_checked()
    page.get_by_role("button", name="Autoriser").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tout est lu")).to_be_visible()
    text.refresh_from_db()
    assert text.shown == "Mon […] a […]. Il va mieux."
    page.get_by_role("button", name="Annuler cette décision").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Autoriser")).to_be_visible()
