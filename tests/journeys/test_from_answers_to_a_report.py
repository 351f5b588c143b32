"""Emma answers on her phone; Alice sees the count move, freezes, reads the report and takes the PDF away."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessible import expect_accessible
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def press(page: Page, verb: str) -> None:
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=verb, exact=True).click()


@pytest.fixture
def emma(new_context) -> Page:
    """Emma's phone, which knows nothing of Alice's session."""
    return new_context(viewport={"width": 360, "height": 640}).new_page()


def answer(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.get_by_role("link", name="Commencer").click()
    phone.get_by_role("button", name="Oui, je suis d’accord").click()
    for choice in ("Je réponds sans aide", "Oui"):
        phone.get_by_text(choice).first.click()
        phone.get_by_role("button", name="Suite", exact=True).click()
    phone.locator("#text").fill("3")
    phone.get_by_role("button", name="Suite", exact=True).click()
    phone.get_by_text("Non").first.click()
    phone.get_by_role("button", name="Suite", exact=True).click()
    phone.get_by_role("button", name="Envoyer").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Merci")


def heard(page: Page, address: str, world: World) -> str:
    page.goto(f"{address}/etudes/{world.study.pk}/collecte/{world.campaign.pk}/")
    return page.locator("main").inner_text()


def test_from_a_phone_to_a_report(page: Page, emma: Page, live_server, world: World, files: Path, sign_in):
    sign_in(world.cast.alice)
    assert "42" in heard(page, live_server.url, world)
    answer(emma, f"{live_server.url}/r/{world.link.token}/")
    assert "43" in heard(page, live_server.url, world)

    page.goto(f"{live_server.url}/etudes/{world.study.pk}/rapports/")
    page.get_by_role("link", name="Geler « Automne 2026 »").click()
    press(page, "Geler les réponses")
    press(page, "Écrire un rapport interne")
    page.get_by_role("link", name="Rapport interne").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(world.study.title)
    expect_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_a_lead_of_another_region_is_refused(page: Page, live_server, world: World, sign_in):
    sign_in(world.cast.david)
    answer = page.goto(f"{live_server.url}/etudes/{world.study.pk}/rapports/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert world.study.title not in page.content()
