"""The gallery, in the three themes, on a phone and on a desk: what is right here is right everywhere."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessible import RULES, expect_accessible, expect_no_sideways_scrolling

pytestmark = pytest.mark.browser

ADDRESSES = ["/galerie/", "/galerie/repondre/"]
WIDTHS = [390, 1280]


def wear(page: Page, theme: str) -> None:
    """The system's own preference for light and dark; a choice of the reader for high contrast."""
    if theme == "contrast":
        page.add_init_script("localStorage.setItem('arpent-theme', 'contrast')")
    else:
        page.emulate_media(color_scheme=theme)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_no_rule_of_accessibility_is_broken(page: Page, live_server, address: str, width: int, theme: str):
    wear(page, theme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + address)
    stricter = ["wcag2aaa"] if "repondre" in address else []
    expect_accessible(page, RULES + stricter)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_scrolls_sideways_on_the_smallest_phone(page: Page, live_server, address: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(live_server.url + address)
    expect_no_sideways_scrolling(page)


def test_every_target_of_a_respondent_is_at_least_64_pixels(page: Page, live_server):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{live_server.url}/galerie/repondre/")
    sizes = page.eval_on_selector_all(
        ".touch, .answer__card",
        "all => all.filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect()).map(b => [b.width, b.height])",
    )
    assert len(sizes) > 20
    assert [size for size in sizes if min(size) < 64] == []


def test_the_summary_of_errors_is_read_first_and_leads_to_the_field(page: Page, live_server):
    page.goto(f"{live_server.url}/galerie/")
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Nom de la collecte").click()
    expect(page.locator("#id_wrong-name")).to_be_focused()


def test_a_theme_that_was_chosen_is_kept(page: Page, live_server):
    page.goto(f"{live_server.url}/galerie/")
    page.get_by_role("button", name="Sombres").click()
    page.goto(f"{live_server.url}/galerie/repondre/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_tabs_are_walked_with_the_arrows(page: Page, live_server):
    page.goto(f"{live_server.url}/galerie/")
    page.get_by_role("tab", name="Standard").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Facile à lire")).to_be_focused()
    expect(page.get_by_text("Avez-vous du temps pour vous")).to_be_visible()
    expect(page.get_by_text("je trouve plus facilement")).to_be_hidden()


def test_a_dialog_opens_in_front_and_gives_the_focus_back(page: Page, live_server):
    page.goto(f"{live_server.url}/galerie/")
    opener = page.get_by_role("button", name="Clore la collecte")
    opener.click()
    expect(page.get_by_role("dialog", name="Clore la collecte")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_a_menu_closes_with_escape(page: Page, live_server):
    page.goto(f"{live_server.url}/galerie/")
    menu = page.locator("details.menu", has_text="Actions")
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")


def test_the_navigation_folds_on_a_phone(page: Page, live_server):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/galerie/")
    navigation = page.get_by_role("navigation", name="Principale", include_hidden=True)
    expect(navigation).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(navigation).to_be_visible()


class TestWithoutJavaScript:
    """Everything can be read and reached."""

    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_tabs_are_links_to_parts_that_are_all_shown(self, page: Page, live_server):
        page.goto(f"{live_server.url}/galerie/")
        expect(page.get_by_text("je trouve plus facilement")).to_be_visible()
        expect(page.get_by_text("Avez-vous du temps pour vous")).to_be_visible()

    def test_a_dialog_is_a_link_to_the_page_that_asks(self, page: Page, live_server):
        page.goto(f"{live_server.url}/galerie/")
        expect(page.get_by_role("link", name="Clore la collecte")).to_be_visible()

    def test_what_needs_a_script_is_not_shown(self, page: Page, live_server):
        page.goto(f"{live_server.url}/galerie/")
        expect(page.get_by_text("Couleurs de l’écran")).to_be_hidden()
