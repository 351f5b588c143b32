"""Prepare the database and start the site with its worker: `arpent serve`."""

import ipaddress
import os
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from granian import Granian


class Refused(Exception):
    """A sentence that says why the site does not start, and the remedy."""


def run(arguments: Sequence[str]) -> int:
    """Serve until interrupted. Returns 1 when something must be mended first."""
    ArgumentParser("arpent serve", description="L’adresse vient des variables HOST et PORT.").parse_args(
        arguments
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arpent.site.settings")
    try:
        django.setup()
        refuse_a_taken_port(settings.LISTEN_HOST, settings.LISTEN_PORT)
        prepare()
    except (Refused, ImproperlyConfigured) as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    serve()
    return 0


def refuse_a_taken_port(host: str, port: int) -> None:
    """Raises Refused when another program listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                f"L’adresse {host}, port {port}, est déjà prise ou interdite.\n"
                f"Choisissez un autre port : PORT={port + 10} make run"
            ) from error


def prepare() -> None:
    """Bring the database and the static files up to date."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve() -> None:
    """The web server in this process, the task worker beside it; both stop together."""
    with _worker():
        print(_greeting(), flush=True)
        Granian(
            "arpent.site.wsgi:application",
            address=settings.LISTEN_HOST,
            port=settings.LISTEN_PORT,
            interface="wsgi",  # type: ignore[arg-type]
            blocking_threads=1,
            log_level="warning",  # type: ignore[arg-type]
        ).serve()


@contextmanager
def _worker() -> Iterator[None]:
    command = [
        sys.executable,
        "-m",
        "django",
        "db_worker",
        "--no-startup-delay",
        "--no-reload",
        "--verbosity",
        "0",
    ]
    process = subprocess.Popen(command, start_new_session=True)  # noqa: S603  # our own words only
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _greeting() -> str:
    address = f"http://{settings.LISTEN_HOST}:{settings.LISTEN_PORT}/"
    lines = ["", f"Arpent est prêt : {address}", "Pour l’arrêter : Ctrl + C"]
    return "\n".join(lines)
