"""A new network starts with its head and one administrator, who chooses a password."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from arpent.network.models import Membership, Organisation
from arpent.network.rights import Role
from tests.cast import Cast


def found(capsys, **changes: str) -> str:
    asked = {"admin": "Rose Achard", "email": "rose@tete.example"} | changes
    call_command("found_network", "La Tête", **asked)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_the_first_administrator_holds_the_head(capsys):
    found(capsys)
    first = Membership.objects.get()
    assert (first.role, first.organisation.kind) == (Role.NATIONAL_ADMIN, Organisation.Kind.HEAD)
    assert not first.organisation.fictional


@pytest.mark.django_db
def test_the_printed_address_lets_them_choose_a_password(capsys):
    address = found(capsys).splitlines()[-1]
    path = "/" + address.split("/", 3)[3]
    assert Client().get(path, follow=True).status_code == 200


def test_a_second_network_is_refused(cast: Cast, capsys):
    with pytest.raises(CommandError, match="déjà un réseau"):
        found(capsys)


@pytest.mark.django_db
def test_a_wrong_address_is_refused_and_nothing_is_written(capsys):
    with pytest.raises(CommandError, match="e-mail"):
        found(capsys, email="rose")
    assert not Organisation.objects.exists()
