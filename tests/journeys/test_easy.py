"""A whole easy questionnaire by keyboard, by one switch, on the smallest screens, without a script, in each theme."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from arpent.collection.models import Response
from tests.cast import gather
from tests.collection.easy_form import easy_form
from tests.collection.stories import Story, open_story
from tests.journeys.accessible import expect_accessible_in_each_theme, expect_at_ease

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"width": 360, "height": 640}
MOST_PAGES = 60
MAIN = ".respond__nav .touch--main"
CARD = "main .answer > input"
FIELD = "main :is(input.input, textarea)"


@pytest.fixture
def story() -> Story:
    cache.clear()
    today = timezone.localdate()
    story = open_story(gather(), easy_form(), closes_on=today + timedelta(days=20))
    story.campaign.opens_on = today
    story.campaign.purge_on = today + timedelta(days=400)
    story.campaign.save()
    return story


@pytest.fixture
def door(live_server, story: Story) -> str:
    """The address of a link for an audience that is welcomed in easy words."""
    return f"{live_server.url}/r/{story.campaign.links.filter(version=story.versions[1]).first().token}/"


def the_end(page: Page) -> bool:
    return "/merci/" in page.url


def answer_of(page: Page) -> int:
    """Which card to choose: the second picture is the right one of the second practice."""
    return 1 if "/essai/2/" in page.url else 0


def walk(page: Page, door: str, look: Callable[[Page], None] = lambda page: None) -> int:
    """From the door to the thanks with a finger, looking at each page."""
    page.goto(door)
    for seen in range(1, MOST_PAGES):
        look(page)
        if the_end(page):
            return seen
        cards, field = page.locator(CARD), page.locator(FIELD)
        if cards.count():
            page.locator("main .answer__card").nth(answer_of(page)).click()
        elif field.count():
            field.first.fill("3")
        with page.expect_navigation(wait_until="load"):
            page.locator(MAIN).last.click()
    raise AssertionError(f"still at {page.url}")


def sent() -> Response:
    response = Response.objects.get()
    assert response.status == "sent"
    return response


@pytest.mark.rgaa("10.11")
@pytest.mark.parametrize(
    "size", [{"width": 320, "height": 640}, {"width": 320, "height": 256}], ids=["320 pixels", "400 %"]
)
def test_on_the_smallest_screens_in_each_theme(page: Page, door: str, size: dict):
    page.set_viewport_size(size)
    assert walk(page, door, expect_at_ease) > 20
    assert sent().answers["chez_soi"] in ("tres", "plutot")


@pytest.mark.rgaa("10.4")
def test_with_letters_twice_as_large_in_each_theme(page: Page, door: str):
    page.set_viewport_size(PHONE)
    page.add_init_script("localStorage.setItem('arpent-size', '200')")
    walk(page, door, expect_at_ease)
    assert sent().editions == ["fr-simple"]


@pytest.mark.rgaa("3.2")
def test_in_each_theme_two_engines_find_nothing(page: Page, door: str):
    page.set_viewport_size(PHONE)
    walk(page, door, expect_accessible_in_each_theme)
    sent()


def test_in_forced_colours_what_is_chosen_still_shows(page: Page, door: str):
    page.set_viewport_size(PHONE)
    page.emulate_media(forced_colors="active")
    walk(page, door, expect_at_ease)
    sent()


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_pictures_keep_their_lines_on_a_dark_page(page: Page, door: str, theme: str):
    page.emulate_media(color_scheme="dark")
    seen, bars = set(), set()

    def look(shown: Page) -> None:
        grounds = """each => each.map((one) => getComputedStyle(one).backgroundColor)"""
        seen.update(shown.locator(".answer__picture, .ask__picture").evaluate_all(grounds))
        inked = """each => each.map((one) => getComputedStyle(one).fill === getComputedStyle(one.closest("label")).color)"""
        bars.update(shown.locator(".drawing--bar .drawing__full").evaluate_all(inked))

    walk(page, f"{door}?theme={theme}", look)
    assert seen == {"rgb(255, 255, 255)"}
    assert bars == {True}, "a bar is not drawn in the ink of its card"


@pytest.mark.rgaa("7.2")
def test_without_a_script(plain: Page, door: str):
    walk(plain, f"{door}?theme=contrast&size=150", expect_at_ease)
    assert "theme=contrast" not in str(sent().answers)


def test_without_a_script_settings_keep_what_was_chosen_and_follow(plain: Page, door: str):
    walk_to_questions(plain, door)
    plain.locator("main .answer__card").nth(1).click()
    plain.locator("details.settings summary").click()
    plain.locator(".settings__choice--theme-cream").click()
    plain.get_by_role("button", name="Appliquer").click()
    assert plain.locator("html").get_attribute("data-theme") == "cream"
    assert plain.locator(CARD).nth(1).is_checked()
    plain.locator(MAIN).click()
    assert plain.locator("html").get_attribute("data-theme") == "cream"


def walk_to_questions(page: Page, door: str) -> None:
    page.goto(door)
    while "/question/" not in page.url:
        if page.locator("main .answer__card").count():
            page.locator("main .answer__card").nth(answer_of(page)).click()
        with page.expect_navigation(wait_until="load"):
            page.locator(MAIN).last.click()


def has_focus(page: Page, selector: str) -> bool:
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def tab_to(page: Page, selector: str) -> None:
    """After the last thing to press Tab leaves the page, and comes back by its beginning."""
    for _ in range(40):
        if has_focus(page, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached at {page.url}")


def walk_by_keyboard(page: Page, look: Callable[[Page], None] = lambda page: None) -> None:
    """From the first page to the thanks: digits choose, Enter goes on, Tab where neither does."""
    for _ in range(MOST_PAGES):
        look(page)
        if the_end(page):
            return
        if page.locator(FIELD).count():
            tab_to(page, FIELD)
            page.keyboard.type("3")
        elif page.locator(CARD).count():
            assert has_focus(page, "h1")
            page.keyboard.press(str(answer_of(page) + 1))
        else:
            tab_to(page, MAIN)
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Enter")
    raise AssertionError(f"still at {page.url}")


@pytest.mark.rgaa("7.3")
def test_by_keyboard_alone(page: Page, door: str):
    page.set_viewport_size(PHONE)
    page.goto(door)
    walk_by_keyboard(page)
    assert sent().answers["mot"] == "3"


@pytest.mark.rgaa("12.10")
def test_digits_do_nothing_for_who_switched_them_off(page: Page, door: str):
    page.add_init_script("localStorage.setItem('arpent-keys', 'off')")
    walk_to_questions(page, door)
    page.keyboard.press("1")
    assert page.locator(f"{CARD}:checked").count() == 0


def test_arrows_go_from_box_to_box(page: Page, door: str):
    walk_to_questions(page, door)
    page.goto(page.url.split("/question/")[0] + "/question/connus/")
    page.locator("#answer-1").focus()
    page.keyboard.press("ArrowDown")
    assert has_focus(page, "#answer-2")
    page.keyboard.press("Space")
    assert page.locator("#answer-2").is_checked()


@pytest.mark.rgaa("7.3")
def test_by_one_switch(page: Page, door: str):
    """The light goes round by itself; Space is the only key."""
    page.set_viewport_size(PHONE)
    page.add_init_script("localStorage.setItem('arpent-scan', 'fast')")
    page.clock.install()
    page.goto(door)
    for _ in range(MOST_PAGES):
        if the_end(page):
            break
        if page.locator(CARD).count():
            press_when_lit(page, f"#{page.locator(CARD).nth(answer_of(page)).get_attribute('id')}")
        with page.expect_navigation(wait_until="load"):
            press_when_lit(page, MAIN)
    assert sent().answers["activites"] == "bien2"


def press_when_lit(page: Page, selector: str) -> None:
    for _ in range(40):
        if has_focus(page, f":is({selector}).is-scanned"):
            return page.keyboard.press("Space")
        page.clock.run_for(1600)
    raise AssertionError(f"{selector} is never lit at {page.url}")


def test_the_panel_is_worked_by_keyboard_and_kept_by_the_device(page: Page, door: str):
    page.goto(door)
    tab_to(page, ".settings summary")
    page.keyboard.press("Enter")
    tab_to(page, "[data-wish=size]")
    page.keyboard.press("ArrowDown")
    assert page.locator("html").get_attribute("data-size") == "125"
    page.keyboard.press("Escape")
    assert has_focus(page, ".settings summary")
    page.reload()
    assert page.locator("html").get_attribute("data-size") == "125"
    assert page.context.cookies() == []


def test_what_is_preferred_is_never_sent_with_the_answers(page: Page, door: str):
    page.add_init_script("localStorage.setItem('arpent-theme', 'contrast')")
    walk_to_questions(page, door)
    page.locator("main .answer__card").first.click()
    with page.expect_request(lambda request: request.method == "POST") as said:
        page.locator(MAIN).click()
    assert "contrast" not in (said.value.post_data or "")


def test_nothing_moves_nor_waits(page: Page, door: str):
    walk_to_questions(page, door)
    moving = """() => [...document.querySelectorAll("*")].filter(each => {
        const style = getComputedStyle(each);
        return style.animationName !== "none" || (style.transitionDuration !== "0s");
    }).map(each => each.className)"""
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving) == []
    assert page.locator("meta[http-equiv=refresh]").count() == 0


def test_no_request_leaves_the_host(page: Page, door: str, live_server):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    walk(page, door)
    assert len(asked) > 60
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
