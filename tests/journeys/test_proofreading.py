"""A text is underlined while it is typed, mended in one click, and put back."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessible import expect_accessible, expect_no_sideways_scrolling
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

ADDRESS = "/facile-a-lire/"


@pytest.fixture
def field(page: Page, live_server, world: World, sign_in):
    sign_in(world.cast.alice)
    page.goto(live_server.url + ADDRESS)
    return page.get_by_label("Votre texte")


def test_hard_words_are_underlined_while_typing(page: Page, field):
    field.fill("Vous avez quinze jours.")
    expect(page.locator(".proofread__mark")).to_have_text("quinze")
    expect(page.get_by_role("status")).to_contain_text("1 remarque")


def test_underlining_follows_its_words_before_the_next_answer(page: Page, field):
    field.fill("Vous avez quinze jours.")
    expect(page.locator(".proofread__mark")).to_have_count(1)
    page.route("**/verifier/", lambda route: route.abort())
    field.press("Control+Home")
    field.press_sequentially("Ici, ")
    expect(page.locator(".proofread__mark")).to_have_text("quinze")


def test_a_text_and_its_underlining_wrap_alike(page: Page, field):
    field.fill("Bonjour à toutes et à tous. " * 12 + "\n\nVous avez quinze jours.")
    expect(page.locator(".proofread__mark").last).to_have_text("quinze")
    for _ in range(2):  # the whole text is as high for both, with and without a scroll bar
        heights = page.evaluate(
            """() => [document.querySelector('.proofread textarea'), document.querySelector('.proofread__mirror')]
            .map((box) => [box.clientWidth, box.scrollHeight])"""
        )
        assert heights[0][0] == heights[1][0]
        assert abs(heights[0][1] - heights[1][1]) <= 30  # the mirror ends with one more line
        field.evaluate("area => { area.style.height = '90px'; }")


def test_a_remark_is_followed_and_undone_with_the_keyboard_alone(page: Page, field):
    field.fill("Vous avez quinze jours.")
    offer = page.get_by_role("button", name="Écrire « 15 »")
    offer.wait_for()
    field.press("Tab")
    page.keyboard.press("Tab")
    expect(offer).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_have_value("Vous avez 15 jours.")
    undo = page.get_by_role("button", name="Remettre comme avant")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_have_value("Vous avez quinze jours.")
    expect(field).to_be_focused()


def test_a_remark_leads_to_its_words(page: Page, field):
    field.fill("😀 Vous avez quinze jours.")
    page.get_by_role("button", name="(voir dans le texte)").first.click()
    assert field.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)") == "quinze"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_remarks_are_accessible(page: Page, field, width: int, scheme: str):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    field.fill("Le dossier est transmis à la MDPH avant le 12/03/2027, etc.")
    page.locator(".proofread__remark").first.wait_for()
    expect_accessible(page)
    expect_no_sideways_scrolling(page)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_text_is_judged_and_its_record_written(
    page: Page, live_server, world: World, files, sign_in, width: int, scheme: str
):
    sign_in(world.cast.alice)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/etudes/{world.study.pk}/facile-a-lire/questionnaire/{world.version.pk}/")
    page.get_by_role("button", name="Oui R04").click()
    expect(page.get_by_role("button", name="Annuler cette réponse R04")).to_be_visible()
    expect_accessible(page)
    expect_no_sideways_scrolling(page)
    page.get_by_role("link", name="Consigner une relecture").click()
    expect_accessible(page)
    expect_no_sideways_scrolling(page)
    page.get_by_label("Combien de personnes").fill("3")
    page.get_by_label("Lieu").fill("La Clairière")
    page.get_by_label("Jour").fill("2026-11-12")
    page.get_by_label("Ce que les personnes ont dit").fill("« C’est clair. »")
    page.get_by_label("Oui, tel qu’il est écrit ici").check()
    page.get_by_role("button", name="Enregistrer la relecture").click()
    expect(page.locator(".easy-mark")).to_contain_text("3 personnes avec un handicap intellectuel")
    expect_accessible(page)


class TestWithoutJavaScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return browser_context_args | {"java_script_enabled": False}

    def test_the_same_is_done_with_buttons(self, page: Page, field):
        field.fill("Vous avez quinze jours.")
        page.get_by_role("button", name="Facile à lire ?").click()
        page.get_by_role("button", name="Écrire « 15 »").click()
        expect(field).to_have_value("Vous avez 15 jours.")
        page.get_by_role("button", name="Remettre comme avant").click()
        expect(field).to_have_value("Vous avez quinze jours.")

    def test_a_campaign_is_not_opened_by_looking_its_words_over(self, page: Page, live_server, world, field):
        page.goto(f"{live_server.url}/etudes/{world.study.pk}/collecte/ouvrir/")
        page.get_by_label("la même chose, facile à lire").fill("Vous avez quinze jours.")
        page.get_by_role("button", name="Facile à lire ?").last.click()
        expect(page.get_by_text("Écrivez le nombre en chiffres").or_(page.get_by_text("C02"))).to_be_visible()
        assert world.study.campaigns.count() == 1
