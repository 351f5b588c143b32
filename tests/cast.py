"""The cast of every story: who they are and where they stand.

Alice leads a regional study, Bob works in one of its associations, Chloé is at the network's head,
David belongs to another region and must see nothing, Emma answers and has no account.
"""

from dataclasses import dataclass
from datetime import date

from arpent.accounts.models import User
from arpent.network.actions import add_organisation, give_role
from arpent.network.models import Organisation
from arpent.network.rights import Role

Kind = Organisation.Kind
SINCE = date(2026, 1, 1)


@dataclass(frozen=True)
class Cast:
    """A small network with two regions, and the people of the stories."""

    head: Organisation
    region: Organisation
    other_region: Organisation
    association: Organisation
    second_association: Organisation
    alice: User
    bob: User
    chloe: User
    david: User


def gather() -> Cast:
    """Make the network and its people. The password of each is the word "arpenter-2026"."""
    head = add_organisation(name="Les Passerelles", kind=Kind.HEAD, parent=None, fictional=True)
    region = add_organisation(name="Val-de-Brume", kind=Kind.REGION, parent=head)
    other_region = add_organisation(name="Plaine-d’Orme", kind=Kind.REGION, parent=head)
    association = add_organisation(name="La Clairière", kind=Kind.ASSOCIATION, parent=region)
    second = add_organisation(name="Le Gué", kind=Kind.ASSOCIATION, parent=region)
    return Cast(
        head=head,
        region=region,
        other_region=other_region,
        association=association,
        second_association=second,
        alice=_person("Alice Tanguy", Role.REGIONAL_FACILITATOR, region),
        bob=_person("Bob Lemaire", Role.LOCAL_LEAD, association),
        chloe=_person("Chloé Marchand", Role.NATIONAL_LEAD, head),
        david=_person("David Orsini", Role.REGIONAL_FACILITATOR, other_region),
    )


def _person(name: str, role: Role, organisation: Organisation) -> User:
    first = name.split()[0].lower().replace("é", "e")
    user = User.objects.create_user(email=f"{first}@exemple.test", name=name, password="arpenter-2026")
    give_role(user=user, organisation=organisation, role=role, starts_on=SINCE)
    return user
