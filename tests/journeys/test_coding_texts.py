"""A person codes what others wrote, with the keyboard alone, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.codes import codes_of
from arpent.analysis.topics.models import OpenQuestion, Topic
from tests.addresses import values
from tests.journeys.accessible import expect_accessible, expect_no_sideways_scrolling
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def address(world: World, files, live_server) -> str:
    """One text to code, and two topics."""
    known = values(world)
    Topic.objects.create(question=OpenQuestion.objects.get(), name="Le bus", rank=1)
    place = f"/etudes/{world.study.pk}/collecte/{world.campaign.pk}/mots/{known['version_id']}/mot"
    return live_server.url + place


def test_digits_tick_topics_and_enter_keeps_them(page: Page, address: str, world: World, sign_in):
    sign_in(world.cast.alice)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}/codage/premier/")
    expect_accessible(page)
    expect_no_sideways_scrolling(page)
    page.keyboard.press("2")
    expect(page.get_by_label("Le bus")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Coder les textes")).to_be_visible()
    text = OpenAnswer.objects.get()
    assert codes_of(OpenQuestion.objects.get())[text.pk].final == {Topic.objects.get(name="Le bus").pk}


def test_digits_do_nothing_outside_the_form(page: Page, address: str, world: World, sign_in):
    sign_in(world.cast.alice)
    page.goto(f"{address}/codage/premier/")
    page.get_by_role("link", name="Coder", exact=True).focus()
    page.keyboard.press("2")
    expect(page.get_by_label("Le bus")).not_to_be_checked()


def test_a_text_is_coded_without_scripts(plain: Page, context, address: str, world: World, sign_in):
    sign_in(world.cast.alice)
    plain.context.add_cookies(context.cookies())
    plain.goto(f"{address}/codage/premier/")
    plain.get_by_label("Le temps").check()
    plain.get_by_role("button", name="Enregistrer").click()
    expect(plain.get_by_role("heading", name="Coder les textes")).to_be_visible()
    assert codes_of(OpenQuestion.objects.get())
