"""Who is invited, place by place, as the pages of a campaign tell it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from arpent.accounts.models import User
from arpent.collection.models import Campaign, Link, LinkQuerySet
from arpent.collection.reach import TOO_FEW
from arpent.collection.reaching.codes import mark_of
from arpent.collection.reaching.contacts import person_digest
from arpent.collection.reaching.models import Contact, Invitation, Roll, Silence, Wording
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
    letters: int  # of the people, those who have no electronic address
    letters_waiting: int

    @property
    def too_few(self) -> bool:
        """Whether nothing may leave for so small a group."""
        return 0 < self.people < TOO_FEW

    @property
    def emails(self) -> int:
        return self.people - self.letters

    @property
    def emails_waiting(self) -> int:
        return self.waiting - self.letters_waiting


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
            letters=Count("pk", filter=Q(channel="letter")),
            letters_waiting=Count("pk", filter=Q(channel="letter", written=False)),
        )
    }
    return [Place(link, *counted.get(link.pk, (0, 0, 0, 0, 0))) for link in found]


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


def to_write_to(contacts: Iterable[Contact], *, link: Link, kind: str) -> list[Contact]:
    """Those who did not ask for silence and, when they are reminded, whose code was not used."""
    silent = frozenset(Silence.objects.values_list("person_digest", flat=True))
    used = Roll.objects.filter(link=link).values_list("marks", flat=True).first() or ()
    marks = frozenset(used) if kind == Wording.Kind.REMINDER else frozenset()
    return [one for one in contacts if person_digest(one) not in silent and mark_of(one.code) not in marks]
