"""Alice opens a study, says who takes part and deposits its questionnaire, without JavaScript, then with axe watching."""

import pytest
from playwright.sync_api import Page, expect

from arpent.studies.models import Study
from arpent.surveys.models import Version
from tests.cast import Cast
from tests.journeys.accessible import expect_accessible, expect_no_sideways_scrolling
from tests.surveys.forms import BROKEN, GOOD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def browser_context_args(browser_context_args: dict, request) -> dict:
    return browser_context_args | getattr(request, "param", {})


def press(page: Page, verb: str) -> None:
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=verb, exact=True).click()


def open_a_study(page: Page, address: str) -> None:
    page.goto(f"{address}/etudes/")
    page.get_by_role("link", name="Ouvrir une étude").first.click()
    page.get_by_label("Titre").fill("Le répit des familles")
    page.get_by_label("Question évaluative").fill("Du temps est-il redonné aux familles ?")
    page.get_by_label("Début").fill("2026-01-05")
    page.get_by_label("Fin").fill("2027-06-30")
    press(page, "Ouvrir l’étude")
    page.get_by_label("La Clairière").check()
    press(page, "Ajouter à l’étude")


def expect_fair(page: Page) -> None:
    expect_accessible(page)
    expect_no_sideways_scrolling(page)


def deposit(page: Page, text: str) -> None:
    page.get_by_role("navigation", name="Dans cette étude").get_by_role("link", name="Questionnaires").click()
    page.get_by_role("link", name="Déposer un questionnaire").first.click()
    page.get_by_label("Public").select_option(label="familles")
    page.get_by_label("Questionnaire", exact=True).set_input_files(
        {"name": "repit.md", "mimeType": "text/markdown", "buffer": text.encode()}
    )
    press(page, "Déposer le questionnaire")


@pytest.mark.parametrize("browser_context_args", [{"java_script_enabled": False}], indirect=True)
def test_a_study_is_opened_and_its_questionnaire_published_without_javascript(
    page: Page, live_server, cast: Cast, sign_in
):
    sign_in(cast.alice)
    open_a_study(page, live_server.url)
    page.get_by_label("La Clairière, familles").fill("120")
    press(page, "Enregistrer les nombres")
    expect(page.get_by_text("Les nombres sont enregistrés.")).to_be_visible()
    deposit(page, BROKEN)
    expect(page.get_by_text("Rien n’a été gardé.")).to_be_visible()
    deposit(page, GOOD)
    page.get_by_role("link", name="Publier cette version").click()
    press(page, "Publier cette version")
    expect(page.get_by_text("Elle ne changera plus.")).to_be_visible()
    assert Version.objects.published().get().questionnaire.study == Study.objects.get()


@pytest.mark.parametrize(
    "browser_context_args",
    [{"viewport": {"width": 390, "height": 844}}, {}],
    indirect=True,
    ids=["phone", "desk"],
)
def test_no_page_of_the_way_breaks_a_rule_of_accessibility(page: Page, live_server, cast: Cast, sign_in):
    sign_in(cast.alice)
    for address in (
        "/reseau/",
        f"/reseau/{cast.region.pk}/",
        f"/reseau/{cast.region.pk}/inviter/",
        "/etudes/",
    ):
        page.goto(live_server.url + address)
        expect_fair(page)
    open_a_study(page, live_server.url)
    expect_fair(page)
    deposit(page, BROKEN)
    expect_fair(page)
    deposit(page, GOOD)
    expect_fair(page)
