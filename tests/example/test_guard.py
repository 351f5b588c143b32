"""The example's accounts exist only where nobody else can come."""

import pytest
from pytest_django import Settings

from arpent.accounts.models import User
from arpent.example.guard import Refused, example_accounts_present, is_loopback, refuse_beyond_loopback


@pytest.fixture
def here(settings: Settings) -> Settings:
    """A site for this machine alone."""
    settings.LISTEN_HOST = "127.0.0.1"
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    return settings


def test_a_site_for_this_machine_alone_is_accepted(here: Settings):
    refuse_beyond_loopback()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "mesure.exemple.test"])
def test_a_site_that_listens_to_others_is_refused(here: Settings, host: str):
    here.LISTEN_HOST = host
    with pytest.raises(Refused, match=r"HOST=127\.0\.0\.1 make run"):
        refuse_beyond_loopback()


@pytest.mark.parametrize("name", ["*", ".exemple.test", "192.168.1.4"])
def test_a_site_that_has_a_public_name_is_refused(here: Settings, name: str):
    here.ALLOWED_HOSTS = ["localhost", name]
    with pytest.raises(Refused, match="ARPENT_HOSTS"):
        refuse_beyond_loopback()


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("", False),
        ("localhost.exemple.test", False),
    ],
)
def test_loopback_is_recognised(host: str, loopback: bool):
    assert is_loopback(host) is loopback


@pytest.mark.django_db
def test_an_account_of_the_example_is_noticed():
    User.objects.create_user(email="quelqu-un@ailleurs.test", name="Quelqu’un")
    assert not example_accounts_present()
    User.objects.create_user(email="alice@exemple.test", name="Alice")
    assert example_accounts_present()


@pytest.mark.django_db
def test_a_closed_account_opens_nothing():
    User.objects.create_user(email="alice@exemple.test", name="Alice", is_active=False)
    assert not example_accounts_present()
