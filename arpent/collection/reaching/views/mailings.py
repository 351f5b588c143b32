"""Writing to people: see what they will read, say yes, follow it, mend what failed."""

from dataclasses import replace
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _later
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.collection.reaching.listing import Person, people
from arpent.collection.reaching.mailings import (
    MOVES,
    MailingRefused,
    ask_for_mailing,
    move_mailing,
    obstacle,
    recipients,
    reminders_left,
    turn_returned,
)
from arpent.collection.reaching.messages import SAMPLE, message
from arpent.collection.reaching.models import Contact, Invitation, Message, Wording
from arpent.collection.reaching.views.people import context_of, link_of
from arpent.collection.reaching.wordings import correspondence_of

EMAIL = Invitation.Channel.EMAIL
REMEDIES = {
    Message.Reason.ADDRESS: _later(
        "Vérifiez l’adresse, retirez la personne, puis ajoutez-la de nouveau, ou écrivez une lettre."
    ),
    Message.Reason.BUSY: _later(
        "Envoyez encore les invitations dans quelques heures : seules celles-ci partiront."
    ),
    Message.Reason.REFUSED: _later(
        "Le serveur a pris le message pour un indésirable. Écrivez une lettre, ou appelez."
    ),
    Message.Reason.UNSURE: _later("Demandez à la personne, ou attendez la relance."),
    Message.Reason.UNREADABLE: _later("Remettez l’ancienne clé du site, ou ajoutez la personne de nouveau."),
}


def kind_named(letter: str) -> str:
    if letter not in Wording.Kind.values:
        raise Http404
    return letter


def write(
    request: PersonalRequest, study_id: int, campaign_id: int, link_id: int, letter: str
) -> HttpResponse:
    """The message as people will read it, and the button that sends it."""
    link, kind = link_of(request, study_id, campaign_id, link_id), kind_named(letter)
    site, today = request.build_absolute_uri("/").rstrip("/"), timezone.localdate()
    if request.method == "POST":
        try:
            asked = ask_for_mailing(link=link, kind=kind, site=site, by=request.user, on=today)
        except MailingRefused as refused:
            messages.error(request, str(refused))
            return redirect("collection:write", study_id, campaign_id, link_id, letter)
        return redirect("collection:mailing", study_id, campaign_id, link_id, asked.pk)
    easy = link.audience.easy_first
    sample = message(SAMPLE if not easy else easy_sample(), link=link, kind=kind, site=site)
    context = {
        **context_of(link),
        "kind": Wording.Kind(kind),
        "sample": sample,
        "writer": correspondence_of(link.campaign),
        "people": recipients(link, kind, EMAIL).count(),
        "obstacle": obstacle(link, kind, EMAIL, today),
        "left": reminders_left(link, EMAIL),
    }
    return render(request, "collection/reaching/write.html", context)


def easy_sample() -> Contact:
    return replace(SAMPLE, easy="yes")


def mailing(
    request: PersonalRequest, study_id: int, campaign_id: int, link_id: int, mailing_id: int
) -> HttpResponse:
    """How far a mailing is, and what did not leave, by reason."""
    link = link_of(request, study_id, campaign_id, link_id)
    shown = get_object_or_404(link.mailings, pk=mailing_id)
    failed = (
        shown.deliveries.filter(state=Message.State.FAILED).select_related("invitation").order_by("reason")
    )
    context = {
        **context_of(link),
        "mailing": shown,
        "failures": [
            (Message.Reason(reason).label, REMEDIES[Message.Reason(reason)], _named(list(found)))
            for reason, found in groupby(failed, lambda delivery: delivery.reason)
        ],
        "waiting": shown.deliveries.exclude(state=Message.State.FAILED).count(),
    }
    return render(request, "collection/reaching/mailing.html", context)


def _named(deliveries: list[Message]) -> list[Person]:
    return people(delivery.invitation for delivery in deliveries)


@require_POST
def move(
    request: PersonalRequest, study_id: int, campaign_id: int, link_id: int, mailing_id: int, move: str
) -> HttpResponse:
    """Stop it, go on with what waits, or leave the rest unsent."""
    link = link_of(request, study_id, campaign_id, link_id)
    if move not in MOVES:
        raise Http404
    move_mailing(mailing=get_object_or_404(link.mailings, pk=mailing_id), move=move)
    return redirect("collection:mailing", study_id, campaign_id, link_id, mailing_id)


@require_POST
def returned(
    request: PersonalRequest, study_id: int, campaign_id: int, link_id: int, invitation_id: int
) -> HttpResponse:
    """A letter or a message came back, or after all it did not."""
    link = link_of(request, study_id, campaign_id, link_id)
    turn_returned(invitation=get_object_or_404(link.invitations, pk=invitation_id))
    return redirect("collection:place", study_id, campaign_id, link_id)
