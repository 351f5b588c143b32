"""A code opens one answer once, and nothing leads from one to the other: not even for who holds the database."""

import random
import re
import uuid

import pytest
import time_machine
from django.db import connection, models, transaction
from django.test import Client

from arpent.collection.actions import begin_response, end_response
from arpent.collection.models import Link, Response
from arpent.collection.purge import purge
from arpent.collection.reaching.codes import answer_of, mark_of
from arpent.collection.reaching.models import Contact, Invitation, Roll, Silence
from arpent.collection.reaching.spending import entered
from tests.collection.reaching.guests import LETTER, NAMES, Guest, contact, invited, link_of, sent
from tests.collection.stories import TODAY, Story


@pytest.fixture
def link(story: Story) -> Link:
    return link_of(story)


@pytest.fixture
def codes(link: Link) -> list[str]:
    return [each.contact.code for each in invited(link)]


def test_a_code_opens_the_questionnaire_of_its_place(codes: list[str]):
    assert "Votre code sert une seule fois" in Guest(codes[0]).open()


def test_a_code_that_has_answered_says_that_the_answer_is_there(codes: list[str]):
    emma = Guest(codes[0]).answer()
    assert "Vos réponses sont envoyées" in emma.page
    assert "bien arrivée" in emma.open()
    assert len(sent()) == 1


@pytest.mark.parametrize("page", ["", "accord/", "reprendre/"])
def test_a_code_that_has_answered_opens_no_page_again(codes: list[str], page: str):
    emma = Guest(codes[0]).answer()
    for answer in (emma.web.get(f"{emma.home}{page}"), emma.web.post(f"{emma.home}{page}", {"agree": "yes"})):
        assert answer.status_code in (405, 410)
    assert Response.objects.count() == 1


def test_an_unfinished_answer_is_taken_up_again_with_its_code(codes: list[str]):
    Guest(codes[0]).begin().say(answer="non")
    elsewhere = Guest(codes[0])
    assert "Vous avez déjà commencé" in elsewhere.open()
    way_on = re.search(rf'href="({elsewhere.home}[^/]+/)"', elsewhere.open())[1]
    elsewhere.go(elsewhere.web.get(way_on))
    elsewhere.go(elsewhere.web.post(f"{elsewhere.own}relire/"))
    assert [response.answers["venu"] for response in Response.objects.all()] == ["non"]
    assert len(sent()) == 1


def test_beginning_twice_with_one_code_begins_one_answer(codes: list[str]):
    Guest(codes[0]).begin()
    Guest(codes[0]).begin()
    assert Response.objects.count() == 1


def test_an_answer_that_is_erased_gives_the_code_back(codes: list[str]):
    emma = Guest(codes[0]).begin()
    emma.web.post(f"{emma.own}arreter/", {"answers": "delete"})
    assert not Response.objects.exists()
    assert "Vos réponses sont envoyées" in Guest(codes[0]).answer().page


def test_an_answer_that_is_stopped_and_kept_uses_the_code(codes: list[str]):
    emma = Guest(codes[0]).begin()
    emma.go(emma.web.post(f"{emma.own}arreter/", {"answers": "keep"}))
    assert "Vous avez arrêté" in emma.page
    assert "bien arrivée" in emma.open()


def test_sending_twice_from_two_windows_counts_once(codes: list[str]):
    emma, twin = Guest(codes[0]).begin(), Guest(codes[0])
    emma.say(answer="oui")
    here = f"{emma.own}relire/"
    emma.web.post(here)
    twin.go(twin.web.post(here))
    assert "bien arrivée" in twin.page
    assert len(sent()) == 1


def test_a_code_used_meanwhile_sends_nothing(link: Link, codes: list[str]):
    came = entered(codes[0])
    begun = begin_response(link=came, response_id=answer_of(codes[0]), edition="fr", on=TODAY)
    begun.link = came
    Roll.objects.create(link=link, marks=[mark_of(codes[0])], used=1)
    with pytest.raises(Response.DoesNotExist), transaction.atomic():
        end_response(response=begun, status="sent", answers={}, on=TODAY)
    assert sent() == []


def test_an_answer_begun_with_a_code_opens_with_that_code_only(link: Link, codes: list[str]):
    own = Guest(codes[0]).begin().own.split("/")[3]
    for stranger in (link.token, codes[1]):
        assert Client().get(f"/r/{stranger}/{own}/relire/").status_code == 410


def test_the_code_of_a_pause_does_not_open_an_invited_answer_from_the_poster(link: Link, codes: list[str]):
    emma = Guest(codes[0]).begin()
    page = emma.web.get(f"{emma.own}pause/").content.decode()
    pause = re.search(r'class="code"[^>]*>([\d ]+)<', page)[1]
    assert Client().post(f"/r/{link.token}/reprendre/", {"code": pause}).status_code == 422
    assert emma.web.post(f"{emma.home}reprendre/", {"code": pause}).status_code == 303


@pytest.mark.parametrize("wrong", ["aaaaaaaaaa", "k7qm3xpd9r", "é" * 10, "x" * 200])
def test_a_code_that_nobody_was_given_opens_nothing(codes: list[str], wrong: str):
    answer = Client().get(f"/r/{wrong}/")
    assert answer.status_code == 404


def test_a_code_is_found_however_it_is_typed(codes: list[str]):
    code = codes[0]
    typed = f" {code[:5].upper()}-{code[5:]} "
    assert Client().post("/r/reprendre/", {"address": typed})["Location"] == f"/r/{code}/"


def test_a_code_stops_with_its_campaign(story: Story, codes: list[str]):
    with time_machine.travel("2026-12-20", tick=False):
        assert "On ne peut plus répondre" in Guest(codes[0]).open()


# What follows is an attack: the whole database, then the whole database with the key of the site.


def tables() -> dict[str, list[tuple]]:
    """Every row of every table, with the order in which the database keeps it."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid::text"
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = {}
        for name in names:
            cursor.execute(f"SELECT {place}, * FROM {connection.ops.quote_name(name)}")
            found[name] = [tuple(map(plainly, row)) for row in cursor.fetchall()]
        return found


def plainly(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def texts(rows: list[tuple]) -> str:
    return repr(rows)


def test_the_database_alone_tells_no_name_no_address_and_no_code(link: Link, codes: list[str]):
    Guest(codes[0]).answer()
    Guest(codes[1]).begin()
    everything = texts([row for rows in tables().values() for row in rows])
    for name, code in zip(NAMES, codes, strict=True):
        assert name not in everything
        assert contact(name).email not in everything
        assert code not in everything


def test_an_invitation_is_not_touched_when_its_code_is_used(link: Link, codes: list[str]):
    before = tables()["collection_invitation"]
    random.Random(7).shuffle(codes)
    for code in codes[:4]:
        Guest(code).answer()
    assert tables()["collection_invitation"] == before


def test_the_order_in_which_codes_are_used_is_written_nowhere(link: Link, codes: list[str]):
    for code in codes[::-1]:
        Guest(code).answer()
    (roll,) = Roll.objects.all()
    assert roll.marks == sorted(mark_of(code) for code in codes)
    assert roll.used == len(codes) == len(sent())
    assert len(tables()["collection_roll"]) == 1


def test_no_value_is_common_to_a_sent_answer_and_to_what_knows_of_invitations(link: Link, codes: list[str]):
    for code in codes:
        Guest(code).answer()
    found = tables()
    answers = found.pop("collection_response")
    elsewhere = texts([row for rows in found.values() for row in rows])
    for row in answers:
        assert str(row[1]) not in elsewhere  # the identifier, the only value that is one person's


def test_even_the_key_makes_no_sent_answer_out_of_a_code(link: Link, codes: list[str]):
    for code in codes:
        Guest(code).answer()
    ids = {response.pk for response in sent()}
    assert ids.isdisjoint(answer_of(code) for code in codes)
    assert {each.version for each in ids} == {4}


def test_a_sent_answer_looks_the_same_whether_one_came_by_a_code_or_by_the_poster(
    link: Link, codes: list[str]
):
    Guest(codes[0]).answer()
    Guest(link.token).answer()
    one, other = (
        {name: value for name, value in row.items() if name not in ("id", "turned")}
        for row in Response.objects.values()
    )
    assert one == other


@pytest.mark.parametrize("model", [Response, Invitation, Roll, Silence])
def test_no_hour_is_kept_on_either_side(model: type[models.Model]):
    kinds = {type(field) for field in model._meta.get_fields()}
    assert not kinds & {models.DateTimeField, models.TimeField, models.DurationField}


@pytest.mark.parametrize("model", [Invitation, Roll])
def test_not_even_the_day_of_use_is_kept_beside_an_invitation(model: type[models.Model]):
    assert not [field for field in model._meta.get_fields() if isinstance(field, models.DateField)]


def test_nothing_points_from_one_side_to_the_other():
    sides = {Invitation, Roll, Silence}
    assert not [f for f in Response._meta.get_fields() if f.related_model in sides]
    assert not [f for side in sides for f in side._meta.get_fields() if f.related_model is Response]


def test_names_codes_and_marks_go_on_their_day_and_the_numbers_stay(
    story: Story, link: Link, codes: list[str]
):
    Invitation.objects.update(written=True)
    Guest(codes[0]).answer()
    assert purge(on=story.campaign.forget_on).names == len(NAMES)
    roll = Roll.objects.get()
    assert not Invitation.objects.exists()
    assert (roll.marks, roll.used, roll.invited) == ([], 1, len(NAMES))
    assert Response.objects.count() == 1


def test_a_letter_s_address_is_sealed_with_its_place(link: Link):
    other = Link.objects.exclude(pk=link.pk).first()
    sealed = Invitation.sealed_for(link.pk, LETTER)
    moved = Invitation(link=other, sealed=sealed)
    assert Invitation(link=link, sealed=sealed).contact == LETTER
    with pytest.raises(ValueError, match="autre clé"):
        assert moved.contact


def test_short_and_long_addresses_have_ciphers_of_one_length(link: Link):
    short, long = (Invitation.sealed_for(link.pk, Contact(name, code="x" * 10)) for name in ("Bo", "Bo" * 8))
    assert len(short) == len(long)


def test_another_key_reads_nothing(link: Link, codes: list[str], settings):
    settings.SECRET_KEY = "another key"
    with pytest.raises(ValueError, match="autre clé"):
        assert Invitation.objects.first().contact
    assert Client().get(f"/r/{codes[0]}/").status_code == 404


def test_identifiers_in_progress_are_well_formed():
    made = answer_of("k7qm3xpd9r")
    assert (made.version, made.variant) == (8, uuid.RFC_4122)
