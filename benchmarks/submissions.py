"""How many 30-question questionnaires a laptop stores: `python -m benchmarks.submissions`.

Starts the real server (granian, one process) on loopback with SQLite in WAL mode and synchronous=FULL, then
lets a few clients answer page after page, as browsers do. Prints a table, and with --write puts it in
docs/methods/performance.md.
"""

import argparse
import http.client
import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "methods" / "performance.md"
QUESTIONS = 30
START, END = "<!-- submissions -->", "<!-- /submissions -->"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help="how long to answer")
    parser.add_argument("--clients", type=int, default=4, help="how many answer at once")
    parser.add_argument(
        "--write", action="store_true", help="write the figures in docs/methods/performance.md"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="arpent-benchmark-") as home:
        os.environ.update(ARPENT_HOME=home, DJANGO_SETTINGS_MODULE="arpent.site.settings")
        token, port = prepare(), free_port()
        server = serve(port)
        try:
            await_answer(port)
            pages, whole, elapsed = answer(port, token, options.clients, options.seconds)
        finally:
            server.terminate()
            server.wait()
    report = table(pages, whole, elapsed, options.clients)
    print(report)
    if options.write:
        write(report)


def prepare() -> str:
    """A database with one open link; its token."""
    import django  # noqa: PLC0415 - the settings must be in the environment first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from tests.cast import gather  # noqa: PLC0415
    from tests.collection.stories import form, open_story  # noqa: PLC0415

    rows = "".join(f"| | select_one accord | q{n} | Question {n} ? |\n" for n in range(1, QUESTIONS + 1))
    choices = "".join(f"| | accord | {code} | {code} |\n" for code in ("oui", "plutot", "peu", "non"))
    instrument = form(
        f"| survey |\n| | type | name | label |\n{rows}| choices |\n| | list_name | name | label |\n{choices}"
    )
    story = open_story(gather(), instrument)
    today = date.today()  # noqa: DTZ011
    story.campaign.opens_on, story.campaign.closes_on = today, today + timedelta(days=1)
    story.campaign.purge_on = today + timedelta(days=2)
    story.campaign.save()
    return story.campaign.links.first().token


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(port: int) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += [
        "--workers",
        "1",
        "--blocking-threads",
        "1",
        "--no-ws",
        "--log-level",
        "error",
        "arpent.site.wsgi:application",
    ]
    return subprocess.Popen(command, cwd=ROOT)


def await_answer(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def answer(port: int, token: str, clients: int, seconds: int) -> tuple[list[float], list[float], float]:
    """The time of each page sent, of each whole questionnaire, and the time in all."""
    pages: list[float] = []
    whole: list[float] = []
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=person, args=(port, token, until, pages, whole)) for _ in range(clients)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pages, whole, time.perf_counter() - began


def person(port: int, token: str, until: float, pages: list[float], whole: list[float]) -> None:
    web = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.perf_counter() < until:
        began = time.perf_counter()
        own = send(web, f"/r/{token}/accord/", {"begun": str(uuid.uuid4()), "agree": "yes"}).rsplit("/", 2)[0]
        send(web, f"{own}/qui/", {"voice": "alone"})
        for number in range(1, QUESTIONS + 1):
            started = time.perf_counter()
            send(web, f"{own}/question/q{number}/", {"answer": "oui", "go": "next"})
            pages.append(time.perf_counter() - started)
        send(web, f"{own}/choix/", {"chosen": "no"})
        send(web, f"{own}/relire/", {})
        whole.append(time.perf_counter() - began)


def send(web: http.client.HTTPConnection, path: str, fields: dict[str, str]) -> str:
    """Post a page; where it leads."""
    web.request("POST", path, urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"})
    response = web.getresponse()
    response.read()
    if response.status != 303:
        raise SystemExit(f"{path} answered {response.status}")
    return response.headers["Location"]


def table(pages: list[float], whole: list[float], elapsed: float, clients: int) -> str:
    cuts = statistics.quantiles(pages, n=100)
    processor = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    return f"""| stored answers of one page a second | whole questionnaires of {QUESTIONS} questions a second | page p50 | page p99 |
|---|---|---|---|
| {len(pages) / elapsed:.0f} | {len(whole) / elapsed:.1f} | {cuts[49] * 1000:.1f} ms | {cuts[98] * 1000:.1f} ms |

{clients} clients at once, one granian process with one thread, SQLite (WAL, `synchronous=FULL`), on loopback; {len(whole)} questionnaires in {elapsed:.0f} s. {processor}, {os.cpu_count()} cores shared with other work (load {os.getloadavg()[0]:.0f}), Python {platform.python_version()}, {date.today():%Y-%m-%d}."""  # noqa: DTZ011


def write(report: str) -> None:
    """Put the figures between their marks, or at the end."""
    text = PAGE.read_text() if PAGE.exists() else "# How fast it is\n"
    section = f"{START}\n{report}\n{END}"
    if START in text:
        text = re.sub(f"{START}.*{END}", lambda _: section, text, flags=re.DOTALL)
    else:
        text = f"{text.rstrip()}\n\n## Storing answers\n\nEach page of the runner is stored, and safe from a power cut, before the next one is shown. `python -m benchmarks.submissions --write` measures it anew.\n\n{section}\n"
    PAGE.write_text(text)


if __name__ == "__main__":
    main()
