"""What a site that others reach is made of, looked at from outside the process that tests run in."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

on_sqlite = pytest.mark.skipif(bool(os.environ.get("ARPENT_DATABASE")), reason="looks at the files of SQLite")
DEPLOYED = {
    "ARPENT_TLS": "1",
    "ARPENT_BEHIND_PROXY": "1",
    "ARPENT_HOSTS": "arpent.example",
    "ARPENT_SMTP": "smtp+tls://arpent:secret@mail.example",
}


def arpent(home: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "arpent", *words],
        env={name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
        | {"ARPENT_HOME": str(home), "DJANGO_SETTINGS_MODULE": "arpent.site.settings"}
        | variables,
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_has_nothing_to_say(tmp_path: Path):
    told = arpent(tmp_path / "home", "manage", "check", "--deploy", "--fail-level", "INFO", **DEPLOYED)
    assert "no issues (0 silenced)" in told.stdout, told.stderr


@on_sqlite
def test_nobody_else_on_the_machine_reads_what_is_written(migrated: Path):
    assert stat.S_IMODE(migrated.stat().st_mode) == 0o755
    for name in ("secret.key", "arpent.sqlite3"):
        assert stat.S_IMODE((migrated / name).stat().st_mode) == 0o600, name


@pytest.mark.parametrize("variable", ["ARPENT_TLS", "ARPENT_BEHIND_PROXY"])
def test_the_example_is_not_loaded_where_a_web_server_is_announced(home: Path, variable: str):
    told = arpent(home, "manage", "load_example", **{variable: "1"})
    assert told.returncode != 0
    assert variable in told.stderr


def test_a_mail_server_that_cannot_be_read_is_refused_with_an_example(tmp_path: Path):
    told = arpent(tmp_path, "manage", "check", ARPENT_SMTP="mail.example")
    assert told.returncode == 1
    assert "smtp+tls://" in told.stderr
    assert "Traceback" not in told.stderr
