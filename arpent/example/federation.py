"""Write the example's organisations and people into the database."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from arpent.accounts.models import User
from arpent.example.people import PASSWORD, PEOPLE
from arpent.example.places import EXPERTS, HEAD, HEAD_PLACE, REGIONS, SERVICES, Region
from arpent.network.actions import add_organisation
from arpent.network.models import Membership, Organisation
from arpent.network.rights import Role

Kind = Organisation.Kind
TENURE = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Federation:
    """Organisations and people, each by name."""

    organisations: dict[str, Organisation]
    people: dict[str, User]

    def leader(self, region: str) -> User:
        """Who facilitates that region."""
        leads = (person for person in PEOPLE if person.role == Role.REGIONAL_FACILITATOR)
        return next(self.people[person.name] for person in leads if person.node == region)


def found(*, on: date) -> Federation:
    """The whole federation, and the roles that its people hold on that day."""
    organisations = _organisations()
    return Federation(organisations, _people(organisations, on))


def _organisations() -> dict[str, Organisation]:
    head = add_organisation(name=HEAD, kind=Kind.HEAD, parent=None, place=HEAD_PLACE, fictional=True)
    nodes = {HEAD: head}
    for name, place in EXPERTS:
        nodes[name] = add_organisation(name=name, kind=Kind.EXPERT, parent=head, place=place)
    for region in REGIONS:
        nodes |= _region(region, head)
    return nodes


def _region(region: Region, head: Organisation) -> dict[str, Organisation]:
    top = add_organisation(name=region.name, kind=Kind.REGION, parent=head, place=region.place)
    nodes = {region.name: top}
    for association in region.associations:
        node = add_organisation(
            name=association.name, kind=Kind.ASSOCIATION, parent=top, place=association.place
        )
        nodes[association.name] = node
        for service in SERVICES.get(association.name, ()):
            nodes[service] = add_organisation(
                name=service, kind=Kind.SERVICE, parent=node, place=association.place
            )
    nodes[region.partner] = add_organisation(
        name=region.partner, kind=Kind.PARTNER, parent=top, place=region.place
    )
    return nodes


def _people(organisations: dict[str, Organisation], on: date) -> dict[str, User]:
    password = make_password(PASSWORD)  # hashed once: hashing is slow by design, and there is one password
    users = User.objects.bulk_create(
        User(email=person.email, name=person.name, password=password) for person in PEOPLE
    )
    Membership.objects.bulk_create(
        Membership(
            user=user,
            organisation=organisations[person.node],
            role=person.role,
            starts_on=on - TENURE,
            ends_on=on + timedelta(days=person.days) if person.days else None,
        )
        for user, person in zip(users, PEOPLE, strict=True)
    )
    return {user.name: user for user in users}
