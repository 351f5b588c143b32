"""Bringing in the people to invite: read, shown, confirmed; and who may see them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from arpent.accounts.models import User
from arpent.collection.models import Link
from arpent.collection.reaching.actions import add_contacts
from arpent.collection.reaching.contacts import person_digest
from arpent.collection.reaching.models import Contact, Invitation, Silence
from arpent.network.actions import give_role
from arpent.network.rights import RIGHTS, Right, Role
from tests.cast import SINCE, Cast
from tests.collection.reaching.guests import LETTER, contact, invited, link_of, signed_in
from tests.collection.stories import Story, open_story

TABLE = "nom;courriel;adresse;code postal;ville;facile à lire\n"


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


@pytest.fixture
def link(story: Story) -> Link:
    return link_of(story)


def at(name: str, link: Link, *args: int) -> str:
    return reverse(f"collection:{name}", args=[link.campaign.study_id, link.campaign_id, link.pk, *args])


def read(bob: Client, link: Link, rows: str) -> str:
    return bob.post(at("add_people", link), {"pasted": TABLE + rows}).content.decode()


def test_nothing_is_kept_before_it_is_confirmed(bob: Client, link: Link):
    page = read(
        bob, link, "Emma Le Goff;emma@exemple.test;;;;\nKatell Roux;;3 rue du Port;29000;Quimper;oui\n"
    )
    assert "2 personnes peuvent être ajoutées" in page
    assert "Rien n’est encore gardé" in page
    assert not Invitation.objects.exists()


def test_what_was_shown_is_what_is_kept(bob: Client, link: Link):
    sheet = "Emma Le Goff;emma@exemple.test;;;;\nKatell Roux;;3 rue du Port;29000;Quimper;oui\n"
    bob.post(at("add_people", link), {"pasted": TABLE + sheet, "confirmed": "1"})
    kept = {each.contact.name: each for each in Invitation.objects.all()}
    assert kept["Emma Le Goff"].channel == "email"
    katell = kept["Katell Roux"].contact
    assert (katell.street, katell.postcode, katell.easy) == ("3 rue du Port", "29000", "yes")
    assert len({each.contact.code for each in kept.values()}) == 2


def test_a_confirmed_table_leaves_the_refused_lines_aside(bob: Client, link: Link):
    page = read(bob, link, "Emma;emma@exemple.test;;;;\nBob;bob@;;;;\n")
    assert "Les lignes à reprendre seront laissées de côté" in page
    sent_again = page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>", 1)[0]
    bob.post(at("add_people", link), {"pasted": sent_again, "confirmed": "1"})
    assert [each.contact.email for each in Invitation.objects.all()] == ["emma@exemple.test"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Emma;emma@exemple,test;;;;", "n’est pas une adresse de courriel"),
        ("Emma;emma exemple.test;;;;", "n’est pas une adresse de courriel"),
        ("Emma;;;;;", "Ni courriel, ni adresse"),
        ("Emma;;3 rue du Port;29000;;", "L’adresse n’est pas complète"),
        (";;3 rue du Port;29000;Quimper;", "L’adresse n’est pas complète"),
        ("Emma;;3 rue du Port;1000;Bourg;", "Un tableur efface parfois le zéro"),
        (f"{'E' * 200};emma@exemple.test;;;;", "dépasse 120 caractères"),
    ],
)
def test_a_line_that_reaches_nobody_says_why_and_what_to_do(bob: Client, link: Link, row: str, said: str):
    page = read(bob, link, f"{row}\n")
    assert said in page
    assert "Ligne&nbsp;2" in page


def test_a_person_is_invited_once_however_their_address_is_written(bob: Client, link: Link):
    page = read(bob, link, "Emma;emma@exemple.test;;;;\nEmma encore;EMMA@exemple.test;;;;\n")
    assert "déjà à la ligne 2" in page


def test_a_person_is_invited_once_in_a_campaign(story: Story, bob: Client, link: Link):
    other = story.campaign.links.exclude(version=link.version).get(participation=link.participation)
    invited(other, ["Emma Le Goff"])
    assert "déjà invitée dans cette collecte" in read(bob, link, "Emma;emma@exemple.test;;;;\n")


def test_who_asked_for_silence_is_not_invited_again(bob: Client, link: Link):
    Silence.objects.create(person_digest=person_digest(contact("Emma Le Goff")))
    assert "ne plus recevoir de message" in read(bob, link, "Emma;emma@exemple.test;;;;\n")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "Choisissez un fichier, ou collez un tableau"),
        ("nom;courriel\n", "Aucune ligne ne suit les titres"),
        ("prénom;âge\nEmma;30\n", "Aucune colonne « courriel » ni « adresse »"),
        ("nom;courriel\nEmma\x00;a@b.fr\n", "caractère nul"),
        ("nom;nom;courriel\nEmma;Emma;a@b.fr\n", "écrite deux fois"),
        ("nom;courriel\n" + "E;e@b.fr\n" * 5001, "plus de 5000 lignes"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_remedy(
    bob: Client, link: Link, table: str, said: str
):
    assert said in bob.post(at("add_people", link), {"pasted": table}).content.decode()


def test_a_workbook_is_read_and_its_lines_keep_their_numbers(bob: Client, link: Link):
    book = Workbook()
    for row in (
        ["Prénom", "Nom", "E-mail"],
        ["Emma", "Le Goff", "emma@exemple.test"],
        [],
        ["Bob", "Le Gall", "bob@"],
    ):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    file = SimpleUploadedFile("familles.xlsx", written.getvalue())
    page = bob.post(at("add_people", link), {"file": file}).content.decode()
    assert "Emma Le Goff" in page
    assert "Ligne&nbsp;4" in page


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"", b"\xff\xfe\x00"])
def test_a_broken_workbook_is_refused_in_words(bob: Client, link: Link, content: bytes):
    file = SimpleUploadedFile("familles.xlsx", content)
    answer = bob.post(at("add_people", link), {"file": file})
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("letters", ["cp1252", "utf-8-sig", "utf-16", "mac_roman"])
def test_the_letters_of_each_spreadsheet_are_read(bob: Client, link: Link, letters: str):
    table = "nom;courriel\nHélène Gaëlle;gaelle@exemple.test\n".encode(letters)
    file = SimpleUploadedFile("familles.csv", table)
    assert "Hélène Gaëlle" in bob.post(at("add_people", link), {"file": file}).content.decode()


def test_markup_in_a_name_stays_words(bob: Client, link: Link):
    page = read(bob, link, "<script>alert(1)</script>;emma@exemple.test;;;;\n")
    assert "<script>alert" not in page


def test_one_person_can_be_typed(bob: Client, link: Link):
    fields = {
        "name": "Katell Roux",
        "street": "Bâtiment B\n3 rue du Port",
        "postcode": "29000",
        "town": "Quimper",
    }
    bob.post(at("add_person", link), fields)
    assert Invitation.objects.get().contact.address_lines == LETTER.address_lines


def test_one_person_without_any_address_is_refused_where_it_is_typed(bob: Client, link: Link):
    page = bob.post(at("add_person", link), {"name": "Katell Roux"}).content.decode()
    assert "Ni courriel, ni adresse" in page


def test_the_list_shows_names_and_never_whole_addresses_nor_codes(bob: Client, link: Link):
    (emma,) = invited(link, ["Emma Le Goff"])
    page = bob.get(at("place", link)).content.decode()
    assert "Emma Le Goff" in page
    assert "e…@exemple.test" in page
    assert "emma@exemple.test" not in page
    assert emma.contact.code not in page


def test_a_long_list_is_read_page_by_page(bob: Client, link: Link):
    sheet = "".join(f"Personne {n:03};p{n}@exemple.test;;;;\n" for n in range(120))
    before = read(bob, link, sheet)
    assert "Personne 099" in before
    assert "Et 20 autres personnes." in before
    bob.post(at("add_people", link), {"pasted": TABLE + sheet, "confirmed": "1"})
    first, second = (bob.get(at("place", link), {"page": n}).content.decode() for n in (1, 2))
    assert "120 personnes" in first
    assert ("Personne 100" in first, "Personne 100" in second) == (False, True)


def test_the_page_says_when_names_are_erased(bob: Client, link: Link):
    assert "effacés le 17 janvier 2027" in bob.get(at("place", link)).content.decode()


def test_an_empty_place_says_what_to_do_first(bob: Client, link: Link):
    assert "Apportez un tableau" in bob.get(at("place", link)).content.decode()


def test_one_person_is_taken_out_after_a_yes(bob: Client, link: Link):
    emma, _farid = invited(link, ["Emma Le Goff", "Farid Amrani"])
    address = at("remove_person", link, emma.pk)
    assert "Retirer Emma Le Goff" in bob.get(address).content.decode()
    bob.post(address)
    assert [each.contact.name for each in Invitation.objects.all()] == ["Farid Amrani"]


def test_all_names_go_before_their_day_when_someone_asks(bob: Client, link: Link):
    invited(link)
    bob.post(at("forget_people", link))
    assert not Invitation.objects.exists()


def test_under_another_key_the_list_says_that_names_cannot_be_read(bob: Client, link: Link, settings):
    Invitation.objects.create(
        link=link, channel="email", sealed="AAAA" * 40, code_digest="c", person_digest="p"
    )
    assert "la clé du site a changé" in bob.get(at("place", link)).content.decode()


def test_the_fewest_roles_see_names():
    assert {role for role in Role if Right.INVITE in RIGHTS[role]} == {
        Role.NATIONAL_ADMIN,
        Role.NATIONAL_LEAD,
        Role.REGIONAL_FACILITATOR,
        Role.LOCAL_LEAD,
    }


@pytest.mark.parametrize("role", [role for role in Role if Right.INVITE not in RIGHTS[role]])
def test_the_other_roles_of_the_same_association_do_not(cast: Cast, link: Link, role: Role):
    someone = User.objects.create_user(email="e@exemple.test", name="Élodie Brun")
    give_role(user=someone, organisation=cast.association, role=role, starts_on=SINCE)
    add_contacts(link=link, contacts=[Contact("Emma", "emma@exemple.test")])
    for name in ("place", "add_people", "add_person", "forget_people"):
        assert signed_in(someone).get(at(name, link)).status_code == 404


def test_a_local_lead_does_not_see_the_people_of_another_association(story: Story, bob: Client, link: Link):
    other = story.campaign.links.exclude(participation=link.participation).first()
    assert bob.get(at("place", other)).status_code == 404
    page = bob.get(reverse("collection:invite", args=[story.study.pk, story.campaign.pk])).content.decode()
    assert other.participation.organisation.name not in page
