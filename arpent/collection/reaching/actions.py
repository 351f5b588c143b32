"""What changes several invitations at once."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from arpent.collection.models import Campaign, Link, new_token
from arpent.collection.reaching.codes import code_digest
from arpent.collection.reaching.contacts import Plan, channel_of, person_digest, plan_contacts, refusal_of
from arpent.collection.reaching.models import Contact, Invitation, InvitationQuerySet, Roll, Silence
from arpent.network.rows import Refusal


def read_contacts(*, link: Link, text: str) -> Plan:
    """What a table would bring to this link. Nothing is stored. Raises RowsRefused."""
    return plan_contacts(text, known=_known(link), silent=_silent())


def read_person(*, link: Link, contact: Contact) -> Refusal | None:
    """Why this person cannot be invited here, if there is a reason."""
    return refusal_of(contact, line=1, seen={}, known=_known(link), silent=_silent())


def _known(link: Link) -> frozenset[str]:
    there = Invitation.objects.filter(link__campaign=link.campaign_id)
    return frozenset(there.values_list("person_digest", flat=True))


def _silent() -> frozenset[str]:
    return frozenset(Silence.objects.values_list("person_digest", flat=True))


@transaction.atomic
def add_contacts(*, link: Link, contacts: Sequence[Contact]) -> list[Invitation]:
    """Give each of them a code of their own. Nothing is sent yet."""
    return Invitation.objects.bulk_create(_invitation(link, contact) for contact in contacts)


def _invitation(link: Link, contact: Contact) -> Invitation:
    code = new_token()
    return Invitation(
        link=link,
        channel=channel_of(contact),
        sealed=Invitation.sealed_for(link.pk, replace(contact, code=code)),
        code_digest=code_digest(code),
        person_digest=person_digest(contact),
    )


@transaction.atomic
def forget_names(*, invitations: InvitationQuerySet) -> int:
    """Erase people and their codes; how many were invited, and how many came back, stays as a number."""
    gone = list(invitations.values_list("link", "written", "returned"))
    places = {place for place, _written, _returned in gone}
    for link in places:
        roll, _made = Roll.objects.select_for_update().get_or_create(link_id=link)
        roll.invited += sum(place == link and written for place, written, _returned in gone)
        roll.returned += sum(place == link and returned for place, _written, returned in gone)
        roll.save(update_fields=["invited", "returned"])
    invitations.delete()
    Roll.objects.filter(link__in=places, link__invitations=None).update(marks=[])
    return len(gone)


def erase_names(*, campaign: Campaign) -> int:
    """Erase all the names of a campaign before their day."""
    return forget_names(invitations=Invitation.objects.filter(link__campaign=campaign))


def ask_for_silence(*, invitation: Invitation) -> None:
    """Write to that address no more, in this campaign or another."""
    Silence.objects.get_or_create(person_digest=invitation.person_digest)


def end_silence(*, invitation: Invitation) -> None:
    """The person changed their mind."""
    Silence.objects.filter(person_digest=invitation.person_digest).delete()


def is_silent(invitation: Invitation) -> bool:
    return Silence.objects.filter(person_digest=invitation.person_digest).exists()
