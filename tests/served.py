"""The real server, as `arpent serve` runs it: a process of its own, its folder, its port."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120
"""Seconds left to a server to answer, on a machine that does many other things."""


class Served:
    """Arpent on a folder. It may be killed, and started again on the same folder."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        self.environment = {
            **os.environ,
            "ARPENT_HOME": str(home),
            "ARPENT_EXAMPLE": "0",
            "DJANGO_SETTINGS_MODULE": "arpent.site.settings",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
        }

    def run(self, code: str, **told: object) -> object:
        """What a few lines of Python print as JSON, run beside the server on its database; `told` is their input."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            cwd=ROOT, env=self.environment, input=json.dumps(told), stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        return json.loads(done.stdout or "null")

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "arpent", "serve"],
            cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the server did not start: {self.process.poll()}")
            time.sleep(0.1)

    def answers(self) -> bool:
        web = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with suppress(OSError):
            web.request("GET", "/r/reprendre/")
            return web.getresponse().status == 200
        return False

    def kill(self) -> None:
        """SIGKILL to all its processes at once: nothing is told, flushed or closed."""
        everyone = [self.process.pid, *descendants(self.process.pid)]
        for pid in everyone:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def serving(home: Path) -> Iterator[Served]:
    """A server on that folder, gone when the test ends whatever happened."""
    served = Served(home)
    served.start()
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and theirs."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    own = [int(child) for child in children.read_text().split()] if children.exists() else []
    return [each for child in own for each in (child, *descendants(child))]


class Busy(OSError):
    """The server said that it could not store this, and that it should be sent again."""


def post(web: HTTPConnection, path: str, fields: dict[str, str]) -> str:
    """Send a form as a browser does; where it leads. Raises OSError when the server is gone."""
    web.request("POST", path, urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"})
    answer = web.getresponse()
    answer.read()
    if answer.status == 503:
        raise Busy(path)
    if answer.status != 303:
        raise AssertionError(f"{path} answered {answer.status}")
    return str(answer.headers["Location"])
