"""A tablet is prepared, loses its network, is answered on by two people, is closed and opened again, and comes back."""

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_started
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from arpent.collection.models import Response
from arpent.collection.offline.files import read_file, take_file
from arpent.collection.offline.models import Delivery, Device
from arpent.surveys.aloud.making import prepare as prepare_voice
from arpent.surveys.models import Sentence, Voicing
from arpent.voice.pico import Pico
from tests.cast import gather
from tests.collection.offline.devices import device_of
from tests.collection.stories import Story, open_story
from tests.journeys.accessible import expect_accessible, expect_no_sideways_scrolling
from tests.voice.speaking import needs_voice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

A_WHILE = 60_000
"""Milliseconds: every page of every edition is drawn, on a machine that does other things too."""
MAIN = ".respond__nav .touch--main"
SECRET = "Un mot que personne ne doit lire"
EVERYTHING_KEPT = """async () => {
    const read = (request) => new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
    });
    const plain = (value) => {
        if (value instanceof ArrayBuffer) return plain(new Uint8Array(value));
        if (ArrayBuffer.isView(value)) return new TextDecoder("latin1").decode(value);
        if (value instanceof CryptoKey) return `key ${value.extractable}`;
        if (Array.isArray(value)) return value.map(plain);
        if (value && typeof value === "object") {
            return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
        }
        return value;
    };
    const kept = {};
    for (const { name } of await indexedDB.databases()) {
        const db = await read(indexedDB.open(name));
        for (const store of db.objectStoreNames) {
            kept[store] = plain(await read(db.transaction(store).objectStore(store).getAll()));
        }
        db.close();
    }
    const cached = [];
    for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) cached.push(request.url);
    }
    return JSON.stringify({kept, cached, local: {...localStorage}, session: {...sessionStorage}});
}"""


HEARD = """() => {
    window.heard = [];
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function () {
        this.addEventListener("playing", () => window.heard.push({ url: this.src, lasts: this.duration }), { once: true });
        return play.call(this);
    };
}"""
"""What is played, from then on."""
STILL_CARRIED = """(async () => {
    let sounds = 0;
    for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) sounds += url.includes("/voix/");
    }
    return sounds === count - 2;
})()"""


@pytest.fixture
def story() -> Story:
    today = timezone.localdate()
    story = open_story(gather(), closes_on=today + timedelta(days=20))
    story.campaign.opens_on = today
    story.campaign.purge_on = today + timedelta(days=400)
    story.campaign.save()
    return story


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The requests that reach the server.

    Now and then a browser looks by itself for a newer worker and its modules, which « offline » does not hold back.
    """
    seen: list[str] = []

    def note(sender: Any, environ: dict[str, Any], **_: Any) -> None:
        path = environ["PATH_INFO"]
        if not path.endswith("/service.js") and not path.startswith("/static/"):
            seen.append(path)

    request_started.connect(note)
    yield seen
    request_started.disconnect(note)


def home_of(live_server: Any, device: Device) -> str:
    return f"{live_server.url}/hors-ligne/{device.token}/"


def prepare(page: Page, home: str) -> None:
    page.goto(home)
    expect(page.locator("[data-stored]")).to_contain_text("Tout est sur l’appareil", timeout=A_WHILE)
    page.wait_for_load_state("networkidle")


def onward(page: Page) -> None:
    with page.expect_navigation(wait_until="load"):
        page.locator(MAIN).last.click()


def choose(page: Page, *codes: str) -> None:
    for code in codes:
        page.locator(f"input[value='{code}'] + label").click()
    onward(page)


def answer(page: Page, *, came: str) -> None:
    """From the agreement to the thanks, by both branches of the questionnaire."""
    onward(page)
    onward(page)
    choose(page, "alone")
    onward(page)
    choose(page, "bien")
    choose(page, came)
    if came == "oui":
        page.locator("#text").fill("12")
        onward(page)
    choose(page, "famille", "amis")
    choose(page, "oui")
    for _ in range(3):
        onward(page)
    page.locator("#text").fill(SECRET)
    onward(page)
    choose(page, "no")
    assert SECRET in page.locator("dl.review").inner_text()
    onward(page)
    expect(page.locator("h1")).to_have_text("Merci")


def begin(page: Page, place: int = 0) -> None:
    with page.expect_navigation(wait_until="load"):
        page.locator("[data-start]:visible").nth(place).click()


def test_two_people_answer_without_a_network_and_both_are_sent_once(
    page: Page, context: BrowserContext, live_server: Any, story: Story, asked: list[str]
):
    device = device_of(story)
    home = home_of(live_server, device)
    prepare(page, home)
    context.set_offline(True)
    asked.clear()
    begin(page)
    answer(page, came="oui")
    page.goto(home)
    begin(page)
    answer(page, came="non")
    page.close()
    page = context.new_page()
    page.goto(home)
    expect(page.locator("[data-queue]")).to_contain_text("2 réponses attendent", timeout=A_WHILE)
    kept = page.evaluate(EVERYTHING_KEPT)
    assert len(json.loads(kept)["kept"]["outbox"]) == 2
    assert json.loads(kept)["kept"]["drafts"] == []
    for told in (SECRET, "famille", '"oui"', "content", "said"):
        assert told not in kept
    assert asked == []
    assert not Response.objects.exists()
    context.set_offline(False)
    expect(page.locator("[data-queue]")).to_contain_text(
        "Aucune réponse n’attend. 2 envoyées.", timeout=A_WHILE
    )
    assert Response.objects.filter(status="sent", mode="tablet").count() == Delivery.objects.count() == 2
    answers = {row.answers["venu"]: row.answers for row in Response.objects.all()}
    assert answers["oui"]["fois"] == 12
    assert answers["non"]["fois"] == {"missing": "not_asked"}
    assert answers["oui"]["mot"] == SECRET
    page.reload()
    expect(page.locator("[data-queue]")).to_contain_text("2 envoyées", timeout=A_WHILE)
    assert Delivery.objects.count() == 2


def test_an_interviewer_pauses_goes_on_and_sees_where_each_interview_is(
    page: Page, context: BrowserContext, live_server: Any, story: Story
):
    device = device_of(story, use="interviewer")
    home = home_of(live_server, device)
    page.set_viewport_size({"width": 390, "height": 800})
    prepare(page, home)
    expect_accessible(page)
    expect_no_sideways_scrolling(page)
    context.set_offline(True)
    first = page.locator("[data-interview='1']")
    first.get_by_label("Votre étiquette").fill("Salle bleue")
    first.get_by_label("Votre étiquette").press("Tab")
    begin(page)
    onward(page)
    onward(page)
    choose(page, "alone")
    with page.expect_navigation(url=home):
        page.locator("button[value='pause']").click()
    expect(first.locator("[data-state]")).to_have_text("en cours sur cet appareil")
    expect(first.get_by_label("Votre étiquette")).to_have_value("Salle bleue")
    assert "Salle bleue" not in page.evaluate(EVERYTHING_KEPT)
    begin(page)
    page.locator("button[value='stop']").click()
    with page.expect_navigation(wait_until="load"):
        page.locator("button[value='keep']").click()
    page.goto(home)
    expect(first.locator("[data-state]")).to_have_text("fini, en attente d’envoi")
    context.set_offline(False)
    expect(first.locator("[data-state]")).to_have_text("envoyé", timeout=A_WHILE)
    assert Response.objects.get().mode == "interviewer"


@pytest.mark.rgaa("13.1")
def test_in_a_kiosk_nothing_of_one_person_is_left_to_the_next(page: Page, live_server: Any, story: Story):
    device = device_of(story)
    home = home_of(live_server, device)
    prepare(page, home)
    expect_accessible(page)
    expect(page.locator("[data-send]")).to_be_hidden()
    page.get_by_label("Pour les adultes").fill("2580")
    page.get_by_role("button", name="Ouvrir").click()
    expect(page.locator("[data-send]")).to_be_visible()
    page.clock.install()
    begin(page)
    onward(page)
    onward(page)
    choose(page, "alone")
    left_at = page.url
    assert len(json.loads(page.evaluate(EVERYTHING_KEPT))["kept"]["drafts"]) == 1
    page.clock.fast_forward(device.idle_minutes * 60_000 - 20_000)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Oui, je continue").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.fast_forward(device.idle_minutes * 60_000 + 2_000)
    page.wait_for_url(home)
    assert json.loads(page.evaluate(EVERYTHING_KEPT))["kept"]["drafts"] == []
    page.goto(left_at)
    expect(page.locator("h1")).not_to_have_text("Comment sont vos activités ?")


def code_on(page: Page) -> str:
    return page.locator(".code--long").inner_text()


def test_answers_given_without_a_network_are_taken_back_with_the_code_that_the_device_showed(
    page: Page, context: BrowserContext, live_server: Any, story: Story
):
    device = device_of(story)
    home = home_of(live_server, device)
    prepare(page, home)
    context.set_offline(True)
    begin(page)
    page.goto(page.url + "accord/?edition=fr-simple")
    expect(page.get_by_text("À la fin, vous avez un code.")).to_be_visible()
    page.goto(home)
    begin(page)
    answer(page, came="oui")
    first = code_on(page)
    assert len(first.replace(" ", "")) == 12
    assert first not in page.evaluate(EVERYTHING_KEPT)
    way_back = page.locator(".code__address").inner_text()
    assert way_back.startswith(f"{live_server.url}/r/")
    expect_accessible(page)
    expect_no_sideways_scrolling(page)
    thanks = page.url
    page.get_by_role("button", name="J’ai noté mon code").click()
    expect(page.locator(".code--long")).to_have_count(0)
    page.goto(home)
    begin(page)
    answer(page, came="non")
    second = code_on(page)
    assert second != first
    page.goto(home)
    page.goto(thanks)
    expect(page.locator("h1")).to_have_text("Merci")
    expect(page.locator(".code--long")).to_have_count(0)
    page.goto(home)
    context.set_offline(False)
    expect(page.locator("[data-queue]")).to_contain_text("2 envoyées", timeout=A_WHILE)
    page.goto(way_back)
    page.get_by_label("Écrivez les 12 chiffres").fill(first)
    onward(page)
    onward(page)
    expect(page.locator("h1")).to_contain_text("effacées")
    assert [row.answers["venu"] for row in Response.objects.all()] == ["non"]


def test_a_device_that_has_no_code_left_promises_none_and_says_so(
    page: Page, context: BrowserContext, live_server: Any, story: Story
):
    context.route("**/codes/**", lambda route: route.fulfill(status=503, body=""))
    home = home_of(live_server, device_of(story))
    prepare(page, home)
    context.set_offline(True)
    begin(page)
    page.goto(page.url + "accord/?edition=fr-simple")
    expect(page.get_by_text("Vous pouvez dire non.")).to_be_visible()
    expect(page.get_by_text("À la fin, vous avez un code.")).to_have_count(0)
    page.goto(home)
    begin(page)
    answer(page, came="non")
    expect(page.get_by_text("Cet appareil n’a plus de code à donner.")).to_be_visible()
    expect(page.locator(".code--long")).to_have_count(0)


def test_a_code_is_not_left_on_a_kiosk_for_the_next_person(page: Page, live_server: Any, story: Story):
    device = device_of(story)
    home = home_of(live_server, device)
    prepare(page, home)
    page.clock.install()
    begin(page)
    answer(page, came="non")
    expect(page.locator(".code--long")).to_be_visible()
    page.clock.fast_forward(device.idle_minutes * 60_000 - 20_000)
    expect(page.get_by_role("dialog")).to_contain_text("votre code ne sera plus montré")
    page.clock.fast_forward(30_000)
    page.wait_for_url(home)
    kept = json.loads(page.evaluate(EVERYTHING_KEPT))["kept"]["notes"]
    assert not [each for each in kept if "until" in each]


def test_a_device_that_finds_no_network_writes_its_queue_in_a_file(
    page: Page, context: BrowserContext, live_server: Any, story: Story, tmp_path: Path
):
    device = device_of(story)
    home = home_of(live_server, device)
    prepare(page, home)
    context.set_offline(True)
    begin(page)
    answer(page, came="oui")
    page.goto(home)
    expect(page.locator("[data-queue]")).to_contain_text("1 réponse attend")
    page.get_by_label("Pour les adultes").fill("2580")
    page.get_by_role("button", name="Ouvrir").click()
    expect(page.locator("[data-clear]")).to_be_hidden()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Enregistrer dans un fichier").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert SECRET not in file.read_text()
    assert device.token not in file.read_text()
    expect(page.locator("[data-filed]")).to_contain_text("1 réponse est dans le fichier")
    expect(page.locator("[data-queue]")).to_contain_text("1 réponse attend")
    expect_accessible(page)
    page.get_by_role("button", name="Effacer ce qui est dans un fichier").click()
    expect(page.get_by_role("dialog")).to_contain_text("perdues pour toujours")
    page.get_by_role("button", name="Non, les garder").click()
    expect(page.locator("[data-queue]")).to_contain_text("1 réponse attend")
    found = read_file(file.read_bytes(), device, timezone.localdate())
    assert take_file(device=device, answers=found, on=timezone.localdate()).taken == 1
    assert Response.objects.get().answers["mot"] == SECRET
    page.get_by_role("button", name="Effacer ce qui est dans un fichier").click()
    page.get_by_role("button", name="Oui, le fichier est reçu").click()
    expect(page.locator("[data-queue]")).to_contain_text("Aucune réponse n’attend.")
    expect(page.locator("[data-queue]")).to_contain_text("1 remise par fichier.")
    expect(page.locator("[data-file]")).to_be_hidden()


def test_a_browser_finds_nothing_against_installing_the_page(
    page: Page, context: BrowserContext, live_server: Any, story: Story
):
    page.goto(home_of(live_server, device_of(story)))
    expect(page.locator("[data-stored]")).not_to_be_empty()
    browser = context.new_cdp_session(page)
    manifest = browser.send("Page.getAppManifest")
    assert manifest["url"].endswith("/application.webmanifest")
    assert manifest["errors"] == []
    against = browser.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {each["errorId"] for each in against} <= {"in-incognito"}, against
    assert sum(drawn(page, each["src"]) for each in json.loads(manifest["data"])["icons"]) == 4


def drawn(page: Page, address: str) -> bool:
    """Whether the browser can draw that icon."""
    return page.evaluate(
        "async (address) => { const icon = new Image(); icon.src = address; await icon.decode(); return icon.width > 0; }",
        address,
    )


def nothing_else(version):
    return ()


@needs_voice
def test_a_questionnaire_is_heard_without_a_network_at_both_speeds(
    page: Page,
    context: BrowserContext,
    live_server: Any,
    story: Story,
    files: Path,
    settings,
    asked: list[str],
):
    settings.ALSO_READ_ALOUD = "tests.journeys.test_offline.nothing_else"
    prepare_voice(Voicing.objects.get(version=story.versions[0]), Pico())
    home = home_of(live_server, device_of(story))
    prepare(page, home)
    carried = {url for url in json.loads(page.evaluate(EVERYTHING_KEPT))["cached"] if "/voix/" in url}
    assert len(carried) > 20
    context.set_offline(True)
    asked.clear()
    begin(page)
    onward(page)
    onward(page)
    choose(page, "alone")
    onward(page)
    expect(page.locator("h1")).to_have_text("Comment sont vos activités ?")
    page.evaluate(HEARD)
    page.locator("[data-aloud]").last.click()
    for words in ("Bien", "Moyennement", "Pas bien"):
        expect(page.locator(".is-said")).to_have_text(words)
    expect(page.locator(".is-said")).to_have_count(0)
    page.evaluate("document.documentElement.dataset.pace = 'slow'")
    page.locator("[data-aloud]").first.click()
    expect(page.locator(".is-said")).to_have_text("Comment sont vos activités ?")
    expect(page.locator(".is-said")).to_have_count(0)
    heard = page.evaluate("window.heard")
    assert len(heard) == 4
    assert all(each["lasts"] > 0 and each["url"] in carried for each in heard)
    assert not [path for path in asked if "/voix/" in path]
    context.set_offline(False)
    Sentence.objects.filter(words="Bien").update(clip=None, slow=None)
    Voicing.objects.update(stamp=uuid.uuid4())
    page.goto(home)
    page.wait_for_function(
        "count => COUNT".replace("COUNT", STILL_CARRIED), arg=len(carried), timeout=A_WHILE
    )


def test_without_a_script_the_pages_on_line_are_offered(plain: Page, live_server: Any, story: Story):
    device = device_of(story)
    plain.goto(home_of(live_server, device))
    expect(plain.get_by_text("trop ancien")).to_be_visible()
    plain.get_by_role("link").filter(has_text="ami").first.click()
    assert "/r/" in plain.url
