"""Letters and cards: what is on paper."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from arpent.collection.models import Link
from arpent.collection.reaching.actions import add_contacts
from arpent.collection.reaching.codes import spaced
from arpent.collection.reaching.models import Contact, Invitation, Mailing, Silence
from tests.collection.reaching.guests import Guest, link_of
from tests.collection.stories import Story

NAMES = ("Anne Le Goff", "Brieuc Rey", "Clara Roux", "Denis Petit", "Erwan Morvan")


@pytest.fixture
def link(story: Story) -> Link:
    link = link_of(story)
    add_contacts(link=link, contacts=[at_home(name) for name in NAMES])
    return link


def at_home(name: str, easy: str = "") -> Contact:
    return Contact(name, street="Bâtiment B\n3 rue du Port", postcode="29000", town="Quimper", easy=easy)


def at(name: str, link: Link, *args: object) -> str:
    return reverse(f"collection:{name}", args=[link.campaign.study_id, link.campaign_id, link.pk, *args])


def pages(answer) -> list[str]:
    assert answer["Content-Type"] == "application/pdf", answer
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]


def signs(page: str) -> str:
    """A page without its spaces: the kerning of « qj » in a code is read back as one."""
    return "".join(page.split())


def test_each_person_has_a_page_with_their_address_and_their_code(bob: Client, link: Link):
    found = pages(bob.get(at("letters_file", link, "invitation")))
    codes = {each.contact.name: each.contact.code for each in Invitation.objects.all()}
    assert len(found) == len(NAMES)
    for name, page in zip(NAMES, found, strict=True):
        assert name in page
        assert "29000 Quimper" in page
        assert codes[name] in signs(page)
        assert "18 décembre 2026" in page


def test_a_letter_is_an_accessible_pdf(bob: Client, link: Link):
    read = PdfReader(io.BytesIO(bob.get(at("letters_file", link, "invitation")).content))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.metadata.title == "Lettres : La Clairière"


def test_who_wants_easy_words_reads_easy_words(bob: Client, link: Link):
    add_contacts(link=link, contacts=[at_home("Zoé Abadie", easy="yes")])
    first, *_others, last = pages(bob.get(at("letters_file", link, "invitation")))
    assert "Il n’y a pas de bonne réponse" in last
    assert "Il n’y a pas de bonne réponse" not in first


def test_markup_in_a_name_is_printed_as_it_is(bob: Client, link: Link):
    add_contacts(link=link, contacts=[at_home('#eval("1") *Zoé* 🙂')])
    assert '#eval("1") *Zoé* ?' in pages(bob.get(at("letters_file", link, "invitation")))[0]


def test_taking_the_letters_posts_nothing_and_saying_so_does(bob: Client, link: Link):
    bob.get(at("letters_file", link, "invitation"))
    assert not Invitation.objects.filter(written=True).exists()
    bob.post(at("letters", link, "invitation"))
    assert Invitation.objects.filter(written=True).count() == len(NAMES)
    assert Mailing.objects.get().total == len(NAMES)


def test_a_reminder_is_printed_for_codes_that_were_not_used(bob: Client, link: Link):
    bob.post(at("letters", link, "invitation"))
    people = {each.contact.name: each for each in Invitation.objects.all()}
    Guest(people["Anne Le Goff"].contact.code).answer()
    Silence.objects.create(person_digest=people["Brieuc Rey"].person_digest)
    found = "\n".join(pages(bob.get(at("letters_file", link, "reminder"))))
    assert "Clara Roux" in found
    assert "Anne Le Goff" not in found
    assert "Brieuc Rey" not in found


def test_letters_are_reminded_twice_at_most(bob: Client, link: Link):
    bob.post(at("letters", link, "invitation"))
    for _ in range(3):
        bob.post(at("letters", link, "reminder"))
    assert Mailing.objects.filter(kind="reminder").count() == 2
    assert bob.get(at("letters_file", link, "reminder")).status_code == 302


def test_no_letter_is_made_for_a_place_too_small(bob: Client, link: Link):
    Invitation.objects.filter(pk=Invitation.objects.first().pk).delete()
    assert "moins de 5 personnes" in bob.get(at("letters", link, "invitation")).content.decode()
    assert bob.get(at("letters_file", link, "invitation")).status_code == 302


def test_the_code_of_a_letter_is_typed_on_the_page_that_the_letter_names(bob: Client, link: Link):
    page = pages(bob.get(at("letters_file", link, "invitation")))[0]
    assert "testserver/r/reprendre/" in page
    code = next(each.contact.code for each in Invitation.objects.all() if each.contact.name == NAMES[0])
    assert Client().post("/r/reprendre/", {"address": spaced(code)})["Location"] == f"/r/{code}/"


def test_cards_name_no_one_and_lead_to_the_address_of_everybody(bob: Client, link: Link):
    (sheet,) = pages(bob.get(at("cards", link)))
    assert signs(sheet).count(link.token) == 8
    assert not any(name in sheet for name in NAMES)
