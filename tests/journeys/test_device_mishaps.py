"""What happens to tablets: a release that comes in the middle of an interview, a disk that is full, a battery that dies."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from arpent.collection.models import Response
from arpent.collection.offline.actions import revoke_device
from tests.cast import gather
from tests.collection.easy_form import easy_form
from tests.collection.offline.devices import device_of
from tests.collection.stories import Story, open_story
from tests.journeys.accessible import expect_at_ease
from tests.journeys.test_offline import A_WHILE, begin, choose, home_of, onward, prepare

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

AS_AN_EARLIER_RELEASE_WROTE_IT = """async ({ carried, told }) => {
    const read = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const isParcel = carried && request.url.includes("/colis/");
            if (!isParcel && !(told && request.url.endsWith("/etat/"))) continue;
            const written = await (await cache.match(request)).json();
            const { format, editions, ...earlier } = written;
            const address = isParcel ? request.url.replace(/\\?.*/, "?earlier") : request;
            if (!isParcel) earlier.questionnaires.forEach((each) => { each.parcel = "earlier"; });
            await cache.put(address, new Response(JSON.stringify({ ...earlier, ...(editions && { pages: {} }) })));
        }
    }
    if (!carried) return;
    const db = await read(indexedDB.open("arpent-offline"));
    const drafts = db.transaction("drafts", "readwrite").objectStore("drafts");
    const [place] = await read(drafts.getAllKeys());
    await read(drafts.put({ ...await read(drafts.get(place)), parcel: "earlier" }, place));
    db.close();
}"""
"""`carried`: what the interview was begun on; `told`: all that the device carries."""


@pytest.fixture
def story() -> Story:
    return set_today(open_story(gather(), closes_on=timezone.localdate() + timedelta(days=20)))


def set_today(story: Story) -> Story:
    """Open since today, by the clock of the browser."""
    story.campaign.opens_on = timezone.localdate()
    story.campaign.purge_on = timezone.localdate() + timedelta(days=400)
    story.campaign.save()
    return story


@pytest.fixture
def easy_story() -> Story:
    return set_today(open_story(gather(), easy_form(), closes_on=timezone.localdate() + timedelta(days=20)))


def under_way(page: Page, home: str) -> str:
    """An interview of which one question is answered; the address of the second."""
    prepare(page, home)
    begin(page)
    onward(page)
    onward(page)
    choose(page, "alone")
    onward(page)
    choose(page, "bien")
    return page.url


def test_an_interview_begun_before_a_new_release_goes_on_where_it_was(
    page: Page, context: BrowserContext, live_server: Any, story: Story
):
    home = home_of(live_server, device_of(story, use="interviewer"))
    second = under_way(page, home)
    page.evaluate(AS_AN_EARLIER_RELEASE_WROTE_IT, {"carried": True, "told": False})
    context.set_offline(True)
    page.goto(second)
    choose(page, "non")
    page.locator("button[value='stop']").click()
    with page.expect_navigation(wait_until="load"):
        page.locator("button[value='keep']").click()
    expect(page.locator("h1")).to_have_text("Merci")
    context.set_offline(False)
    page.goto(home)
    expect(page.locator("[data-queue]")).to_contain_text("1 envoyée", timeout=A_WHILE)
    answers = Response.objects.get().answers
    assert (answers["content"], answers["venu"]) == ("bien", "non")


def test_a_device_that_carries_nothing_legible_says_so_and_loses_nothing(
    page: Page, context: BrowserContext, live_server: Any, story: Story
):
    home = home_of(live_server, device_of(story, use="interviewer"))
    second = under_way(page, home)
    page.evaluate(AS_AN_EARLIER_RELEASE_WROTE_IT, {"carried": True, "told": True})
    context.set_offline(True)
    page.goto(second)
    expect(page.locator("[data-closed]")).to_contain_text("a besoin du réseau un moment")
    context.set_offline(False)
    page.goto(home)
    expect(page.locator("[data-stored]")).to_contain_text("Tout est sur l’appareil", timeout=A_WHILE)
    page.goto(second)
    with page.expect_navigation(wait_until="load"):
        page.locator("button[value='back']").click()
    expect(page.locator("input[value='bien']")).to_be_checked()


def test_a_new_worker_waits_until_what_it_reads_is_there(page: Page, live_server: Any, story: Story):
    home = home_of(live_server, device_of(story))
    prepare(page, home)
    page.evaluate(AS_AN_EARLIER_RELEASE_WROTE_IT, {"carried": False, "told": True})
    became = page.evaluate("""async () => {
        const address = `${location.pathname}service.js?next`;
        const next = await navigator.serviceWorker.register(address, { type: "module", scope: location.pathname });
        const worker = next.installing;
        await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
        return worker.state;
    }""")
    assert became == "redundant"


REFUSED, KEPT = "Un mot qui est refusé", "Un mot qui est gardé"


def test_the_browser_writes_down_nothing_of_what_was_answered(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    live_server: Any,
    tmp_path: Path,
    easy_story: Story,
):
    """A lost tablet tells nothing: neither what was ticked, nor what was written, nor what was refused."""
    with browser_type.launch_persistent_context(str(tmp_path), **browser_type_launch_args) as browser:
        page = browser.new_page()
        prepare(page, home_of(live_server, device_of(easy_story)))
        browser.set_offline(True)
        begin(page, 1)
        inside = f"{page.url}s/question"
        page.goto(f"{page.url}accord/?edition=fr")
        onward(page)
        page.goto(f"{inside}/chez_soi/")
        with page.expect_navigation(wait_until="load"):
            page.locator("button[value='help']").click()
        with page.expect_navigation(wait_until="load"):
            page.get_by_role("button", name="Français simple").or_(
                page.get_by_role("button", name="Facile à lire")
            ).click()
        choose(page, "part:yes")
        expect(page.locator("input[value='plutot']")).to_be_attached()
        choose(page, "plutot")
        page.goto(f"{inside}/mot/")
        page.locator("#text").fill(REFUSED)
        choose(page, "missing:dont_know")
        expect(page.locator("#text[aria-invalid]")).to_have_value(REFUSED)
        page.goto(f"{inside}/mot/")
        page.locator("#text").fill(KEPT)
        onward(page)
        page.wait_for_timeout(3_000)  # a browser writes its session down a while after each page
    disk = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert any(b"/s/question/mot/" in content for content in disk.values())
    for told in (REFUSED, KEPT, "dont_know&", "part=yes", "plutot&"):
        assert not [str(path) for path, content in disk.items() if told in seen(content)]


def seen(content: bytes) -> str:
    """As text, however it is written."""
    return f"{unquote_plus(content.decode('utf-8', 'ignore'))} {content.decode('utf-16-le', 'ignore')} {content[1:].decode('utf-16-le', 'ignore')}"


FULL = """() => {
    self.put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
NOT_KEPT = "Cette réponse n’est pas encore gardée"
ROOM_AGAIN = "() => { IDBObjectStore.prototype.put = self.put; }"


def test_on_a_full_disk_what_was_said_is_sent_again_from_a_plain_page(
    page: Page, context: BrowserContext, live_server: Any, story: Story
):
    home = home_of(live_server, device_of(story, use="interviewer"))
    second = under_way(page, home)
    context.set_offline(True)
    worker = context.service_workers[0]
    worker.evaluate(FULL)
    choose(page, "non")
    expect(page.locator("h1")).to_have_text(NOT_KEPT)
    expect_at_ease(page)
    onward(page)
    expect(page.locator("h1")).to_have_text(NOT_KEPT)
    worker.evaluate(ROOM_AGAIN)
    onward(page)
    page.goto(second.replace("question/venu", "relire"))
    expect(page.locator("dl.review")).to_contain_text("Non")
    worker.evaluate(FULL)
    onward(page)
    expect(page.locator("h1")).to_have_text(NOT_KEPT)
    worker.evaluate(ROOM_AGAIN)
    onward(page)
    expect(page.locator("h1")).to_have_text("Merci")


def test_a_device_whose_clock_is_wrong_says_which_day_it_is_for_it(
    page: Page, context: BrowserContext, live_server: Any, story: Story
):
    home = home_of(live_server, device_of(story))
    prepare(page, home)
    context.set_offline(True)
    page.clock.set_fixed_time("2028-02-29T10:00:00")
    page.goto(home)
    expect(page.locator("[data-closed]")).to_contain_text(
        "Pour cet appareil, nous sommes le 29 février 2028."
    )


@pytest.mark.parametrize(("use", "kept"), [("kiosk", None), ("interviewer", "200")])
def test_the_next_person_of_a_kiosk_finds_the_page_as_it_was(
    page: Page, live_server: Any, story: Story, use: str, kept: str | None
):
    """An interviewer's device keeps what was chosen: it is the same person's, from one interview to the next page."""
    home = home_of(live_server, device_of(story, use=use))
    prepare(page, home)
    page.locator(".settings summary").click()
    page.locator("[data-wish='size'][value='200']").locator("xpath=..").click()
    begin(page)
    assert page.evaluate("document.documentElement.dataset.size") == "200"
    page.goto(home)
    expect(page.locator("[data-stored]")).to_contain_text("Tout est sur l’appareil", timeout=A_WHILE)
    assert page.evaluate("document.documentElement.dataset.size ?? null") == kept


def test_a_device_taken_back_counts_what_waits_and_says_to_keep_it(
    page: Page, context: BrowserContext, live_server: Any, story: Story
):
    device = device_of(story, use="interviewer")
    home = home_of(live_server, device)
    under_way(page, home)
    context.set_offline(True)
    page.locator("button[value='stop']").click()
    with page.expect_navigation(wait_until="load"):
        page.locator("button[value='keep']").click()
    revoke_device(device=device, on=timezone.localdate())
    context.set_offline(False)
    page.goto(home)
    expect(page.locator("[data-stored]")).to_contain_text("Cet appareil a été retiré", timeout=A_WHILE)
    expect(page.locator("[data-queue]")).to_contain_text("1 réponse attend.")
    expect(page.locator("[data-errors]")).not_to_contain_text("autre collecte")
    page.reload()
    expect(page.locator("main")).to_contain_text("N’effacez rien")
    prepare(page, home_of(live_server, device_of(story, use="interviewer")))
    expect(page.locator("[data-queue]")).to_contain_text("1 envoyée", timeout=A_WHILE)
