"""Prepare the database and start the site with its worker: `arpent serve`."""

import os
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from granian import Granian

from arpent.command.interrupted import say_interrupted
from arpent.example.guard import Refused, example_accounts_present, has_a_server_in_front, is_loopback
from arpent.example.load import accounts
from arpent.network.models import Organisation


def run(arguments: Sequence[str]) -> int:
    """Serve until interrupted. Returns 1 when something must be mended first."""
    ArgumentParser("arpent serve", description="L’adresse vient des variables HOST et PORT.").parse_args(
        arguments
    )
    try:
        refuse_a_taken_port(settings.LISTEN_HOST, settings.LISTEN_PORT)
        prepare()
        refuse_to_show_the_example(settings.LISTEN_HOST, *settings.ALLOWED_HOSTS)
    except Refused as reason:
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
    """Bring the database and the static files up to date; an empty base gets the example network."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if _wants_the_example():
        load_example_apart()


def load_example_apart() -> None:
    """In a process of its own: printing starts threads, and a server that forks after them waits for them for ever."""
    if subprocess.run(EXAMPLE, stdout=subprocess.DEVNULL, check=False).returncode:  # noqa: S603  # our own words only
        raise Refused(
            "Le réseau d’exemple n’a pas pu être écrit\u202f: la raison est au-dessus.\n"
            "Choisissez un dossier neuf\u202f: ARPENT_HOME=/chemin make run"
        )


def refuse_to_show_the_example(*hosts: str) -> None:
    """The example accounts share a published password: they never face a network, even behind a proxy."""
    host = next((host for host in hosts if not is_loopback(host)), None)
    if has_a_server_in_front():
        host = host or "un serveur web"
    if host and example_accounts_present():
        raise Refused(
            f"Cette base contient les comptes d’exemple, dont tout le monde connaît le mot de passe\u202f: "
            f"Arpent ne l’ouvre pas sur {host}.\n"
            "Choisissez un dossier neuf\u202f: ARPENT_HOME=/chemin make run"
        )


def _wants_the_example() -> bool:
    """An empty base on this machine alone starts with the example, unless ARPENT_EXAMPLE=0."""
    alone = all(is_loopback(host) for host in (settings.LISTEN_HOST, *settings.ALLOWED_HOSTS))
    alone = alone and not has_a_server_in_front()
    return alone and os.environ.get("ARPENT_EXAMPLE", "1") != "0" and not Organisation.objects.exists()


def serve() -> None:
    """The web server in this process, the task worker beside it; both stop together."""
    with _worker():
        print(_greeting(), flush=True)
        connections.close_all()  # the server forks: an open database does not go through
        Granian(
            "arpent.site.wsgi:application",
            address=settings.LISTEN_HOST,
            port=settings.LISTEN_PORT,
            interface="wsgi",  # type: ignore[arg-type]
            workers=settings.WORKERS,
            blocking_threads=1,
            log_level="warning",  # type: ignore[arg-type]
        ).serve()


EXAMPLE = (sys.executable, "-m", "django", "load_example")
WORKER = (
    sys.executable,
    *("-m", "django", "db_worker", "--no-startup-delay", "--no-reload", "--verbosity", "0"),
)
COURTESY = 10
"""How far the worker steps back when the processor is short: people who answer come before a voice or a report."""
PATIENCE = 30
"""Seconds left to the worker to finish what it does when the site stops."""


@contextmanager
def _worker() -> Iterator[None]:
    """The task worker. Should it be killed, what it was doing is said to be interrupted, and another takes over."""
    say_interrupted()
    over = Event()
    first = start_worker()  # before the server forks: no child of its own inherits the pipes of another start
    watch = Thread(target=_keep_working, args=(first, over))
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def start_worker() -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(WORKER, start_new_session=True)  # noqa: S603  # our own words only
    os.setpriority(os.PRIO_PROCESS, process.pid, min(os.getpriority(os.PRIO_PROCESS, 0) + COURTESY, 19))
    return process


def _keep_working(process: "subprocess.Popen[bytes]", over: Event) -> None:
    while not over.wait(1):
        if process.poll() is not None:
            say_interrupted()
            connections.close_all()
            process = start_worker()
    _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _greeting() -> str:
    address = f"http://{settings.LISTEN_HOST}:{settings.LISTEN_PORT}/"
    lines = ["", f"Arpent est prêt : {address}", "Pour l’arrêter : Ctrl + C"]
    if example_accounts_present():
        lines[1:1] = [accounts(), ""]
    return "\n".join(lines)
