"""What changes several rows of the federation at once."""

from datetime import date

from django.db import transaction

from arpent.accounts.models import User
from arpent.network.models import Membership, Organisation
from arpent.network.rights import Role


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
    node.path = f"/new/{name}/"  # unique until the identifier is known
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


def give_role(
    *, user: User, organisation: Organisation, role: Role, starts_on: date, ends_on: date | None = None
) -> Membership:
    """Let a person hold a role at a node from a day on; giving it again changes its days."""
    membership, _ = Membership.objects.update_or_create(
        user=user, organisation=organisation, role=role, defaults={"starts_on": starts_on, "ends_on": ends_on}
    )
    return membership
