"""Writing to every place of a campaign at once: one mailing a place, and nobody twice for the same questionnaire."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Q

from arpent.accounts.models import User
from arpent.collection.models import Campaign, Link
from arpent.collection.reaching.mailings import (
    MailingRefused,
    ask_for_mailing,
    move_mailing,
    obstacle,
    recipients,
)
from arpent.collection.reaching.models import Invitation, Mailing, Message

EMAIL = Invitation.Channel.EMAIL
UNDER_WAY = (Message.State.WAITING, Message.State.LEAVING)
CHANGED = (
    "Un envoi a été demandé depuis que cette page est ouverte : rien n’est parti. "
    "Regardez les nombres, puis envoyez s’il le faut encore."
)


@dataclass(frozen=True, slots=True)
class Share:
    """What would leave for one place: to how many, leaving aside whom another place writes to; or why nothing."""

    link: Link
    people: int
    elsewhere: frozenset[str]  # addresses, by their digest, that another place writes to
    obstacle: str


def shares(links: Iterable[Link], kind: str, on: date) -> list[Share]:
    """The places in their order. An address that stands in several is written to by the first."""
    found, taken = [], set[tuple[int, str]]()
    for link in links:
        audience, reason = link.audience.pk, _reason(link, kind, on)
        there = frozenset(recipients(link, kind, EMAIL).values_list("person_digest", flat=True))
        elsewhere = there & (
            {one for whom, one in taken if whom == audience} | _written_elsewhere(link, kind)
        )
        if not reason and elsewhere == there:
            reason = "Une autre association écrit déjà à ces personnes."
        found.append(Share(link, 0 if reason else len(there - elsewhere), elsewhere, reason))
        taken |= {(audience, one) for one in there} if not reason else set()
    return found


def _reason(link: Link, kind: str, on: date) -> str:
    if link.mailings.exclude(state=Mailing.State.DONE).exists():
        return "Un envoi est déjà en cours ici."
    return obstacle(link, kind, EMAIL, on)


def _written_elsewhere(link: Link, kind: str) -> frozenset[str]:
    """Those whom another place has invited to the same questionnaire, or is about to."""
    if kind != "invitation":
        return frozenset()
    same = Invitation.objects.filter(link__campaign=link.campaign_id, link__version=link.version_id)
    met = same.exclude(link=link.pk).filter(Q(written=True) | Q(deliveries__state__in=UNDER_WAY))
    return frozenset(met.values_list("person_digest", flat=True))


def peopled(links: Sequence[Link]) -> list[Link]:
    """The places where somebody is invited: of the others there is nothing to say."""
    there = set(Invitation.objects.filter(link__in=links).values_list("link", flat=True))
    return [link for link in links if link.pk in there]


def last_mailing(links: Sequence[Link]) -> int:
    """The latest sending of these places: it tells a page that is still true from one that is not."""
    return Mailing.objects.filter(link__in=links).aggregate(last=Max("pk"))["last"] or 0


@transaction.atomic
def ask_everywhere(
    *, links: Sequence[Link], kind: str, site: str, by: User, on: date, seen: int
) -> list[Mailing]:
    """Have each place written to, once for what was seen. Raises MailingRefused."""
    Campaign.objects.select_for_update().get(pk=links[0].campaign_id)
    if last_mailing(links) != seen:
        raise MailingRefused(CHANGED)
    asked = [
        ask_for_mailing(link=share.link, kind=kind, site=site, by=by, on=on, without=share.elsewhere)
        for share in shares(links, kind, on)
        if not share.obstacle
    ]
    if not asked:
        raise MailingRefused("Il n’y a personne à qui écrire : voyez pourquoi, association par association.")
    return asked


@transaction.atomic
def move_everywhere(*, links: Sequence[Link], move: str) -> None:
    """Stop, take up again or give up what is under way in these places."""
    for mailing in Mailing.objects.filter(link__in=links).exclude(state=Mailing.State.DONE):
        move_mailing(mailing=mailing, move=move)
