"""Writing to people: previewed, sent once, stopped and taken up again, and never against their wish."""

import re
import smtplib
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from arpent.collection.models import Campaign, Link
from arpent.collection.reaching.actions import add_contacts
from arpent.collection.reaching.mailings import (
    MailingRefused,
    ask_for_mailing,
    resume_mailing,
)
from arpent.collection.reaching.models import (
    Contact,
    Correspondence,
    Invitation,
    Mailing,
    Message,
    Roll,
    Silence,
    Wording,
)
from arpent.collection.reaching.sending import send
from arpent.command.interrupted import say_interrupted
from tests.cast import Cast
from tests.collection.reaching.guests import NAMES, Guest, contact, invited, link_of
from tests.collection.stories import TODAY, Story

SITE = "https://arpent.exemple.test"


@pytest.fixture
def link(story: Story) -> Link:
    link = link_of(story)
    invited(link)
    return Link.objects.detailed().get(pk=link.pk)


def at(name: str, link: Link, *args: object) -> str:
    return reverse(f"collection:{name}", args=[link.campaign.study_id, link.campaign_id, link.pk, *args])


def mailed(link: Link, cast: Cast, kind: str = "invitation") -> Mailing:
    asked = ask_for_mailing(link=link, kind=kind, site=SITE, by=cast.bob, on=TODAY)
    send(asked)
    asked.refresh_from_db()
    return asked


def to() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


class Server(EmailBackend):
    """The mail server of a test: it refuses some addresses, or falls after so many messages."""

    refuses: dict[str, Exception] = {}
    falls_after: int | None = None

    def send_messages(self, messages):
        for each in messages:
            if error := self.refuses.get(each.to[0]):
                raise error
            if self.falls_after is not None and len(mail.outbox) >= self.falls_after:
                raise smtplib.SMTPServerDisconnected("gone")
        return super().send_messages(messages)


@pytest.fixture
def server(settings) -> Iterator[type[Server]]:
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Server"}}
    yield Server
    Server.refuses, Server.falls_after = {}, None


def test_the_page_shows_the_message_before_it_leaves(bob: Client, link: Link):
    page = bob.get(at("write", link, "invitation")).content.decode()
    assert "Envoyer 6 invitations" in page
    assert "La Clairière participe à une étude" in page
    assert "/r/exemple/" in page
    assert mail.outbox == []


def test_each_person_receives_a_message_with_a_code_of_their_own(
    bob: Client, link: Link, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        bob.post(at("write", link, "invitation"))
    assert to() == sorted(contact(name).email for name in NAMES)
    codes = [re.search(r"/r/([a-z0-9]{10})/", message.body)[1] for message in mail.outbox]
    assert len(set(codes)) == len(NAMES)
    assert all("Commencer" in Guest(code).open() for code in codes)
    page = bob.get(at("mailing", link, Mailing.objects.get().pk)).content.decode()
    assert "L’envoi est fini" in page


def test_a_message_says_how_until_when_whom_to_ask_and_how_to_be_left_in_peace(cast: Cast, link: Link):
    mailed(link, cast)
    message = mail.outbox[0]
    code = re.search(r"/r/([a-z0-9]{10})/", message.body)[1]
    for words in ("18 décembre 2026", "Alice Tanguy, 01 02 03 04 05", f"{SITE}/r/{code}/ne-plus-ecrire/"):
        assert words in message.body
        assert words in message.alternatives[0].content
    assert message.extra_headers["List-Unsubscribe"] == f"<{SITE}/r/{code}/ne-plus-ecrire/>"
    assert message.from_email.endswith("<arpent@localhost>")


def test_the_campaign_writes_in_its_own_name_and_replies_go_where_it_said(cast: Cast, link: Link):
    Correspondence.objects.create(
        campaign=link.campaign, sender="Étude, répit", reply_to="etude@exemple.test"
    )
    mailed(link, cast)
    written = mail.outbox[0].message()
    assert "arpent@localhost" in written["From"]
    assert written["Reply-To"] == "etude@exemple.test"


def test_changed_words_are_those_that_leave(alice: Client, cast: Cast, link: Link):
    address = reverse("collection:edit_text", args=[link.campaign.study_id, link.campaign_id, "invitation"])
    alice.post(address, {"subject": "Bonjour\nà vous", "body": "Venez à {association}.\n\nMerci."})
    mailed(link, cast)
    assert mail.outbox[0].subject == "Bonjour à vous"
    assert mail.outbox[0].body.startswith("Venez à La Clairière.")


def test_the_usual_words_can_come_back(alice: Client, link: Link):
    Wording.objects.create(campaign=link.campaign, kind="invitation", subject="A", body="B")
    args = [link.campaign.study_id, link.campaign_id, "invitation"]
    alice.post(reverse("collection:put_back_words", args=args))
    assert not Wording.objects.exists()


def test_hard_words_are_underlined_while_they_are_written(alice: Client, link: Link):
    args = [link.campaign.study_id, link.campaign_id, "invitation-facile"]
    page = alice.post(
        reverse("collection:edit_text", args=args),
        {"subject": "A", "body": "Nous procédons à une évaluation pluridisciplinaire.", "proofread": "body"},
    ).content.decode()
    assert "pluridisciplinaire" in page
    assert "proofread" in page
    assert not Wording.objects.exists()


def test_people_who_asked_for_easy_words_get_them(cast: Cast, link: Link):
    Invitation.objects.all().delete()
    people = [Contact(f"P{n}", f"p{n}@exemple.test", easy="yes" if n else "") for n in range(5)]
    add_contacts(link=link, contacts=people)
    mailed(link, cast)
    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert "Personne ne sait que ce sont vos réponses" in bodies["p1@exemple.test"]
    assert "Personne ne sait" not in bodies["p0@exemple.test"]


def test_invitations_leave_once(bob: Client, cast: Cast, link: Link):
    mailed(link, cast)
    assert "Il n’y a personne à qui écrire" in bob.get(at("write", link, "invitation")).content.decode()
    with pytest.raises(MailingRefused):
        mailed(link, cast)
    assert len(mail.outbox) == len(NAMES)


def test_a_person_added_later_is_written_to_alone(cast: Cast, link: Link):
    mailed(link, cast)
    invited(link, ["Katell Roux"])
    mailed(link, cast)
    assert len(mail.outbox) == len(NAMES) + 1


def test_a_reminder_goes_to_codes_that_were_not_used(cast: Cast, link: Link):
    mailed(link, cast)
    codes = {each.contact.email: each.contact.code for each in Invitation.objects.all()}
    Guest(codes["emma@exemple.test"]).answer()
    Guest(codes["farid@exemple.test"]).begin()
    mail.outbox.clear()
    mailed(link, cast, "reminder")
    assert "emma@exemple.test" not in to()
    assert "farid@exemple.test" in to()
    assert len(to()) == len(NAMES) - 1


def test_nothing_kept_of_a_reminder_says_who_had_answered(bob: Client, cast: Cast, link: Link):
    mailed(link, cast)
    Guest(Invitation.objects.first().contact.code).answer()
    reminder = mailed(link, cast, "reminder")
    assert (reminder.total, reminder.done) == (len(NAMES), len(NAMES))
    assert not Message.objects.exists()
    assert "dont le code n’a pas servi" in bob.get(at("write", link, "reminder")).content.decode()


def test_nobody_is_reminded_a_third_time(bob: Client, cast: Cast, link: Link):
    mailed(link, cast)
    for _ in range(2):
        mailed(link, cast, "reminder")
    with pytest.raises(MailingRefused, match="déjà reçu deux relances"):
        mailed(link, cast, "reminder")


def test_a_place_where_a_crowd_would_hide_nobody_is_not_written_to(bob: Client, cast: Cast, link: Link):
    Invitation.objects.filter(pk__in=Invitation.objects.values("pk")[:2]).delete()
    assert "moins de 5 personnes" in bob.get(at("write", link, "invitation")).content.decode()
    bob.post(at("write", link, "invitation"))
    assert not Mailing.objects.exists()


def test_a_place_too_small_says_so_before_and_offers_what_names_nobody(bob: Client, link: Link):
    Invitation.objects.filter(pk__in=Invitation.objects.values("pk")[:2]).delete()
    page = bob.get(at("place", link)).content.decode()
    assert "moins de 5 personnes" in page
    assert "Envoyer les invitations" not in page
    assert all(
        at(name, link, *more) in page
        for name, more in (("poster", ["a4"]), ("cards", []), ("add_people", []))
    )
    every = bob.get(reverse("collection:invite", args=[link.campaign.study_id, link.campaign_id]))
    assert "4 personnes : trop peu pour écrire" in every.content.decode()


def test_a_place_says_before_that_the_campaign_is_not_open(bob: Client, link: Link):
    Campaign.objects.update(closed_on=TODAY)
    page = bob.get(at("place", link)).content.decode()
    assert "La collecte n’est pas ouverte" in page
    assert "Envoyer les invitations" not in page


def test_a_place_does_not_offer_a_third_reminder(bob: Client, cast: Cast, link: Link):
    mailed(link, cast)
    assert "Relancer par courriel" in bob.get(at("place", link)).content.decode()
    for _ in range(2):
        mailed(link, cast, "reminder")
    page = bob.get(at("place", link)).content.decode()
    assert "Relancer par courriel" not in page
    assert "Les deux relances par courriel sont parties." in page


def test_nothing_leaves_when_codes_would_not_work(cast: Cast, link: Link):
    link.campaign.closed_on = TODAY
    with pytest.raises(MailingRefused, match="n’est pas ouverte"):
        mailed(link, cast)


def test_a_person_who_wants_no_more_messages_receives_none(cast: Cast, link: Link):
    emma = Invitation.objects.order_by("pk").first()
    page = Client().get(f"/r/{emma.contact.code}/ne-plus-ecrire/").content.decode()
    assert "Vous ne voulez plus de message" in page
    assert not Silence.objects.exists()
    assert "C’est noté" in Client().post(f"/r/{emma.contact.code}/ne-plus-ecrire/").content.decode()
    mailed(link, cast)
    assert emma.contact.email not in to()
    assert len(to()) == len(NAMES) - 1


def test_the_button_of_a_mail_program_is_heard(link: Link):
    emma = Invitation.objects.first()
    answer = Client(enforce_csrf_checks=True).post(
        f"/r/{emma.contact.code}/ne-plus-ecrire/", {"List-Unsubscribe": "One-Click"}
    )
    assert answer.status_code == 200
    assert Silence.objects.count() == 1


def test_a_wish_for_silence_can_be_undone_and_does_not_use_the_code(link: Link):
    emma = Invitation.objects.first()
    address = f"/r/{emma.contact.code}/ne-plus-ecrire/"
    Client().post(address)
    Client().post(address, {"again": "1"})
    assert not Silence.objects.exists()
    Client().post(address)
    assert "Vos réponses sont envoyées" in Guest(emma.contact.code).answer().page


def test_a_made_up_code_silences_nobody(link: Link):
    assert Client().post("/r/aaaaaaaaaa/ne-plus-ecrire/").status_code == 404
    assert not Silence.objects.exists()


def test_silence_outlives_the_erasing_of_names(cast: Cast, link: Link):
    Client().post(f"/r/{Invitation.objects.first().contact.code}/ne-plus-ecrire/")
    Invitation.objects.all().delete()
    assert Silence.objects.count() == 1


@pytest.mark.parametrize(
    ("error", "reason", "remedy"),
    [
        (smtplib.SMTPRecipientsRefused({"e": (550, b"no such user")}), "n’existe pas", "Vérifiez l’adresse"),
        (smtplib.SMTPRecipientsRefused({"e": (452, b"full")}), "boîte est pleine", "dans quelques heures"),
        (smtplib.SMTPDataError(554, b"spam"), "a été refusé", "Écrivez une lettre"),
    ],
)
def test_a_message_that_fails_is_listed_with_its_reason_and_the_others_leave(
    server: type[Server], bob: Client, cast: Cast, link: Link, error: Exception, reason: str, remedy: str
):
    server.refuses = {"emma@exemple.test": error}
    done = mailed(link, cast)
    assert done.state == "done"
    assert len(mail.outbox) == len(NAMES) - 1
    page = bob.get(at("mailing", link, done.pk)).content.decode()
    assert all(words in page for words in ("Emma Le Goff", reason, remedy))


def test_an_address_that_does_not_exist_is_not_written_to_again(server, cast: Cast, link: Link):
    server.refuses = {"emma@exemple.test": smtplib.SMTPRecipientsRefused({"e": (550, b"no")})}
    mailed(link, cast)
    server.refuses = {}
    mail.outbox.clear()
    mailed(link, cast, "reminder")
    assert "emma@exemple.test" not in to()


def test_a_full_box_is_tried_again_alone(server, cast: Cast, link: Link):
    server.refuses = {"emma@exemple.test": smtplib.SMTPRecipientsRefused({"e": (452, b"full")})}
    mailed(link, cast)
    server.refuses = {}
    mail.outbox.clear()
    mailed(link, cast)
    assert to() == ["emma@exemple.test"]


def test_a_server_that_falls_stops_the_sending_and_nothing_leaves_twice(
    server, bob: Client, cast: Cast, link: Link
):
    server.falls_after = 2
    stopped = mailed(link, cast)
    assert (stopped.state, len(mail.outbox)) == ("stopped", 2)
    assert "Reprendre l’envoi" in bob.get(at("mailing", link, stopped.pk)).content.decode()
    server.falls_after = None
    resume_mailing(mailing=stopped)
    send(stopped)
    addresses = to()
    assert (
        len(addresses) == len(set(addresses)) == len(NAMES) - 1
    )  # the one that was leaving is told, not sent again
    unsure = Message.objects.get()
    assert (unsure.state, unsure.reason) == ("failed", "unsure")


def test_a_server_that_was_never_there_sends_nothing_and_loses_nobody(cast: Cast, link: Link, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 2},
        }
    }
    stopped = mailed(link, cast)
    assert stopped.state == "stopped"
    assert "serveur de courrier ne répond pas" in stopped.error
    assert Message.objects.filter(state="waiting").count() == len(NAMES)


def test_a_killed_worker_leaves_a_mailing_that_can_be_taken_up_again(cast: Cast, link: Link):
    asked = ask_for_mailing(link=link, kind="invitation", site=SITE, by=cast.bob, on=TODAY)
    leaving = asked.deliveries.first()
    Mailing.objects.update(state="sending", done=0)
    Message.objects.filter(pk=leaving.pk).update(state="leaving")
    say_interrupted()
    asked.refresh_from_db()
    assert asked.state == "stopped"
    resume_mailing(mailing=asked)
    send(asked)
    assert len(to()) == len(NAMES) - 1
    assert Mailing.objects.get().done == len(NAMES)


def test_the_rest_of_a_stopped_mailing_can_be_left(server, bob: Client, cast: Cast, link: Link):
    server.falls_after = 2
    stopped = mailed(link, cast)
    bob.post(at("move_mailing", link, stopped.pk, "abandonner"))
    assert Mailing.objects.get().state == "done"
    assert Invitation.objects.filter(written=False).count() >= len(NAMES) - 3
    page = bob.get(at("mailing", link, stopped.pk)).content.decode()
    assert "4 messages ne sont pas partis" in page
    assert "Tous les messages sont partis" not in page


def test_a_mailing_under_way_is_stopped_from_its_page_and_taken_up_again(
    bob: Client, cast: Cast, link: Link, django_capture_on_commit_callbacks
):
    asked = ask_for_mailing(link=link, kind="invitation", site=SITE, by=cast.bob, on=TODAY)
    assert "Arrêter l’envoi" in bob.get(at("mailing", link, asked.pk)).content.decode()
    bob.post(at("move_mailing", link, asked.pk, "arreter"))
    send(asked)
    assert mail.outbox == []
    assert "Quelqu’un a arrêté cet envoi" in bob.get(at("mailing", link, asked.pk)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        bob.post(at("move_mailing", link, asked.pk, "reprendre"))
    assert len(to()) == len(NAMES)


def test_what_is_over_cannot_be_stopped(bob: Client, cast: Cast, link: Link):
    done = mailed(link, cast)
    bob.post(at("move_mailing", link, done.pk, "arreter"))
    done.refresh_from_db()
    assert (done.state, done.error) == ("done", "")


def test_a_mailing_cannot_be_moved_otherwise(bob: Client, cast: Cast, link: Link):
    assert bob.post(at("move_mailing", link, mailed(link, cast).pk, "doubler")).status_code == 404


def test_a_place_sends_one_mailing_at_a_time(cast: Cast, link: Link):
    asked = ask_for_mailing(link=link, kind="invitation", site=SITE, by=cast.bob, on=TODAY)
    with pytest.raises(MailingRefused, match="déjà en cours"):
        ask_for_mailing(link=link, kind="invitation", site=SITE, by=cast.bob, on=TODAY)
    with pytest.raises(IntegrityError, match=r"link_id|one_at_a_time"), transaction.atomic():
        Mailing.objects.create(link=link, kind="invitation", channel="email", day=TODAY)
    assert asked.is_at_work


def test_a_message_that_came_back_is_said_so_and_can_be_undone(bob: Client, cast: Cast, link: Link):
    mailed(link, cast)
    emma = Invitation.objects.first()
    for expected in (True, False):
        bob.post(at("returned", link, emma.pk))
        emma.refresh_from_db()
        assert emma.returned is expected


@pytest.mark.parametrize("letter", ["autre", "invitation%0a"])
def test_an_unknown_letter_is_no_page(bob: Client, alice: Client, link: Link, letter: str):
    assert bob.get(at("write", link, "invitation").replace("invitation/", f"{letter}/")).status_code == 404
    base = reverse("collection:texts", args=[link.campaign.study_id, link.campaign_id])
    assert alice.get(f"{base}{letter}/").status_code == 404


def test_a_name_with_a_line_break_cannot_add_a_header(cast: Cast, link: Link):
    Correspondence.objects.create(campaign=link.campaign, sender="Étude\nBcc: x@exemple.test")
    mailed(link, cast)
    assert "Bcc" not in mail.outbox[0].message()


def test_using_codes_is_counted_once_for_all(cast: Cast, link: Link):
    mailed(link, cast)
    Guest(Invitation.objects.first().contact.code).answer()
    assert Roll.objects.get(link=link).used == 1
