"""How many answers a laptop takes, and whether all are there: `python -m benchmarks.submissions`.

Starts the real server (`arpent serve`: the web server and the task worker) on loopback, on SQLite or on a
PostgreSQL of its own, and answers as browsers and tablets do:

    pages    500 people answer 30 questions, a page each, thinking a few seconds between two pages, until the time is up
    whole    sealed questionnaires of 250 questions, as tablets send them, validated and durable

Then every acknowledged answer is looked for in the database, and counted once. Prints a table; with --write, puts
it in docs/methods/performance.md under its mark.
"""

import argparse
import asyncio
import http.client
import json
import os
import platform
import random
import re
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.postgresql import cluster
from tests.served import PATIENCE, Served, descendants, post, serving

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "methods" / "performance.md"
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL 15"}
HEAD = {
    "pages": "| database | workers | people at once | pages stored a second | p50 | p99 | a page costs the server | acknowledged | there | twice |",
    "whole": "| database | workers | connections | whole questionnaires a second | p50 | p99 | one costs the server | acknowledged | there | twice |",
}


@dataclass(slots=True)
class Run:
    """What was sent and acknowledged, and how long each took."""

    seconds: list[float] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    elapsed: float = 0.0
    processor: float = 0.0
    there: int = 0
    twice: int = 0

    def row(self, database: str, workers: int, at_once: int) -> str:
        cuts = statistics.quantiles(self.seconds, n=100)
        return (
            f"| {DATABASES[database]} | {workers} | {at_once} | {len(self.seconds) / self.elapsed:.0f} "
            f"| {cuts[49] * 1000:.0f} ms | {cuts[98] * 1000:.0f} ms "
            f"| {self.processor / len(self.seconds) * 1000:.1f} ms "
            f"| {len(self.acknowledged)} | {self.there} | {self.twice} |"
        )


def main() -> None:
    options = arguments()
    rows = [
        measure(options, database, at_once).row(database, options.workers, at_once)
        for database in options.databases
        for at_once in options.at_once or ([500] if options.what == "pages" else [16, 64])
    ]
    rule = "|---" * (HEAD[options.what].count("|") - 1) + "|"
    report = "\n".join([HEAD[options.what], rule, *rows, "", said(options)])
    print(report)
    if options.write:
        mark = f"submissions-{options.what}"
        found = f"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)"
        PAGE.write_text(
            re.sub(found, lambda at: f"{at[1]}{report}\n{at[2]}", PAGE.read_text(), flags=re.DOTALL)
        )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=HEAD)
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
    parser.add_argument("--at-once", type=int, nargs="+", help="people, or connections")
    parser.add_argument("--workers", type=int, default=1, help="processes of the web server")
    parser.add_argument("--seconds", type=int, default=60, help="how long answers are sent")
    parser.add_argument(
        "--think", type=float, default=3, help="seconds between two pages, at random up to twice that"
    )
    parser.add_argument("--questions", type=int, help="30 by pages, 250 whole")
    parser.add_argument("--write", action="store_true", help="write the figures in the page of documentation")
    return parser.parse_args()


def measure(options: argparse.Namespace, database: str, at_once: int) -> Run:
    """One run in a process of its own: settings are read once."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        with os.fdopen(writer, "w") as out:
            json.dump(_measured(options, database, at_once), out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as told:
        text = told.read()
    os.waitpid(child, 0)
    if not text:
        raise SystemExit("the run did not finish")
    return Run(**json.loads(text))


def _measured(options: argparse.Namespace, database: str, at_once: int) -> dict[str, Any]:
    base = cluster() if database == "postgresql" else nullcontext("")
    with tempfile.TemporaryDirectory(prefix="arpent-benchmark-") as home, base as address:
        os.environ.update(ARPENT_HOME=home, DJANGO_SETTINGS_MODULE="arpent.site.settings")
        os.environ.update(ARPENT_DATABASE=address, ARPENT_WORKERS=str(options.workers))
        questions = options.questions or (30 if options.what == "pages" else 250)
        told = prepare(questions, whole=options.what == "whole")
        with serving(Path(home)) as served:
            wait_for_the_voice()
            if options.what == "pages":
                run = by_pages(served, told, at_once, options, questions)
            else:
                run = whole(served, told, at_once, options.seconds)
        check(run)
        return {name: getattr(run, name) for name in Run.__slots__}


def wait_for_the_voice() -> None:
    """A campaign opens days after its questionnaires were published: their clips are made."""
    from arpent.surveys.models import Voicing  # noqa: PLC0415

    ongoing = Voicing.objects.filter(state__in=(Voicing.State.WAITING, Voicing.State.RUNNING))
    while ongoing.exists():
        time.sleep(0.5)


def prepare(questions: int, *, whole: bool) -> dict[str, Any]:
    """A database with one open link, and a device when questionnaires come whole."""
    import django  # noqa: PLC0415 - the settings must be in the environment first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    from tests.cast import gather  # noqa: PLC0415
    from tests.collection.stories import form, open_story  # noqa: PLC0415

    story = open_story(gather(), form(varied(questions) if whole else agreeing(questions)))
    today = date.today()  # noqa: DTZ011
    campaign = story.campaign
    campaign.opens_on, campaign.closes_on = today, today + timedelta(days=1)
    campaign.purge_on = today + timedelta(days=400)
    campaign.save()
    link = campaign.links.select_related("version").first()
    return device(link, questions) if whole else {"token": link.token}


def device(link: Any, questions: int) -> dict[str, Any]:
    from arpent.collection.offline.actions import open_device  # noqa: PLC0415
    from arpent.collection.offline.models import OfflineKey  # noqa: PLC0415

    tablet = open_device(
        campaign=link.campaign, by=None, on=link.campaign.opens_on, name="Tablette", use="kiosk",
        participation=link.participation, exit_code="1234",
    )  # fmt: skip
    return {
        "token": tablet.token,
        "key": OfflineKey.objects.get(campaign=link.campaign).public,
        "answer": {
            "link": link.pk, "fingerprint": link.version.fingerprint, "status": "sent", "edition": "fr",
            "editions": ["fr"], "day": str(link.campaign.opens_on), "voice": "alone", "chosen_for": "no",
            "said": {f"q{number}": urlencode(reply(number)) for number in range(1, questions + 1)},
        },
    }  # fmt: skip


def agreeing(questions: int) -> str:
    """Questions of four choices."""
    rows = "".join(f"| | select_one accord | q{n} | Question {n} ? |\n" for n in range(1, questions + 1))
    choices = "".join(f"| | accord | {code} | {code} |\n" for code in ("oui", "plutot", "peu", "non"))
    return (
        f"| survey |\n| | type | name | label |\n{rows}| choices |\n| | list_name | name | label |\n{choices}"
    )


def varied(questions: int) -> str:
    """Of ten questions: six of four choices, of which one is under a rule, words, a number with a bound, several choices, a note."""
    kinds = {0: "text", 1: "integer", 2: "select_multiple accord", 3: "range"}
    rows = [
        f"| | {kinds.get(n % 10, 'select_one accord')} | q{n} | Question {n} ? | {f'${{q{n - 1}}} = ' + repr('oui') if n % 10 == 5 else ''} "
        f"| {'. < 120' if n % 10 == 1 else ''} | {'start=0 end=10 step=1' if n % 10 == 3 else ''} |\n"
        for n in range(1, questions + 1)
    ]
    choices = "".join(f"| | accord | {code} | {code} |\n" for code in ("oui", "plutot", "peu", "non"))
    head = "| survey |\n| | type | name | label | relevant | constraint | parameters |\n"
    return f"{head}{''.join(rows)}| choices |\n| | list_name | name | label |\n{choices}"


def reply(number: int) -> list[tuple[str, str]]:
    match number % 10:
        case 0:
            return [("text", "Quelques mots à moi, sans nom de personne.")]
        case 1:
            return [("text", "34")]
        case 2:
            return [("answer", "oui"), ("answer", "peu")]
        case 3:
            return [("answer", "7")]
    return [("answer", "oui")]


def by_pages(
    served: Served, told: dict[str, Any], people: int, options: argparse.Namespace, questions: int
) -> Run:
    """Everyone begins within the first seconds, and goes on with another questionnaire at the end of one."""
    until = time.perf_counter() + options.seconds

    def person(run: Run) -> None:
        web = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
        while time.perf_counter() < until:
            questionnaire(run, web)

    def questionnaire(run: Run, web: http.client.HTTPConnection) -> None:
        ident, chance = str(uuid.uuid4()), random.Random()
        own = f"/r/{told['token']}/{ident}"
        forms = [
            (f"/r/{told['token']}/accord/", {"begun": ident, "agree": "yes"}),
            (f"{own}/qui/", {"voice": "alone"}),
        ]
        forms += [(f"{own}/question/q{n}/", {"answer": "oui", "go": "next"}) for n in range(1, questions + 1)]
        forms += [(f"{own}/choix/", {"chosen": "no"}), (f"{own}/relire/", {"go": "next"})]
        for path, fields in forms:
            time.sleep(chance.uniform(0, 2 * options.think))
            if time.perf_counter() > until:
                return
            began = time.perf_counter()
            post(web, path, fields)
            run.seconds.append(time.perf_counter() - began)
            run.acknowledged.append(f"{ident} {path.removeprefix(own).strip('/').removeprefix('question/')}")

    return crowd(served, people, person)


def whole(served: Served, told: dict[str, Any], connections: int, seconds: int) -> Run:
    """Tablets send one questionnaire after the other, sealed and written as requests beforehand.

    All from one thread that waits: what sends should take little of the processor that answers.
    """
    from arpent.collection.offline.sealing import sealed  # noqa: PLC0415

    content = json.dumps(told["answer"]).encode()
    idents = [str(uuid.uuid4()) for _ in range(400 * seconds)]
    waiting = [
        (ident, request_of(told["token"], ident, sealed(content, ident, told["key"]))) for ident in idents
    ]
    run, before = Run(), processor_of(served)
    began = time.perf_counter()

    async def everyone() -> None:
        await asyncio.gather(
            *(tablet(served.port, run, waiting, began + seconds) for _ in range(connections))
        )

    asyncio.run(everyone())
    run.elapsed, run.processor = time.perf_counter() - began, processor_of(served) - before
    return run


def request_of(token: str, ident: str, envelope: dict[str, str]) -> bytes:
    body = json.dumps(envelope).encode()
    head = (
        f"PUT /hors-ligne/{token}/envoi/{ident}/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def tablet(port: int, run: Run, waiting: list[tuple[str, bytes]], until: float) -> None:
    """One connection, opened again when the server closes it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until and waiting:
        ident, request = waiting.pop()
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *([0-9]+)", head)
        read = await reader.readexactly(int(length[1]) if length else 0)
        if not head.startswith(b"HTTP/1.1 201"):
            raise SystemExit(f"{head!r} {read[:200]!r}")
        run.seconds.append(time.perf_counter() - began)
        run.acknowledged.append(ident)
        if re.search(rb"(?i)\r\nconnection: *close", head):
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


def crowd(served: Served, at_once: int, one: Callable[[Run], None]) -> Run:
    run, before = Run(), processor_of(served)
    threads = [threading.Thread(target=one, args=(run,)) for _ in range(at_once)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run.elapsed, run.processor = time.perf_counter() - began, processor_of(served) - before
    return run


def processor_of(served: Served) -> float:
    """Seconds of processor that the server's processes have used, its own PostgreSQL left out."""
    ticks = 0
    for pid in (served.process.pid, *descendants(served.process.pid)):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def check(run: Run) -> None:
    """Every acknowledged page, or whole questionnaire, is in the database, once."""
    from arpent.collection.models import Response  # noqa: PLC0415
    from arpent.collection.offline.models import Delivery  # noqa: PLC0415

    stored = dict(Response.objects.values_list("pk", "answers"))
    known = {str(pk) for pk in Delivery.objects.filter(state="taken").values_list("pk", flat=True)}
    for pk, answers in stored.items():
        known |= {f"{pk} {name}" for name in answers}
        known |= {f"{pk} {step}" for step in ("qui", "choix")}
    known |= {f"{pk} relire" for pk in Response.objects.filter(status="sent").values_list("pk", flat=True)}
    begun = {one.split()[0] for one in run.acknowledged}
    known |= {
        one for one in run.acknowledged if one.endswith("accord") and uuid.UUID(one.split()[0]) in stored
    }
    run.there = sum(one in known for one in run.acknowledged)
    run.twice = len(stored) - len(begun)
    if any(answers.get("q4", "oui") != "oui" for answers in stored.values()):
        raise SystemExit("an answer is not what was sent")


def said(options: argparse.Namespace) -> str:
    cpu = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), platform.processor())  # fmt: skip
    thinking = (
        f" People think {options.think:g} s on average between two pages." if options.what == "pages" else ""
    )
    return (
        f"On loopback, clients, server and database on the same machine.{thinking} {cpu}, {os.cpu_count()} cores shared "
        f"with other work (load {os.getloadavg()[0]:.0f} at the end), Python {platform.python_version()}, {date.today():%Y-%m-%d}."  # noqa: DTZ011
    )


if __name__ == "__main__":
    main()
