"""Which database the environment names."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from arpent.site.database import database

HERE = Path("here")


def test_without_an_address_it_is_sqlite_in_the_folder_and_waits_for_the_disk():
    described = database(HERE, None)
    assert described["NAME"] == HERE / "arpent.sqlite3"
    assert "synchronous=FULL" in described["OPTIONS"]["init_command"]


def test_an_address_names_a_base_of_postgresql():
    described = database(HERE, "postgresql://emma:p%40ss%2Fword@base.example:5433/arpent?sslmode=require")
    assert described["ENGINE"] == "django.db.backends.postgresql"
    assert (described["NAME"], described["USER"], described["PASSWORD"]) == ("arpent", "emma", "p@ss/word")
    assert (described["HOST"], described["PORT"]) == ("base.example", "5433")
    assert described["OPTIONS"] == {"sslmode": "require"}


def test_an_address_may_name_a_socket_of_the_machine():
    described = database(HERE, "postgresql://arpent@:54329/arpent?host=/tmp/somewhere")
    assert (described["HOST"], described["PORT"], described["OPTIONS"]) == ("/tmp/somewhere", "54329", {})


@pytest.mark.parametrize(
    "address", ["mysql://emma@base.example/arpent", "postgresql://base.example", "arpent"]
)
def test_another_address_is_refused_with_an_example(address: str):
    with pytest.raises(ImproperlyConfigured, match="postgresql://compte"):
        database(HERE, address)
