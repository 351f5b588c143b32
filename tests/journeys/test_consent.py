"""From the agreement to taking one's answers back: every page around the questions, in a real browser."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from arpent.collection.care.models import Reception
from arpent.collection.models import Response
from tests.cast import gather
from tests.collection.stories import Story, form, open_story
from tests.collection.test_help import FORM
from tests.journeys.accessible import expect_accessible_in_each_theme, expect_at_ease
from tests.journeys.test_easy import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

MAIN = ".respond__nav .touch--main"


@pytest.fixture
def story() -> Story:
    cache.clear()
    today = timezone.localdate()
    story = open_story(gather(), form(FORM), closes_on=today + timedelta(days=20))
    story.campaign.opens_on = today
    story.campaign.purge_on = today + timedelta(days=400)
    story.campaign.save()
    Reception.objects.create(campaign=story.campaign, asks_guardian=True, proxies_answer_twice=True)
    return story


@pytest.fixture
def door(live_server, story: Story) -> str:
    """The address of a link for an audience that is welcomed in easy words."""
    return f"{live_server.url}/r/{story.campaign.links.filter(version=story.versions[1]).first().token}/"


class Finger:
    """Someone who touches the pages, each of which is looked at."""

    def __init__(self, page: Page, look: Callable[[Page], None]) -> None:
        self.page, self.look = page, look

    def goes(self, address: str) -> "Finger":
        self.page.goto(address)
        self.look(self.page)
        return self

    def touches(self, words: str) -> "Finger":
        """A button or a link, which leads to another page."""
        wanted = self.page.locator("main :is(button, a)", has_text=words).locator("visible=true").first
        with self.page.expect_navigation(wait_until="load"):
            wanted.click()
        self.look(self.page)
        return self

    def chooses(self, card: int) -> "Finger":
        """A card, then the main button."""
        self.page.locator("main .answer__card").nth(card).click()
        return self.touches_main()

    def touches_main(self) -> "Finger":
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(MAIN).last.click()
        self.look(self.page)
        return self


def answers_for_someone(page: Page, door: str, look: Callable[[Page], None]) -> str:
    """All the way for a proxy who gives two answers; the code that the end gives."""
    finger = Finger(page, look).goes(f"{door}aider/").goes(f"{door}accord/").touches("J’ai lu")
    finger.chooses(0).chooses(1)  # wrong, explained, right
    finger.chooses(0).touches("Oui, je suis d’accord")
    finger.chooses(2)  # for someone else
    finger.chooses(0)  # who agrees
    finger.touches_main().chooses(2)  # no word of oneself; no guardian
    finger.touches("Expliquer")
    assert page.locator(".explained").is_visible()
    finger.chooses(0).chooses(0)  # in two steps: what I think
    assert "autre=1" in page.url
    finger.chooses(2).chooses(1)  # in two steps: what the person would say
    finger.chooses(0).chooses(0).chooses(2)
    finger.touches("Envoyer")
    return page.locator(".code").inner_text()


def takes_back(page: Page, door: str, code: str, look: Callable[[Page], None]) -> None:
    finger = Finger(page, look).goes(f"{door}retirer/")
    page.locator("#code").fill(code)
    finger.touches_main().touches("Oui, effacez")


@pytest.mark.parametrize("height", [640, 256], ids=["320 pixels", "400 %"])
def test_the_whole_way_on_the_smallest_screens_in_each_theme(page: Page, door: str, height: int):
    page.set_viewport_size({"width": 320, "height": height})
    code = answers_for_someone(page, door, expect_at_ease)
    response = Response.objects.get()
    assert (response.understood, response.assent, response.guardian) == ("second", "yes", "none")
    assert response.answers["chez_soi"] != response.would_say["chez_soi"]
    assert response.clarified == {"chez_soi": 1}
    takes_back(page, door, code, expect_at_ease)
    assert not Response.objects.exists()


def test_in_each_theme_two_engines_find_nothing(page: Page, door: str):
    page.set_viewport_size(PHONE)
    code = answers_for_someone(page, door, expect_accessible_in_each_theme)
    takes_back(page, door, code, expect_accessible_in_each_theme)
    assert not Response.objects.exists()


@pytest.mark.rgaa("7.2")
def test_without_a_script(plain: Page, door: str):
    code = answers_for_someone(plain, door, expect_at_ease)
    takes_back(plain, door, code, expect_at_ease)
    assert not Response.objects.exists()


def test_the_no_of_the_person_ends_it(page: Page, door: str):
    page.set_viewport_size(PHONE)
    finger = Finger(page, expect_at_ease).goes(f"{door}accord/").touches("J’ai lu").chooses(1).chooses(0)
    finger.touches("Oui, je suis d’accord").chooses(2).chooses(1)
    assert page.url.endswith("/non/")
    assert not Response.objects.exists()


def test_the_agreement_by_keyboard_alone(page: Page, door: str):
    page.set_viewport_size(PHONE)
    page.goto(f"{door}accord/")
    press(page, "J’ai lu")
    for right in ("Non", "Personne"):
        reach(page, right)
        page.keyboard.press("Space")
        press(page, "Suite")
    press(page, "Oui, je suis d’accord")
    assert page.url.endswith("/qui/")
    assert Response.objects.get().understood == "first"


FOCUSED = """() => { const on = document.activeElement;
  return ((on.labels && on.labels[0]) || on).textContent.replace(/choisi/, '').trim(); }"""


def reach(page: Page, words: str) -> None:
    """Tab, and the arrows inside a group of answers, until that is where one is."""
    for _ in range(30):
        if page.evaluate(FOCUSED) == words:
            return
        kind = page.evaluate("document.activeElement.type")
        page.keyboard.press("ArrowDown" if kind == "radio" and words not in ("Suite",) else "Tab")
    raise AssertionError(f"{words} is never reached")


def press(page: Page, words: str) -> None:
    reach(page, words)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
