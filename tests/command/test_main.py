"""The one command says what it can do, and refuses what it cannot."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from arpent.command import serve
from arpent.command.main import COMMANDS, main
from arpent.command.serve import (
    Refused,
    load_example_apart,
    refuse_a_taken_port,
    refuse_to_show_the_example,
    start_worker,
)
from tests.cast import Cast


def test_without_a_subcommand_it_lists_them(capsys: pytest.CaptureFixture[str]):
    assert main([]) == 0
    assert all(f"arpent {name}" in capsys.readouterr().out for name in list(COMMANDS)[:1])


def test_an_unknown_subcommand_is_named(capsys: pytest.CaptureFixture[str]):
    assert main(["mesurer"]) == 2
    assert "« mesurer » n’existe pas" in capsys.readouterr().err


def test_a_taken_port_is_refused_with_another_to_try():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Refused, match=f"PORT={port + 10} make run"):
            refuse_a_taken_port("127.0.0.1", port)


def test_the_worker_lets_those_who_answer_go_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(serve, "WORKER", (sys.executable, "-c", "import time; time.sleep(60)"))
    with start_worker() as worker:
        steps_back = os.getpriority(os.PRIO_PROCESS, worker.pid) - os.getpriority(os.PRIO_PROCESS, 0)
        worker.kill()
    assert steps_back > 0


PRINTS = """
from datetime import UTC, datetime
from pathlib import Path
from arpent.ui.pdf import compiled
Path({kept!r}).write_bytes(compiled(b'#set document(title: "x")\\nx', {{}}, datetime(2026, 1, 1, tzinfo=UTC)))
"""
FORKS = """
import os, signal, sys
from datetime import UTC, datetime
import django
django.setup()
from arpent.command import serve
from arpent.ui.pdf import compiled
serve.EXAMPLE = (sys.executable, "-c", {prints!r})
serve.load_example_apart()
if os.fork() == 0:
    signal.alarm(20)
    compiled(b'#set document(title: "x")\\nx', {{}}, datetime(2026, 1, 1, tzinfo=UTC))
    os._exit(0)
sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
"""


def test_what_wrote_the_example_leaves_the_server_able_to_print(tmp_path: Path):
    kept = tmp_path / "example.pdf"
    code = FORKS.format(prints=PRINTS.format(kept=str(kept)))
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
    assert kept.read_bytes().startswith(b"%PDF")


def test_an_example_that_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(serve, "EXAMPLE", (sys.executable, "-c", "raise SystemExit(1)"))
    with pytest.raises(Refused, match="n’a pas pu être écrit"):
        load_example_apart()


def test_an_unwritable_folder_is_refused_with_another_to_try(tmp_path: Path):
    closed = tmp_path / "file"
    closed.write_text("")
    told = subprocess.run(
        [sys.executable, "-m", "arpent", "serve"],
        env=os.environ
        | {"ARPENT_HOME": str(closed / "inside"), "DJANGO_SETTINGS_MODULE": "arpent.site.settings"},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert "ne peut pas écrire" in told.stderr
    assert "ARPENT_HOME=" in told.stderr
    assert "Traceback" not in told.stderr


def test_the_example_accounts_never_face_a_network(cast: Cast):
    refuse_to_show_the_example("127.0.0.1")
    with pytest.raises(Refused, match="ne l’ouvre pas sur"):
        refuse_to_show_the_example("0.0.0.0")


def test_a_public_name_is_a_network_too(cast: Cast):
    with pytest.raises(Refused, match=r"arpent\.exemple\.test"):
        refuse_to_show_the_example("127.0.0.1", "localhost", "arpent.exemple.test")
