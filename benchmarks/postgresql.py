"""A PostgreSQL of one's own for a while: a folder, a socket, no network. Debian's `postgresql` provides the programs.

    python -m benchmarks.postgresql python -m pytest tests/collection

runs a command on it, its address in ARPENT_DATABASE.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
PORT = 54_329  # names the socket in the folder; nothing listens on the network


@contextmanager
def cluster(*settings: str) -> Iterator[str]:
    """The address of an empty base, whose server stops and goes at the end. Durable as PostgreSQL is by default."""
    programs = newest_programs()
    folder = Path(tempfile.mkdtemp(prefix="arpent-postgresql-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = folder / "data"
        run(programs / "initdb", "--pgdata", data, "--username", "arpent", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8")  # fmt: skip
        options = " ".join(f"-c {each}" for each in ("listen_addresses=", f"unix_socket_directories={folder}", f"port={PORT}", *settings))  # fmt: skip
        run(programs / "pg_ctl", "--pgdata", data, "--log", folder / "log", "--options", options, "--wait", "start")  # fmt: skip
        try:
            run(programs / "createdb", "--host", folder, "--port", PORT, "--username", "arpent", "arpent")
            yield f"postgresql://arpent@:{PORT}/arpent?host={folder}"
        finally:
            run(programs / "pg_ctl", "--pgdata", data, "--mode", "immediate", "--wait", "stop")
    finally:
        shutil.rmtree(folder)


def newest_programs() -> Path:
    """Where `initdb` and the others are. Raises SystemExit with a remedy."""
    found = sorted(PROGRAMS.glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        raise SystemExit("PostgreSQL is not installed here. Debian: apt install postgresql")
    return found[-1]


def run(*command: object) -> None:
    """As an ordinary user: PostgreSQL refuses to be started by root."""
    who: dict[str, object] = {}
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    subprocess.run([str(each) for each in command], check=True, stdout=subprocess.DEVNULL, cwd="/", **who)  # type: ignore[call-overload]


if __name__ == "__main__":
    with cluster() as address:
        done = subprocess.run(sys.argv[1:], env={**os.environ, "ARPENT_DATABASE": address})
    raise SystemExit(done.returncode)
