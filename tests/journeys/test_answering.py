"""Emma answers on her phone, with and without a script, by keyboard; she stops and goes on with a code."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from arpent.collection.models import Response
from tests.cast import gather
from tests.collection.stories import Story, open_story
from tests.journeys.accessible import (
    STRICT,
    expect_accessible,
    expect_accessible_in_each_theme,
    expect_at_ease,
    ill_built,
    out_of_reach,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"width": 360, "height": 640}


@pytest.fixture
def story() -> Story:
    cache.clear()
    today = timezone.localdate()
    story = open_story(gather(), closes_on=today + timedelta(days=20))
    story.campaign.opens_on = today
    story.campaign.purge_on = today + timedelta(days=400)
    story.campaign.save()
    return story


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size(PHONE)
    return page


def address(live_server, story: Story) -> str:
    return f"{live_server.url}/r/{story.campaign.links.first().token}/?edition=fr-simple"


def begin(page: Page, live_server, story: Story) -> None:
    page.goto(address(live_server, story))
    page.get_by_role("link", name="Commencer").click()
    page.get_by_role("button", name="J’ai lu").click()
    for right in ("Non", "Personne"):
        page.get_by_text(right, exact=True).click()
        forward(page)
    page.get_by_role("button", name="Oui, je suis d’accord").click()
    page.get_by_text("Je réponds tout seul").click()
    forward(page)


def forward(page: Page) -> None:
    """To the next screen, style sheets included: some tests measure it."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Suite", exact=True).click()


def asked(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def answer_all(page: Page) -> None:
    """From the note to the page where one reads again."""
    forward(page)
    page.get_by_text("Moyen", exact=True).click()
    forward(page)
    page.get_by_text("Oui", exact=True).click()
    forward(page)
    page.locator("#text").fill("3")
    forward(page)
    page.get_by_text("Ma famille").click()
    page.get_by_text("Mes amis").click()
    forward(page)
    page.get_by_text("Je ne sais pas").or_(page.get_by_text("Non", exact=True)).first.click()
    forward(page)
    for n, code in enumerate(("amis", "famille", "autres"), 1):
        page.locator(f"#rank-{n}").select_option(code)
    forward(page)
    page.get_by_text("8", exact=True).click()
    forward(page)
    for name, digits in (("day", "3"), ("month", "2"), ("year", "2020")):
        page.locator(f"#{name}").fill(digits)
    forward(page)
    page.locator("#text").fill("Rien d’autre.")
    forward(page)
    page.get_by_text("Non, j’ai choisi").click()
    forward(page)


def sent() -> Response:
    return Response.objects.get()


def test_emma_answers_on_her_phone(phone: Page, live_server, story: Story):
    begin(phone, live_server, story)
    answer_all(phone)
    phone.get_by_role("button", name="Envoyer").click()
    asked(phone, "Merci")
    assert (sent().status, sent().answers["fois"], sent().answers["ordre"][0]) == ("sent", 3, "amis")
    assert phone.context.cookies() == []


@pytest.mark.rgaa("7.2")
def test_emma_answers_without_a_script(plain: Page, live_server, story: Story):
    begin(plain, live_server, story)
    answer_all(plain)
    plain.get_by_role("button", name="Envoyer").click()
    asked(plain, "Merci")
    assert (sent().status, sent().answers["content"]) == ("sent", "moyen")


def test_emma_answers_by_keyboard(phone: Page, live_server, story: Story):
    begin(phone, live_server, story)
    forward(phone)
    phone.locator("#answer-1").focus()
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/question/venu/")
    assert sent().answers["content"] == "moyen"


def test_the_enter_key_in_a_field_goes_on_and_never_back(phone: Page, live_server, story: Story):
    begin(phone, live_server, story)
    forward(phone)
    forward(phone)
    phone.get_by_text("Oui", exact=True).click()
    forward(phone)
    phone.locator("#text").fill("4")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/aides/")
    assert sent().answers["fois"] == 4


def test_emma_stops_and_goes_on_with_her_code_on_another_phone(
    phone: Page, plain: Page, live_server, story: Story
):
    begin(phone, live_server, story)
    forward(phone)
    phone.get_by_text("Pas bien").click()
    phone.get_by_role("button", name="Pause").click()
    code = phone.locator(".code").inner_text()
    plain.goto(address(live_server, story))
    plain.get_by_role("link", name="J’ai un code").click()
    plain.locator("#code").fill(code)
    plain.get_by_role("button", name="Continuer").click()
    plain.wait_for_url("**/question/venu/")
    assert sent().answers["content"] == "mal"


def test_emma_stops_and_erases(phone: Page, live_server, story: Story):
    begin(phone, live_server, story)
    phone.get_by_role("button", name="Arrêter").click()
    phone.get_by_role("button", name="effacez mes réponses").click()
    asked(phone, "Vos réponses sont effacées")
    assert not Response.objects.exists()


def test_a_refusal_takes_the_focus(phone: Page, live_server, story: Story):
    begin(phone, live_server, story)
    forward(phone)
    forward(phone)
    forward(phone)
    expect(phone.locator(".error-summary")).to_be_focused()
    expect_accessible(phone, STRICT)


def test_every_screen_can_be_seen_touched_and_read_aloud(phone: Page, live_server, story: Story):
    begin(phone, live_server, story)
    own = phone.url.split("/question/")[0]
    home = own.rsplit("/", 1)[0]
    pages = [
        f"{own}/question/{name}/"
        for name in ("bonjour", "content", "venu", "aides", "autre", "ordre", "note", "jour", "mot")
    ]
    pages += [
        f"{own}/{name}/" for name in ("qui", "aide-recue", "aide", "pause", "arreter", "choix", "relire")
    ]
    pages += [
        f"{home}/{name}"
        for name in (
            "",
            "accord/",
            "accord/comprendre/",
            "non/",
            "retirer/",
            "reprendre/",
            "aider/",
            "efface/",
        )
    ]
    pages += [f"{live_server.url}/r/reprendre/", f"{live_server.url}/r/inconnu/"]
    for where in pages:
        phone.goto(where)
        expect_sound_in_every_way(phone)


def expect_sound_in_every_way(phone: Page) -> None:
    expect_at_ease(phone)
    expect_accessible_in_each_theme(phone)
    assert [*ill_built(phone), *out_of_reach(phone)] == [], phone.url


def test_doors_that_are_closed_can_be_read_too(phone: Page, live_server, story: Story):
    campaign, today = story.campaign, timezone.localdate()
    a_day = timedelta(days=1)
    easy = campaign.links.filter(version=story.versions[1]).first()
    door = f"{live_server.url}/r/{easy.token}/"
    said = []
    for opens, closes, purges in ((1, 2, 9), (-2, -1, 9), (-3, -2, -1)):
        campaign.opens_on, campaign.closes_on = today + opens * a_day, today + closes * a_day
        campaign.forget_on = campaign.purge_on = today + purges * a_day
        campaign.save()
        phone.goto(door)
        said.append(phone.locator("h1").inner_text())
        expect_sound_in_every_way(phone)
    assert said == ["C’est trop tôt", "On ne peut plus répondre", "Cette enquête est terminée"]


def test_three_faces_fit_the_phone_without_scrolling(phone: Page, live_server, story: Story):
    begin(phone, live_server, story)
    forward(phone)
    assert phone.evaluate("document.documentElement.scrollHeight") <= PHONE["height"]
