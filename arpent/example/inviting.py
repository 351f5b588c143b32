"""Invite the example's people: through the rooms' own actions, and without one message leaving this machine."""

import smtplib
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from arpent.accounts.models import User
from arpent.collection.models import Campaign, Link, Response
from arpent.collection.reaching.actions import add_contacts
from arpent.collection.reaching.forms import CorrespondenceForm
from arpent.collection.reaching.mailings import letters_posted, prepare_mailing
from arpent.collection.reaching.models import Contact, Correspondence, Invitation, Wording
from arpent.collection.reaching.quotas import set_quotas
from arpent.collection.reaching.sending import send
from arpent.collection.reaching.spending import use_up
from arpent.example.guests import INVITED, LOST, Guests, draw_contacts
from arpent.example.places import REGIONS
from arpent.example.replies import SEED

SITE = "http://127.0.0.1:8000"
AIMS = {"familles": 0.25, "personnes": 0.2, "partenaires": 0.5}
"""The share of each audience whose answers are expected."""
MOST = 3
"""Answers are taken up to so many times those that are expected."""


class LettersToNobody(BaseEmailBackend):
    """A server of mail that sends nothing: it refuses the address that nobody has, and lets the others vanish."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if LOST in message.to:
                raise smtplib.SMTPRecipientsRefused({LOST: (550, b"unknown")})
        return len(email_messages)


def invite(campaign: Campaign, links: Mapping[tuple[str, str], Link], *, by: User) -> None:
    """People to write to in several associations, each at another point; what is expected of every place."""
    _sign(campaign)
    rng = np.random.default_rng([SEED, 1])  # of its own: the answers are drawn as before
    for guests in INVITED:
        _invite(guests, links[guests.audience, guests.association], draw_contacts(guests, rng), by)
    set_quotas({link: _expected(*place) for place, link in links.items()})


def _sign(campaign: Campaign) -> None:
    words = {"sender": "Les associations du Val-de-Brume", "reply_to": "etude@val-de-brume.test"}
    form = CorrespondenceForm(words, instance=Correspondence(campaign=campaign))
    form.save()


def _invite(guests: Guests, link: Link, contacts: Sequence[Contact], by: User) -> None:
    invitations = add_contacts(link=link, contacts=contacts)
    opens_on = link.campaign.opens_on
    if guests.written is None:
        return
    day = opens_on + guests.written
    _write(link, Wording.Kind.INVITATION, by=by, on=day)
    letters_posted(link=link, kind=Wording.Kind.INVITATION, by=by, on=day)
    _come_in(link, [each for each in invitations if each.contact.email != LOST][: guests.answered], since=day)
    if guests.reminded:
        _write(link, Wording.Kind.REMINDER, by=by, on=opens_on + guests.reminded)


def _write(link: Link, kind: str, *, by: User, on: date) -> None:
    mailing = prepare_mailing(link=link, kind=kind, site=SITE, by=by, on=on)
    send(mailing, through=LettersToNobody())


def _come_in(link: Link, invitations: Sequence[Invitation], *, since: date) -> None:
    """Answers that came online after the messages came by a code: one code each, used up as for everybody."""
    online = Response.objects.filter(
        link=link, mode=Response.Mode.WEB, status=Response.Status.SENT, day__gte=since
    )
    for response, invitation in zip(online.order_by("day")[: len(invitations)], invitations, strict=True):
        use_up(response, invitation.contact.code)


def _expected(audience: str, association: str) -> tuple[int, int | None]:
    """How many answers a place aims at, and how many at most; small places have no most."""
    target = max(1, round(_SIZES[association][audience] * AIMS[audience]))
    return target, target * MOST if target >= 10 else None


_SIZES = {
    association.name: association.populations for region in REGIONS for association in region.associations
}
