"""Sending a mailing, one message after the other: none twice, whatever stops it in the middle.

A message is marked as leaving before it leaves, and its mark goes once it has left. A mark found at the beginning of
a sending was left by a crash: the message may have gone, so it is not sent again but told to whoever asked.
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from arpent.collection.models import Link
from arpent.collection.reaching.codes import mark_of
from arpent.collection.reaching.contacts import person_digest
from arpent.collection.reaching.messages import message
from arpent.collection.reaching.models import (
    AT_WORK,
    Contact,
    Invitation,
    Mailing,
    Message,
    Roll,
    Silence,
    Wording,
)
from arpent.collection.reaching.sealed import Unreadable

NO_SERVER = (
    "Le serveur de courrier ne répond pas, ou refuse ce compte. Les messages qui restent attendent. "
    "Demandez à votre administration de vérifier le réglage du courrier, puis reprenez l’envoi."
)


def send(mailing: Mailing, *, through: BaseEmailBackend | None = None) -> None:
    """Send what waits, by the site's mail unless told otherwise. Stops, and says why, when it cannot be reached."""
    waiting = Mailing.objects.filter(pk=mailing.pk, state__in=AT_WORK)
    if not waiting.update(state=Mailing.State.SENDING, error=""):
        return
    for doubtful in mailing.deliveries.filter(state=Message.State.LEAVING):
        _failed(mailing, doubtful, Message.Reason.UNSURE)
    try:
        with _connection(through) as connection:
            for pk in list(
                mailing.deliveries.filter(state=Message.State.WAITING).values_list("pk", flat=True)
            ):
                if _goes_on(mailing):
                    _send_one(mailing, pk, connection)
    except OSError:  # what would happen to every message
        mailing.stop(NO_SERVER)
        return
    Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.SENDING).update(state=Mailing.State.DONE)
    mailing.refresh_from_db(fields=["state"])


def _goes_on(mailing: Mailing) -> bool:
    """Whether nobody has stopped it."""
    return Mailing.objects.filter(pk=mailing.pk).exclude(state=Mailing.State.STOPPED).exists()


@contextmanager
def _connection(through: BaseEmailBackend | None) -> Iterator[BaseEmailBackend]:
    """One connection for all; a server that hangs up while it is closed has had its messages."""
    connection = through or mailers["default"]
    connection.open()
    try:
        yield connection
    finally:
        with suppress(OSError):
            connection.close()


def _send_one(mailing: Mailing, pk: int, connection: BaseEmailBackend) -> None:
    waiting = Message.objects.filter(pk=pk, state=Message.State.WAITING)
    if not waiting.update(state=Message.State.LEAVING):
        return None  # another worker has it, or the person was taken out
    delivery = Message.objects.select_related("invitation").get(pk=pk)
    link = Link.objects.detailed().defer("version__content").get(pk=mailing.link_id)
    try:
        contact = delivery.invitation.contact
    except Unreadable:
        return _failed(mailing, delivery, Message.Reason.UNREADABLE)
    if _left_in_peace(mailing, contact):
        return _gone(mailing, delivery, written=False)
    try:
        connection.send_messages([message(contact, link=link, kind=mailing.kind, site=mailing.site)])
    except OSError as error:  # every error of SMTP is one
        if (reason := reason_of(error)) is None:
            Message.objects.filter(pk=pk).update(state=_after(error))
            raise
        return _failed(mailing, delivery, reason)
    except UnicodeError:
        return _failed(mailing, delivery, Message.Reason.ADDRESS)
    return _gone(mailing, delivery, written=True)


def _after(error: Exception) -> str:
    """A line that falls while a message leaves may have taken it: it is told, and not sent again."""
    fell = isinstance(error, smtplib.SMTPServerDisconnected | TimeoutError | ConnectionResetError)
    return Message.State.LEAVING if fell else Message.State.WAITING


def reason_of(error: Exception) -> str | None:
    """Why one message cannot leave; None when no message would."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            codes = [code for code, _said in refused.values()]
            busy = any(400 <= code < 500 for code in codes)
            return Message.Reason.BUSY if busy else Message.Reason.ADDRESS
        case smtplib.SMTPDataError(smtp_code=code):
            return Message.Reason.BUSY if 400 <= code < 500 else Message.Reason.REFUSED
        case smtplib.SMTPNotSupportedError():
            return Message.Reason.ADDRESS  # letters that this server cannot write an address with
    return None


def _left_in_peace(mailing: Mailing, contact: Contact) -> bool:
    """Who asked for it since; who has answered, when this is a reminder."""
    if Silence.objects.filter(person_digest=person_digest(contact)).exists():
        return True
    marks = Roll.objects.filter(link=mailing.link_id).values_list("marks", flat=True).first() or ()
    return mailing.kind == Wording.Kind.REMINDER and mark_of(contact.code) in marks


@transaction.atomic
def _gone(mailing: Mailing, delivery: Message, *, written: bool) -> None:
    """Nothing is kept of a message that has left, nor of one that was not needed: nobody reads there who answered."""
    if written:
        Invitation.objects.filter(pk=delivery.invitation_id).update(written=True)
    delivery.delete()
    Mailing.objects.filter(pk=mailing.pk).update(done=F("done") + 1)


@transaction.atomic
def _failed(mailing: Mailing, delivery: Message, reason: str) -> None:
    """An address that does not exist has been written to in vain; a message that may have left is not sent again."""
    delivery.fail(reason)
    met = Invitation.objects.filter(pk=delivery.invitation_id)
    if reason == Message.Reason.ADDRESS:
        met.update(written=True, returned=True)
    elif reason == Message.Reason.UNSURE:
        met.update(written=True)
    Mailing.objects.filter(pk=mailing.pk).update(done=F("done") + 1)
