"""The one command says what it can do, and refuses what it cannot."""

import socket

import pytest

from arpent.command.main import COMMANDS, main
from arpent.command.serve import Refused, is_loopback, refuse_a_taken_port


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


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.4", False),
        ("x", False),
    ],
)
def test_loopback_is_recognised(host: str, loopback: bool):
    assert is_loopback(host) is loopback
