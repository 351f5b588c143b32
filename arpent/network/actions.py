"""What changes several rows of the federation at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction

from arpent.accounts.models import User
from arpent.network.models import Membership, Organisation
from arpent.network.rights import Role


class LastAdministrator(ValueError):
    """What was asked would leave the network without a national administrator who stays."""


@transaction.atomic
def add_organisation(
    *, name: str, kind: str, parent: Organisation | None, place: str = "", fictional: bool = False
) -> Organisation:
    """A new node under `parent`; the head has none. A node of a fictional network is fictional."""
    node = Organisation(
        name=name,
        kind=kind,
        parent=parent,
        place=place,
        fictional=fictional or bool(parent and parent.fictional),
    )
    node.path = f"/new/{parent.pk if parent else ''}/{name}/"  # unique until the identifier is known
    node.save()
    node.path = f"{parent.path if parent else '/'}{node.pk}/"
    node.save(update_fields=["path"])
    return node


@transaction.atomic
def move_organisation(*, organisation: Organisation, parent: Organisation) -> Organisation:
    """Attach a node, and everything below it, elsewhere. Raises ValueError when that would make a loop."""
    if parent.path.startswith(organisation.path):
        raise ValueError(f"{parent} is below {organisation}")
    before = organisation.path
    organisation.parent = parent
    organisation.path = f"{parent.path}{organisation.pk}/"
    organisation.save(update_fields=["parent", "path"])
    for node in Organisation.objects.filter(path__startswith=before).exclude(pk=organisation.pk):
        node.path = organisation.path + node.path.removeprefix(before)
        node.save(update_fields=["path"])
    return organisation


@contextmanager
def administered() -> Iterator[None]:
    """Undo what leaves the network without an administrator. Raises LastAdministrator."""
    with transaction.atomic():
        had_one = Membership.objects.administering().exists()
        yield
        if had_one and not Membership.objects.administering().exists():
            raise LastAdministrator


def give_role(
    *, user: User, organisation: Organisation, role: Role, starts_on: date, ends_on: date | None = None
) -> Membership:
    """Let a person hold a role at a node from a day on; giving it again changes its days."""
    with administered():
        membership, _ = Membership.objects.update_or_create(
            user=user,
            organisation=organisation,
            role=role,
            defaults={"starts_on": starts_on, "ends_on": ends_on},
        )
    return membership


@transaction.atomic
def invite(
    *,
    name: str,
    email: str,
    organisation: Organisation,
    role: Role,
    starts_on: date,
    ends_on: date | None = None,
) -> Membership:
    """Give a role to the person of that address, whose account is opened, without a password, if there is none."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email=email, name=name)
    return give_role(user=user, organisation=organisation, role=role, starts_on=starts_on, ends_on=ends_on)


def change_role(*, membership: Membership, role: Role, starts_on: date, ends_on: date | None) -> Membership:
    """Another role, or other days, for the same person at the same node."""
    membership.role = role
    membership.starts_on = starts_on
    membership.ends_on = ends_on
    with administered():
        membership.save(update_fields=["role", "starts_on", "ends_on"])
    return membership


def end_role(*, membership: Membership, on: date) -> None:
    """The role gives nothing from that day on. One that would have lasted no day is removed."""
    yesterday = on - timedelta(days=1)
    with administered():
        if membership.starts_on > yesterday:
            membership.delete()
        else:
            membership.ends_on = yesterday
            membership.save(update_fields=["ends_on"])


@transaction.atomic
def found_network(*, name: str, email: str, admin: str, on: date) -> Membership:
    """The head of a network and its first administrator. Raises ValueError when there is a network already."""
    if Organisation.objects.exists():
        raise ValueError("there is a network already")
    head = add_organisation(name=name, kind=Organisation.Kind.HEAD, parent=None)
    return invite(name=admin, email=email, organisation=head, role=Role.NATIONAL_ADMIN, starts_on=on)
