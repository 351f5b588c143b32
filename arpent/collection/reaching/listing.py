"""Who is invited, place by place, as the pages of a campaign tell it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from arpent.accounts.models import User
from arpent.collection.models import Campaign, Link, LinkQuerySet
from arpent.collection.reaching.models import Contact, Invitation
from arpent.collection.reaching.sealed import Unreadable
from arpent.network.models import Organisation
from arpent.network.rights import Right


def inviting(user: User, campaign: Campaign) -> LinkQuerySet:
    """The links of the associations where this person may invite."""
    there = Organisation.objects.allowing(user, Right.INVITE)
    links = Link.objects.visible_to(user).filter(campaign=campaign, participation__organisation__in=there)
    return links.detailed().defer("version__content")


@dataclass(frozen=True, slots=True)
class Place:
    """One audience of one association: how many people are there to write to."""

    link: Link
    people: int
    waiting: int  # not written to yet
    returned: int


def places(links: Iterable[Link]) -> list[Place]:
    """How far each link is. One query."""
    found = list(links)
    counted = {
        link: numbers
        for link, *numbers in Invitation.objects.filter(link__in=found)
        .values_list("link")
        .annotate(
            people=Count("pk"),
            waiting=Count("pk", filter=Q(written=False)),
            returned=Count("pk", filter=Q(returned=True)),
        )
    }
    return [Place(link, *counted.get(link.pk, (0, 0, 0))) for link in found]


@dataclass(frozen=True, slots=True)
class Person:
    """An invitation with the name that it holds; None when the key has changed."""

    invitation: Invitation
    contact: Contact | None


def people(invitations: Iterable[Invitation]) -> list[Person]:
    """In the order of their names."""
    read = [Person(each, _read(each)) for each in invitations]
    return sorted(read, key=lambda person: person.contact.name.casefold() if person.contact else "")


def _read(invitation: Invitation) -> Contact | None:
    try:
        return invitation.contact
    except Unreadable:
        return None
