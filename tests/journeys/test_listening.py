"""Listening to a questionnaire: by a button, by itself when asked for, without a script; and lending one's voice."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from arpent.surveys.aloud.making import prepare
from arpent.surveys.models import Recording, Voicing
from arpent.voice.pico import Pico
from tests.cast import gather
from tests.collection.stories import Story, open_story
from tests.journeys.accessible import STRICT, expect_accessible, expect_no_sideways_scrolling
from tests.voice.speaking import needs_voice

pytestmark = [
    needs_voice,
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PHONE = {"width": 360, "height": 640}
QUESTION, ANSWERS = "[data-aloud] >> nth=0", "[data-aloud] >> nth=1"
SMALL = """() => [...document.querySelectorAll("[data-aloud]")].map(each => each.getBoundingClientRect())
    .filter(box => Math.min(box.width, box.height) < 63.5).length"""
SHY = """const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
    return navigator.userActivation.isActive && window.event?.type === "click" ? play.call(this)
        : Promise.reject(new DOMException("a first touch is wanted", "NotAllowedError"));
}"""
"""What some phones do on every page, and this browser on none that it knows."""
MICROPHONE = """navigator.mediaDevices.getUserMedia = async () => {
    const sound = new AudioContext();
    const tone = sound.createOscillator();
    const out = sound.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    return out.stream;
}"""
"""This machine has none: a tone stands for the voice, and the browser really records it."""


@pytest.fixture
def story(files: Path) -> Story:
    cache.clear()
    today = timezone.localdate()
    story = open_story(gather(), closes_on=today + timedelta(days=20))
    story.campaign.opens_on = today
    story.campaign.purge_on = today + timedelta(days=400)
    story.campaign.save()
    prepare(Voicing.objects.get(version=story.versions[0]), Pico())
    return story


@pytest.fixture
def door(live_server, story: Story) -> str:
    return f"{live_server.url}/r/{story.campaign.links.filter(version=story.versions[0]).first().token}/"


def to_the_question(page: Page, door: str) -> None:
    """As far as « Comment sont vos activités ? », with nothing heard on the way."""
    page.goto(door)
    page.get_by_role("link", name="Commencer").click()
    page.get_by_role("button", name="Oui, je suis d’accord").click()
    page.locator("main .answer__card").first.click()
    page.get_by_role("button", name="Suite").click()
    page.get_by_role("button", name="Suite").last.click()
    expect(page.locator("h1")).to_have_text("Comment sont vos activités ?")


def said(page: Page):
    return page.locator(".is-said")


def test_a_button_reads_a_block_and_shows_each_sentence(page: Page, door: str):
    page.set_viewport_size(PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/voix/" in request.url else None)
    to_the_question(page, door)
    assert asked == []  # nothing is fetched before it is wanted
    expect_accessible(page, STRICT)
    expect_no_sideways_scrolling(page)
    assert page.evaluate(SMALL) == 0
    page.locator(QUESTION).click()
    expect(said(page)).to_have_text("Comment sont vos activités ?")
    expect(page.locator(QUESTION)).to_have_attribute("aria-pressed", "true")
    page.locator(ANSWERS).click()
    for words in ("Bien", "Moyennement", "Pas bien"):
        expect(said(page)).to_have_text(words)
    expect(said(page)).to_have_count(0)
    expect(page.locator(ANSWERS)).to_have_attribute("aria-pressed", "false")
    assert page.locator("[aria-live], main [role=status]").count() == 0


@pytest.mark.rgaa("4.10", "4.11")
def test_with_the_keyboard_and_a_second_press_stops(page: Page, door: str):
    to_the_question(page, door)
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(QUESTION)).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_count(1)
    page.keyboard.press("Space")
    expect(said(page)).to_have_count(0)


@pytest.mark.rgaa("4.10")
def test_nothing_speaks_by_itself_until_it_is_asked_for(page: Page, door: str):
    to_the_question(page, door)
    page.wait_for_timeout(600)
    expect(said(page)).to_have_count(0)
    page.locator("details.settings summary").click()
    page.locator(".settings__choice--aloud-auto").click()
    expect(said(page)).to_have_text("Comment sont vos activités ?")
    expect(said(page)).to_have_text("Bien")
    page.locator("details.settings summary").click()
    page.locator("main .answer__card").first.click()
    page.get_by_role("button", name="Suite").last.click()
    expect(said(page)).to_have_text("Êtes-vous venu cette année ?")  # the device remembers
    page.locator("main .answer > input").nth(1).focus()
    expect(said(page)).to_have_text("Non")


def test_where_a_browser_wants_a_first_touch_the_button_shows_it(page: Page, door: str):
    page.add_init_script("localStorage.setItem('arpent-aloud', 'auto')")
    page.add_init_script(SHY)
    to_the_question(page, door)
    expect(page.locator(".is-invited")).to_have_count(1)
    page.mouse.click(5, 300)
    expect(said(page)).to_have_text("Comment sont vos activités ?")
    expect(page.locator(".is-invited")).to_have_count(0)


def test_the_slow_speed_is_another_clip(page: Page, door: str):
    page.add_init_script("localStorage.setItem('arpent-pace', 'slow')")
    to_the_question(page, door)
    keys = page.locator("h1 .said").get_attribute("data-clip").split()
    with page.expect_request(lambda request: "/voix/" in request.url) as asked:
        page.locator(QUESTION).click()
    assert asked.value.url.endswith(keys[1])


def test_without_a_script_the_browser_s_own_player(plain: Page, door: str):
    to_the_question(plain, door)
    players = plain.locator("audio[controls][preload=none]")
    expect(players).to_have_count(2)
    assert plain.locator("[data-aloud]:visible").count() == 0
    clip = plain.request.get(players.nth(1).evaluate("player => player.src"))
    assert clip.headers["content-type"] == "audio/mpeg"
    expect_no_sideways_scrolling(plain)


def test_a_voice_recorded_in_the_page_is_kept_and_heard(page: Page, sign_in, story: Story, live_server):
    from_alice = story.versions[0].sentences.get(words="Bien")
    page.add_init_script(MICROPHONE)
    sign_in(story.campaign.opened_by)
    study = f"{live_server.url}/etudes/{story.study.pk}/questionnaires/{story.versions[0].pk}/voix/"
    page.goto(study)
    expect_accessible(page)
    page.goto(f"{study}phrase/{from_alice.digest}/")
    page.get_by_role("button", name="Enregistrer ma voix").click()
    page.wait_for_timeout(800)
    with page.expect_navigation():
        page.get_by_role("button", name="Arrêter et garder").click()
    expect(page.get_by_text("Votre voix est gardée.")).to_be_visible()
    expect_accessible(page)
    kept = Recording.objects.get()
    assert (kept.by.name, kept.ending) == ("Alice Tanguy", ".webm")
    heard = "player => new Promise(heard => { player.ontimeupdate = () => player.currentTime && heard(true); player.play(); })"
    assert page.locator("audio").evaluate(heard)


def test_without_a_microphone_the_page_says_what_to_do(page: Page, sign_in, story: Story, live_server):
    sign_in(story.campaign.opened_by)
    sentence = story.versions[0].sentences.get(words="Bien")
    where = f"/etudes/{story.study.pk}/questionnaires/{story.versions[0].pk}/voix/phrase/{sentence.digest}/"
    page.goto(f"{live_server.url}{where}")
    page.get_by_role("button", name="Enregistrer ma voix").click()
    expect(page.get_by_text("choisissez un fichier.")).to_be_visible()
