"""Time and peak memory from the freeze of a campaign to its full report: page, PDF and workbook.

Run `python -m benchmarks.freeze_to_report` from the repository; `--write` puts the table in
docs/methods/performance.md. A study of the example network is opened in a database of its own, and its invented
answers, of three audiences, are drawn again and again with a fixed seed until they are as many as wanted. Then the
worker's two tasks run as they are, in a fresh process each time, each of their steps being timed as it is called.
"""

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType

import django
import numpy as np

PAGE = Path(__file__).resolve().parents[1] / "docs" / "methods" / "performance.md"
START, END = "<!-- freeze-to-report -->", "<!-- /freeze-to-report -->"
RUNS = {2_558: 3, 100_000: 1}
SEED = 20261123
TODAY = date(2026, 11, 23)
STAGES = {
    "read the answers": ("arpent.analysis.tasks", "gather"),
    "write and seal": ("arpent.analysis.tasks", "freeze_dataset"),
    "estimate and protect": ("arpent.analysis.tasks", "told"),
    "sentences and tables": ("arpent.reports.tasks", "printed"),
    "drawings": ("arpent.reports.tasks", "draw_all"),
    "page": ("arpent.reports.tasks", "body"),
    "PDF": ("arpent.reports.tasks", "pdf"),
    "workbook": ("arpent.reports.tasks", "workbook"),
}

type Spent = dict[str, list[float]]
"""By stage: processor seconds, and the highest megabytes."""


def prepare(rows: int) -> None:
    """A database with one closed campaign of that many answers, in associations large enough to have given them."""
    from django.core.management import call_command  # noqa: PLC0415 - the settings must be there first
    from django.db.models import F  # noqa: PLC0415

    from arpent.collection.models import Response  # noqa: PLC0415
    from arpent.example import fieldwork  # noqa: PLC0415
    from arpent.example.federation import found  # noqa: PLC0415
    from arpent.example.plans import PLANS, Stage  # noqa: PLC0415
    from arpent.studies.models import Population  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    plan = next(plan for plan in PLANS if plan.stage is Stage.REPORTED)
    federation, rng = found(on=TODAY), np.random.default_rng(SEED)
    study = fieldwork.open_planned_study(plan, federation, on=TODAY)
    versions = fieldwork.publish_forms(study, plan, federation, on=TODAY)
    campaign = fieldwork.open_planned_campaign(study, plan, versions, federation, on=TODAY)
    list(fieldwork.write_answers(campaign, plan, on=TODAY, rng=rng))
    drawn = list(Response.objects.order_by("pk"))
    kept = ("link_id", "status", "answers", "edition", "mode", "voice", "help", "helper", "chosen_for", "day")
    again = rng.integers(0, len(drawn), rows - len(drawn))
    copies = (Response(**{name: getattr(drawn[at], name) for name in kept}) for at in again)
    Response.objects.bulk_create(copies, batch_size=2_000)
    Population.objects.update(size=F("size") * (2 * rows // len(drawn)))


def once() -> None:
    """Freeze and report; print one line a stage: its processor seconds, its seconds on the clock, its peak."""
    from arpent.analysis.models import Freeze  # noqa: PLC0415
    from arpent.analysis.tasks import make_freeze  # noqa: PLC0415
    from arpent.collection.models import Campaign  # noqa: PLC0415
    from arpent.reports.models import Report  # noqa: PLC0415
    from arpent.reports.tasks import write_report  # noqa: PLC0415

    spent: Spent = {}
    for stage, (module, name) in STAGES.items():
        time_calls(import_module(module), name, stage, spent)
    clock, worked = time.perf_counter(), time.process_time()
    freeze = Freeze.objects.create(campaign=Campaign.objects.get())
    make_freeze.call(freeze.pk)
    report = Report.objects.create(freeze=freeze, audience=Report.Audience.INSIDE)
    write_report.call(report.pk)
    report.refresh_from_db()
    if report.state != Report.State.READY:
        raise SystemExit(report.error)
    total = time.process_time() - worked
    spent["the rest"] = [total - sum(seconds for seconds, _ in spent.values()), peak()]
    highest = max(megabytes for _, megabytes in spent.values())
    spent["everything"] = [total, highest]
    spent["everything, on the clock"] = [time.perf_counter() - clock, highest]
    for stage, (seconds, megabytes) in spent.items():
        print(f"{stage}|{seconds}|{megabytes}")


def time_calls(module: ModuleType, name: str, stage: str, spent: Spent) -> None:
    """Let a step of the task be timed each time it is called."""
    step: Callable[..., object] = getattr(module, name)

    def timed(*given: object, **named: object) -> object:
        forget_peak()
        start = time.process_time()
        result = step(*given, **named)
        before = spent.get(stage, [0.0, 0.0])
        spent[stage] = [before[0] + time.process_time() - start, max(before[1], peak())]
        return result

    setattr(module, name, timed)


def forget_peak() -> None:
    """Start a new high-water mark of this process (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def peak() -> float:
    """Megabytes at the high-water mark."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else float("nan")


def measured(rows: int, runs: int) -> Spent:
    """The median of each stage over some runs on one database."""
    with tempfile.TemporaryDirectory(prefix="arpent-benchmark-") as home:
        there = os.environ | {"ARPENT_HOME": home, "DJANGO_SETTINGS_MODULE": "arpent.site.settings"}

        def run(*words: str) -> str:
            command = [sys.executable, "-m", "benchmarks.freeze_to_report", *words]
            return subprocess.run(command, check=True, env=there, stdout=subprocess.PIPE, text=True).stdout

        run("--prepare", str(rows))
        lines = [line.split("|") for _ in range(runs) for line in run("--once").splitlines()]
    found: dict[str, list[tuple[float, float]]] = {}
    for stage, seconds, megabytes in lines:
        found.setdefault(stage, []).append((float(seconds), float(megabytes)))
    return {
        stage: [statistics.median(one) for one in zip(*each, strict=True)] for stage, each in found.items()
    }


def table() -> str:
    """One row a stage, one pair of columns a size."""
    found = {rows: measured(rows, runs) for rows, runs in RUNS.items()}
    heads = [f"{rows:,} answers | peak" for rows in found]
    lines = [f"| | {' | '.join(heads)} |", f"|---|{'---|---|' * len(found)}"]
    for stage in next(iter(found.values())):
        cells = [f"{spent[stage][0]:.2f} s | {spent[stage][1]:,.0f} MB" for spent in found.values()]
        lines.append(f"| {stage} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", machine()])


def machine() -> str:
    names = re.findall(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    load = os.getloadavg()[0]
    return (
        f"Medians of {' and '.join(map(str, RUNS.values()))} runs. {names[0] if names else platform.processor()}, "
        f"{os.cpu_count()} cores shared with other work (load {load:.0f}), Python {platform.python_version()}, "
        f"{datetime.now(UTC):%Y-%m-%d}."
    )


def write(report: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(START)
    PAGE.write_text(f"{before}{START}\n{report}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--write", action="store_true", help="write the figures in docs/methods/performance.md"
    )
    parser.add_argument("--prepare", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.prepare:
        django.setup()
        prepare(options.prepare)
    elif options.once:
        django.setup()
        once()
    else:
        report = table()
        print(report)
        if options.write:
            write(report)


if __name__ == "__main__":
    main()
