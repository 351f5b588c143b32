"""Lists to rank and lists to choose from, by keyboard alone and by one switch, small and large, in each theme."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from arpent.collection.models import Response
from tests.cast import gather
from tests.collection.stories import form, open_story
from tests.journeys.accessible import expect_accessible_in_each_theme, expect_at_ease
from tests.journeys.test_easy import MAIN, has_focus, press_when_lit, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

FORM = """
| survey |
| | type | name | label::Français (fr) | label::Français simple (fr-simple) | parameters |
| | rank aides | ordre | Qui vous aide le plus ? | Qui vous aide le plus ? | |
| | range | note | Combien de jours ? | Combien de jours ? | start=0 end=14 step=1 |
| choices |
| | list_name | name | label::Français (fr) | label::Français simple (fr-simple) |
| | aides | famille | Ma famille | Ma famille |
| | aides | amis | Mes amis | Mes amis |
| | aides | autres | D’autres | D’autres |
"""


@pytest.fixture
def questions(live_server) -> str:
    """The address of an answer that begins at the list to rank."""
    cache.clear()
    today = timezone.localdate()
    story = open_story(gather(), form(FORM), closes_on=today + timedelta(days=20))
    story.campaign.opens_on, story.campaign.purge_on = today, today + timedelta(days=400)
    story.campaign.save()
    link = story.campaign.links.filter(version=story.versions[1]).first()
    response = Response.objects.create(
        link=link, edition="fr-simple", editions=["fr-simple"], voice="alone", day=today
    )
    return f"{live_server.url}/r/{link.token}/{response.pk}/question/ordre/"


def told() -> dict:
    return Response.objects.get().answers


def turn_to(page: Page, selector: str, value: str) -> None:
    """One press makes the list turn, another stops it."""
    press_when_lit(page, selector)
    for _ in range(20):
        if page.locator(selector).input_value() == value:
            return page.keyboard.press("Space")
        page.clock.run_for(1600)
    raise AssertionError(f"{value} never comes")


def test_by_one_switch(page: Page, questions: str):
    page.add_init_script("localStorage.setItem('arpent-scan', 'fast')")
    page.clock.install()
    page.goto(questions)
    for place, code in enumerate(("amis", "autres", "famille"), 1):
        turn_to(page, f"#rank-{place}", code)
    with page.expect_navigation(wait_until="load"):
        press_when_lit(page, MAIN)
    turn_to(page, "#text", "9")
    with page.expect_navigation(wait_until="load"):
        press_when_lit(page, MAIN)
    assert (told()["ordre"], told()["note"]) == (["amis", "autres", "famille"], 9)


def test_a_list_that_is_left_alone_stands_still(page: Page, questions: str):
    page.add_init_script("localStorage.setItem('arpent-scan', 'fast')")
    page.clock.install()
    page.goto(questions)
    page.clock.run_for(30_000)
    assert [page.locator(f"#rank-{place}").input_value() for place in (1, 2, 3)] == ["", "", ""]


def test_by_keyboard_alone(page: Page, questions: str):
    page.goto(questions)
    for place, presses in enumerate((2, 3, 1), 1):
        tab_to(page, f"#rank-{place}")
        for _ in range(presses):
            page.keyboard.press("ArrowDown")
    tab_to(page, MAIN)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert has_focus(page, "h1")
    tab_to(page, "#text")
    page.keyboard.type("9")
    tab_to(page, MAIN)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert (told()["ordre"], told()["note"]) == (["amis", "autres", "famille"], 9)


def test_at_320_pixels_and_at_400_percent_in_each_theme(page: Page, questions: str):
    for name in ("ordre", "note"):
        page.goto(questions.replace("ordre", name))
        for width, height in ((360, 640), (320, 640), (320, 256)):
            page.set_viewport_size({"width": width, "height": height})
            expect_at_ease(page)


def test_in_each_theme_two_engines_find_nothing(page: Page, questions: str):
    for name in ("ordre", "note"):
        page.goto(questions.replace("ordre", name))
        expect_accessible_in_each_theme(page)
