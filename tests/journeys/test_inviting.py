"""From a pasted table to an answer: Bob invites, Emma opens her message on a phone, and her code serves once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from arpent.collection.models import Campaign
from tests.cast import gather
from tests.collection.reaching.guests import NAMES, ONE_QUESTION, contact
from tests.collection.stories import form, open_story
from tests.journeys.accessible import expect_accessible, expect_no_sideways_scrolling

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_people_are_invited_and_one_answers_once(page: Page, live_server, sign_in):
    cast, today = gather(), timezone.localdate()
    story = open_story(cast, form(ONE_QUESTION), closes_on=today + timedelta(days=20))
    Campaign.objects.update(opens_on=today)
    sign_in(cast.bob)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/etudes/{story.study.pk}/collecte/{story.campaign.pk}/")
    page.get_by_role("link", name="Inviter des personnes").click()
    looked_at(page)
    page.get_by_role("link", name=re.compile("La Clairière.*familles")).click()
    page.get_by_role("link", name="Ajouter des personnes").click()
    looked_at(page)
    page.get_by_label("Ou tableau collé").fill(table())
    page.get_by_role("button", name="Lire le tableau").click()
    expect(page.get_by_text("n’est pas une adresse de courriel")).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Ajouter 6 personnes").click()
    looked_at(page)
    page.get_by_role("link", name="Envoyer les invitations par courriel").click()
    looked_at(page)
    page.get_by_role("button", name="Envoyer 6 invitations").click()
    expect(page.get_by_text("L’envoi est fini")).to_be_visible()
    looked_at(page)
    answered_once(page, re.search(r"http\S+/r/[a-z0-9]{10}/", mail.outbox[0].body)[0])


def table() -> str:
    """Six people who can be reached, and one who cannot."""
    people = [contact(name) for name in NAMES]
    return "\n".join(["nom;courriel", *(f"{one.name};{one.email}" for one in people), "Zoé;zoe@"])


def answered_once(page: Page, address: str) -> None:
    page.context.clear_cookies()
    page.goto(address)
    looked_at(page)
    page.get_by_role("link", name="Commencer").click()
    page.get_by_role("button", name="Oui, je suis d’accord").click()
    expect(page).to_have_url(re.compile("/qui/"))
    page.get_by_text("Je réponds sans aide").click()
    page.get_by_role("button", name="Suite").click()
    expect(page).to_have_url(re.compile("/question/venu/"))
    page.goto(address)
    expect(page.get_by_text("Vous avez déjà commencé")).to_be_visible()
    page.get_by_role("link", name="Continuer").click()
    page.get_by_text("Oui", exact=True).click()
    page.get_by_role("button", name="Suite").click()
    expect(page).to_have_url(re.compile("/choix/"))
    page.get_by_role("button", name="Suite").click()
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.get_by_role("heading", name="Merci", exact=True)).to_be_visible()
    page.goto(address)
    expect(page.get_by_text("bien arrivée")).to_be_visible()
    looked_at(page)
    page.goto(f"{address}ne-plus-ecrire/")
    looked_at(page)
    page.get_by_role("button", name="Ne plus m’écrire").click()
    expect(page.get_by_text("Nous ne vous écrivons plus")).to_be_visible()


def looked_at(page: Page) -> None:
    expect_accessible(page)
    expect_no_sideways_scrolling(page)
