"""Asking for a mailing: to whom, how often, and what stands in the way."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import F

from arpent.accounts.models import User
from arpent.collection.models import Link
from arpent.collection.reach import TOO_FEW
from arpent.collection.reaching.models import Invitation, InvitationQuerySet, Mailing, Message, Wording
from arpent.collection.reaching.tasks import send_mailing

MOST_REMINDERS = 2
MOVES = ("arreter", "reprendre", "abandonner")
STOPPED = "Quelqu’un a arrêté cet envoi. Ce qui reste attend."


class MailingRefused(ValueError):
    """Nothing leaves: the message says why, and what to do."""


def recipients(link: Link, kind: str, channel: str) -> InvitationQuerySet:
    """Who may be written to: those who were not yet, or, to remind them, those who were and whose mail did not come back."""
    there = Invitation.objects.filter(link=link, channel=channel)
    if kind == Wording.Kind.REMINDER:
        return there.filter(written=True, returned=False)
    return there.filter(written=False)


def obstacle_of_place(link: Link, on: date) -> str:
    """Why nothing may leave from there, whatever it is; or nothing."""
    if not link.campaign.is_open(on):
        return "La collecte n’est pas ouverte ce jour-là : les codes ne marcheraient pas. Écrivez quand elle l’est."
    if Invitation.objects.filter(link=link).count() < TOO_FEW:
        return (
            f"Il y a moins de {TOO_FEW} personnes à inviter ici : on pourrait deviner qui a répondu quoi. "
            "Ajoutez des personnes, ou donnez-leur l’affiche ou les cartes : elles ne nomment personne."
        )
    return ""


def obstacle(link: Link, kind: str, channel: str, on: date) -> str:
    """Why that may not leave, or nothing."""
    if reason := obstacle_of_place(link, on):
        return reason
    if kind == Wording.Kind.REMINDER and _reminders(link, channel) >= MOST_REMINDERS:
        return "Ces personnes ont déjà reçu deux relances. On ne relance pas une troisième fois."
    if not recipients(link, kind, channel).exists():
        return "Il n’y a personne à qui écrire : ajoutez des personnes, ou envoyez d’abord les invitations."
    return ""


def _reminders(link: Link, channel: str) -> int:
    return Mailing.objects.filter(link=link, kind=Wording.Kind.REMINDER, channel=channel).count()


def reminders_left(link: Link, channel: str) -> int:
    return max(0, MOST_REMINDERS - _reminders(link, channel))


@transaction.atomic
def ask_for_mailing(
    *, link: Link, kind: str, site: str, by: User, on: date, without: Collection[str] = ()
) -> Mailing:
    """Have the messages sent by the worker, but to those addresses (digests). Raises MailingRefused."""
    mailing = prepare_mailing(link=link, kind=kind, site=site, by=by, on=on, without=without)
    transaction.on_commit(lambda: send_mailing.enqueue(mailing.pk))
    return mailing


@transaction.atomic
def prepare_mailing(
    *, link: Link, kind: str, site: str, by: User, on: date, without: Collection[str] = ()
) -> Mailing:
    """Put the messages of a mailing in their queue; who calls says by what they leave. Raises MailingRefused."""
    Link.objects.select_for_update().get(pk=link.pk)
    channel = Invitation.Channel.EMAIL
    if Mailing.objects.filter(link=link).exclude(state=Mailing.State.DONE).exists():
        raise MailingRefused("Un envoi est déjà en cours ici. Attendez qu’il soit fini.")
    if reason := obstacle(link, kind, channel, on):
        raise MailingRefused(reason)
    there = recipients(link, kind, channel).exclude(person_digest__in=without)
    people = list(there.order_by("code_digest"))
    mailing = Mailing.objects.create(
        link=link, kind=kind, channel=channel, site=site, total=len(people), day=on, asked_by=by
    )
    Message.objects.bulk_create(Message(mailing=mailing, invitation=person) for person in people)
    return mailing


@transaction.atomic
def resume_mailing(*, mailing: Mailing) -> None:
    """Send what still waits. Done once, however often it is asked."""
    stopped = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.STOPPED)
    if stopped.update(state=Mailing.State.WAITING, error=""):
        transaction.on_commit(lambda: send_mailing.enqueue(mailing.pk))


@transaction.atomic
def give_up_mailing(*, mailing: Mailing) -> None:
    """Send nothing more of it: what has left has left, those who wait can be written to another day."""
    stopped = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.STOPPED)
    if stopped.update(state=Mailing.State.DONE, error=""):
        mailing.deliveries.filter(state=Message.State.WAITING).delete()


def move_mailing(*, mailing: Mailing, move: str) -> None:
    """Stop it, take it up again or give it up: one of MOVES, as pages name them."""
    match move:
        case "arreter":
            mailing.stop(STOPPED)
        case "reprendre":
            resume_mailing(mailing=mailing)
        case "abandonner":
            give_up_mailing(mailing=mailing)


@transaction.atomic
def letters_posted(*, link: Link, kind: str, by: User, on: date) -> Mailing:
    """Write down that the letters of a place were posted. Raises MailingRefused."""
    Link.objects.select_for_update().get(pk=link.pk)
    channel = Invitation.Channel.LETTER
    if reason := obstacle(link, kind, channel, on):
        raise MailingRefused(reason)
    total = recipients(link, kind, channel).update(written=True)
    return Mailing.objects.create(
        link=link,
        kind=kind,
        channel=channel,
        state=Mailing.State.DONE,
        total=total,
        done=total,
        day=on,
        asked_by=by,
    )


def turn_returned(*, invitation: Invitation) -> None:
    """Say that a message or a letter came back; say it again to undo."""
    Invitation.objects.filter(pk=invitation.pk, written=True).update(returned=~F("returned"))
