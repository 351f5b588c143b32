"""The guide in a browser: words open their meaning by keyboard, a page is looked over while it is written."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessible import expect_accessible, expect_no_sideways_scrolling
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PAGE = "/guide/dire-les-effets/"


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_word_opens_its_meaning_by_keyboard_and_closes_it(
    new_context, live_server, world: World, script: bool
):
    page = new_context(java_script_enabled=script).new_page()
    page.goto(f"{live_server.url}/compte/login/?next={PAGE}")
    page.fill("input[name=login]", world.cast.bob.email)
    page.fill("input[name=password]", "arpenter-2026")
    page.press("input[name=password]", "Enter")
    word = page.get_by_role("button", name="effet", exact=True)
    meaning = page.locator("#mot-effet")
    expect(meaning).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text("Ce qui change pour quelqu’un")
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_an_open_meaning_stays_in_the_window_and_breaks_no_rule(
    page: Page, live_server, world: World, sign_in, width: int
):
    sign_in(world.cast.bob)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + PAGE)
    for word in page.locator(".term").all():
        word.scroll_into_view_if_needed()
        word.click()
        box = page.locator(".term__says:popover-open").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        expect_accessible(page)
        expect_no_sideways_scrolling(page)
        page.keyboard.press("Escape")


def test_a_page_is_looked_over_while_it_is_written_and_its_marks_are_no_words(
    page: Page, live_server, world: World, sign_in
):
    sign_in(world.cast.chloe)
    page.goto(f"{live_server.url}/guide/cadrer/modifier/")
    body = page.get_by_label("Texte", exact=True)
    body.fill("## Les jours\n\n- Vous avez **quinze** jours.")
    part = page.locator("[data-markdown]")
    expect(part.locator(".proofread__mark")).to_have_text("quinze")
    part.get_by_role("button", name="Écrire « 15 »").click()
    expect(body).to_have_value("## Les jours\n\n- Vous avez **15** jours.")
    page.get_by_role("button", name="Voir l’aperçu").click()
    expect(page.get_by_role("heading", name="Les jours")).to_be_visible()
    expect_accessible(page)
    page.get_by_role("button", name="Enregistrer la page").click()
    expect(page.get_by_text("Écrit par votre réseau : Chloé Marchand")).to_be_visible()
    expect(page.locator("article strong")).to_have_text("15")
