"""Where the database is: SQLite in the folder of the installation, or PostgreSQL by its address."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = ("postgresql", "postgres")


def database(folder: Path, address: str | None) -> dict[str, Any]:
    """Django's description of the database. Both wait for the disk at each commit: answers survive a power cut.

    Raises ImproperlyConfigured for an address that is not PostgreSQL's.
    """
    # One thread answers: its connection is opened once, not at each page.
    return {"CONN_MAX_AGE": None, **(_postgresql(urlsplit(address)) if address else _sqlite(folder))}


def _sqlite(folder: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "arpent.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON;",  # what is erased is overwritten
        },
    }


def _postgresql(address: SplitResult) -> dict[str, Any]:
    """`postgresql://person:password@host:port/base?sslmode=require`; `?host=/folder` for a socket of the machine."""
    if address.scheme not in SCHEMES or not address.path.strip("/"):
        raise ImproperlyConfigured(
            "ARPENT_DATABASE n’est pas une adresse de PostgreSQL. "
            "Écrivez-la ainsi : postgresql://compte:mot-de-passe@serveur:5432/base"
        )
    options = dict(parse_qsl(address.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.strip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": options.pop("host", address.hostname or ""),
        "PORT": str(address.port or ""),
        "CONN_HEALTH_CHECKS": True,  # a server that was restarted is found again
        "OPTIONS": options,
    }
