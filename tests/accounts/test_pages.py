"""Signing in, and one's own account."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

OPEN = ["account_login", "account_reset_password", "account_reset_password_done", "account_signup"]
SIGNED_IN = ["accounts:profile", "account_change_password", "mfa_index", "account_logout"]


@pytest.mark.parametrize("name", OPEN)
def test_pages_that_lead_in_are_open_to_all(db: None, client: Client, name: str):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", SIGNED_IN[:3])
def test_pages_of_an_account_ask_to_sign_in(db: None, client: Client, name: str):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.headers["Location"]


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_of_an_account_have_the_frame_of_the_site(cast: Cast, client: Client, name: str):
    client.force_login(cast.bob)
    assert '<main id="contenu"' in client.get(reverse(name)).content.decode()


def test_a_person_signs_in_with_the_address_and_the_password(cast: Cast, client: Client):
    given = {"login": "bob@exemple.test", "password": "arpenter-2026"}
    assert client.post(reverse("account_login"), given).status_code == 302
    assert client.session["_auth_user_id"] == str(cast.bob.pk)


def test_password_managers_know_the_fields(db: None, client: Client):
    page = client.get(reverse("account_login")).content.decode()
    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="email"' in page


def test_a_wrong_password_is_said_without_saying_whether_the_address_exists(cast: Cast, client: Client):
    known = client.post(reverse("account_login"), {"login": "bob@exemple.test", "password": "faux"})
    unknown = client.post(reverse("account_login"), {"login": "nul@exemple.test", "password": "faux"})
    assert known.context["form"].errors == unknown.context["form"].errors


def test_nobody_opens_an_account_alone(db: None, client: Client):
    page = client.get(reverse("account_signup")).content.decode()
    assert "Les comptes s’ouvrent par invitation" in page


def test_forgetting_a_password_writes_to_the_person(cast: Cast, client: Client):
    client.post(reverse("account_reset_password"), {"email": "bob@exemple.test"})
    assert mail.outbox[0].to == ["bob@exemple.test"]
    assert "Bonjour Bob Lemaire" in mail.outbox[0].body


def test_forgetting_a_password_writes_to_no_stranger(db: None, client: Client):
    client.post(reverse("account_reset_password"), {"email": "personne@exemple.test"})
    assert mail.outbox == []


def test_one_s_name_can_be_changed(cast: Cast, client: Client):
    client.force_login(cast.bob)
    client.post(reverse("accounts:profile"), {"name": "Bob Le Maire"})
    cast.bob.refresh_from_db()
    assert cast.bob.name == "Bob Le Maire"


def test_one_s_address_is_not_changed_with_the_name(cast: Cast, client: Client):
    client.force_login(cast.bob)
    client.post(reverse("accounts:profile"), {"name": "Bob", "email": "autre@exemple.test"})
    cast.bob.refresh_from_db()
    assert cast.bob.email == "bob@exemple.test"


def test_nobody_changes_their_address_alone(cast: Cast, client: Client):
    """It would take the place of another person's, without proof."""
    client.force_login(cast.bob)
    given = {"email": "alice@exemple.test", "action_add": ""}
    assert client.post(reverse("account_email"), given).headers["Location"] == reverse("accounts:profile")
    cast.bob.refresh_from_db()
    assert cast.bob.email == "bob@exemple.test"


@pytest.fixture
def confirmed(cast: Cast, client: Client) -> Client:
    """Bob, who has just given his password again."""
    client.force_login(cast.bob)
    client.post(reverse("account_reauthenticate"), {"password": "arpenter-2026"})
    return client


def test_adding_a_second_code_asks_for_the_password_again(cast: Cast, client: Client):
    client.force_login(cast.bob)
    page = client.get(reverse("mfa_activate_totp"), follow=True).content.decode()
    assert "Confirmer que c’est bien vous" in page


def test_a_second_code_is_explained(confirmed: Client):
    assert "Photographiez ce dessin" in confirmed.get(reverse("mfa_activate_totp")).content.decode()


def test_a_second_code_gives_recovery_codes(confirmed: Client):
    secret = confirmed.get(reverse("mfa_activate_totp")).context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    confirmed.post(reverse("mfa_activate_totp"), {"code": code})
    assert "Il en reste 10 sur 10" in confirmed.get(reverse("mfa_view_recovery_codes")).content.decode()
