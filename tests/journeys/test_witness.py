"""The witness of every journey sees what it is there to see, and complains of nothing else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.accessible import WITNESS

pytestmark = pytest.mark.browser

TITLE = '<h1 tabindex="-1" style="font-size: 30px">Un titre</h1>'
BUTTON = '<button style="font-size: 20px; min-width: 64px; min-height: 64px" onclick="{}">Suite</button>'
BEGINS = "<script>document.querySelector('h1').focus()</script>"
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"


@pytest.fixture
def told(browser: Browser) -> Callable[..., list[str]]:
    """told(body, kind, act): what the witness says of a page of that kind while someone acts on it."""

    def hear(
        body: str, kind: str = "respond", act: Callable[[Page], object] = lambda page: None
    ) -> list[str]:
        heard: list[str] = []
        context = browser.new_context()
        context.add_init_script(path=WITNESS)
        context.on("console", lambda message: heard.append(message.text))
        page = context.new_page()
        html = f'<!DOCTYPE html><html lang="fr"><title>t</title><body class="{kind}">{body}</body></html>'
        page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("http://localhost/page/")
        act(page)
        page.evaluate(SETTLED)
        context.close()
        assert all(each.startswith("witness: /page/: ") for each in heard)
        return [each.removeprefix("witness: /page/: ") for each in heard]

    return hear


def pressed(page: Page) -> None:
    page.get_by_text("Suite").focus()
    page.keyboard.press("Enter")


def test_a_sound_page_is_left_in_peace(told):
    assert told(TITLE + BUTTON.format("") + BEGINS, "respond respond--simple", pressed) == []


def test_a_page_of_respondents_that_begins_nowhere_is_told(told):
    assert told(TITLE) == ["the page begins nowhere"]
    assert told(TITLE, "staff") == []


@pytest.mark.parametrize("act", ["this.remove()", "this.hidden = true", "this.disabled = true"])
def test_the_focus_on_what_goes_away_is_told(told, act: str):
    (fault,) = told(TITLE + BUTTON.format(act) + BEGINS, "staff", pressed)
    assert fault.startswith("the focus was on what is gone: <button")


def test_a_key_that_takes_the_focus_away_is_told(told):
    (fault,) = told(TITLE + BUTTON.format("this.blur()") + BEGINS, "staff", pressed)
    assert fault.startswith("the key Enter took the focus away from <button")


def test_a_script_that_gives_the_focus_elsewhere_is_left_in_peace(told):
    act = "this.remove(); document.querySelector('h1').focus()"
    assert told(TITLE + BUTTON.format(act), "staff", pressed) == []


def test_a_press_beside_everything_and_leaving_by_tab_are_left_in_peace(told):
    assert told(TITLE + BUTTON.format("") + BEGINS, "staff", lambda page: page.mouse.click(400, 400)) == []
    tabs = lambda page: [page.keyboard.press("Tab") for _ in range(3)]  # noqa: E731
    assert told(TITLE + BUTTON.format("") + BEGINS, "staff", tabs) == []


def test_small_targets_and_letters_are_told_also_in_what_opens_later(told):
    small = '<details style="font-size: 20px"><summary style="min-height: 64px">Voir</summary><a style="display: block; font-size: 12px" href="/">Aller</a></details>'
    opens = lambda page: page.get_by_text("Voir").click()  # noqa: E731
    faults = told(TITLE + small + BEGINS, "respond respond--simple", opens)
    assert [fault.split(",")[0].split(" pixels")[0] for fault in faults] == [
        "too small to touch",
        "letters of 12",
    ]


def test_the_staff_s_targets_may_be_smaller_and_no_smaller_than_24_pixels(told):
    staff = TITLE + '<a style="display: block; height: {}px" href="/">Aller</a>' + BEGINS
    assert told(staff.format(24), "staff") == []
    assert len(told(staff.format(22), "staff")) == 1


def test_a_link_in_a_sentence_is_no_target(told):
    assert told(TITLE + '<p>Un mot <a href="/">et un lien</a>.</p>' + BEGINS) == []
