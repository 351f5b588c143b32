"""Every address of the site, tried by each member of the cast and by a passer-by.

An address that is missing from `tests/addresses.py` fails the suite: a new page must say who may open it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from arpent.accounts.models import User
from arpent.network.actions import give_role
from arpent.network.rights import Role
from tests.addresses import ADDRESSES, BY_PREFIX, PATTERNS, address_of, readers_of, values
from tests.cast import SINCE
from tests.world import World


@pytest.fixture
def known(world: World, files: Path) -> dict[str, Any]:
    return values(world)


@pytest.fixture
def people(world: World) -> dict[str, Client]:
    cast = world.cast
    clients = {"passer-by": Client()}
    for initial, user in zip("ABCD", (cast.alice, cast.bob, cast.chloe, cast.david), strict=True):
        clients[initial] = Client()
        clients[initial].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return clients


def test_every_address_says_who_may_open_it():
    ours = {name for name in PATTERNS if not name.startswith(tuple(BY_PREFIX))}
    assert ours == set(ADDRESSES)


@pytest.mark.parametrize("name", sorted(name for name in ADDRESSES if name in PATTERNS))
def test_an_address_opens_for_those_who_may_and_for_no_one_else(
    name: str, known: dict[str, Any], people: dict[str, Client]
):
    address = address_of(name, known)
    readers = readers_of(name)
    for who, client in people.items():
        statuses = [tried(client.get, address), tried(client.post, address)]
        said = [status for status in statuses if status != "no such method"]
        assert said, f"{address} answers neither GET nor POST"
        if who in readers:
            assert said[0] == "open", f"{who} may open {address}: {said}"
        else:
            assert set(said) == {"closed"}, f"{who} may not open {address}: {said}"


def tried(method: Callable[..., Any], address: str) -> str:
    """How the address answers; what it changed is undone."""
    with transaction.atomic():
        answer = method(address)
        answer.close()
        transaction.set_rollback(True)
    if answer.status_code == 405:
        return "no such method"
    sent_to_sign_in = answer.status_code == 302 and "/compte/login/" in answer["Location"]
    return "closed" if sent_to_sign_in or answer.status_code in (403, 404) else "open"


OF_ALICES_REGION = sorted(
    name
    for name in ADDRESSES.keys() & PATTERNS.keys()
    if {"study_id", "organisation_id", "membership_id"} & PATTERNS[name].pattern.regex.groupindex.keys()
)


@pytest.mark.parametrize("role", Role)
def test_no_role_in_another_region_opens_anything_of_this_one(
    role: Role, world: World, known: dict[str, Any]
):
    stranger = User.objects.create_user(email="e@exemple.test", name="Élodie Brun")
    give_role(user=stranger, organisation=world.cast.other_region, role=role, starts_on=SINCE)
    client = Client()
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name in OF_ALICES_REGION:
        address = address_of(name, known)
        said = {tried(client.get, address), tried(client.post, address)} - {"no such method"}
        assert said == {"closed"}, f"{role} in another region at {address}: {said}"
