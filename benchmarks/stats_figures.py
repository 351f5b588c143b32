"""Processor time and peak memory from a frozen dataset to protected figures, by region and association.

Run `python -m benchmarks.stats_figures` from the repository; it prints one Markdown line a size.
Each measure is the median of three runs, each in a process of its own, so that peaks do not mix. Processor
time, unlike time on the clock, depends little on what else the machine is doing.
"""

import argparse
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from arpent import stats
from arpent.analysis.coding import Cell
from arpent.analysis.dataset import freeze_dataset, open_dataset
from arpent.analysis.tables import figures
from arpent.instrument.values import Choice, Instrument, Kind, Missing, Question

SIZES = (2_558, 100_000)
ITEMS = 40
RUNS = 3


def questionnaire() -> Instrument:
    scale = tuple(
        Choice(name, {"fr": name}, favourable=name in ("often", "always"))
        for name in ("never", "rarely", "sometimes", "often", "always")
    )
    items = tuple(
        Question(f"q{n}", Kind.SELECT_ONE, {"fr": f"Question {n}"}, list_name="scale") for n in range(ITEMS)
    )
    return Instrument("bench", {"fr": "Mesure"}, "1", ("fr",), "fr", items, {"scale": scale})


def freeze(folder: Path, rows: int) -> None:
    """Fictional answers of `rows` people in associations of 100 on average, in 13 regions."""
    rng = np.random.default_rng(20261123)
    count = max(25, rows // 100)
    association = rng.choice(count, rows, p=rng.dirichlet(np.full(count, 3.0)))
    lift = rng.normal(0, 0.5, count)[association]
    names = np.array(["never", "rarely", "sometimes", "often", "always"])
    answers: dict[str, Sequence[Cell]] = {}
    for item in range(ITEMS):
        codes = np.clip(np.round(2.4 + lift + rng.normal(0, 1, rows)), 0, 4).astype(int)
        absent = rng.random(rows) < 0.05
        answers[f"q{item}"] = [
            Missing.DONT_KNOW if gone else str(name) for gone, name in zip(absent, names[codes], strict=True)
        ]
    respondents = np.bincount(association, minlength=count)
    freeze_dataset(
        folder,
        questionnaire(),
        answers,
        region=[f"r{place % 13}" for place in association],
        association=[f"a{place}" for place in association],
        populations={f"a{place}": int(3 * n + 5) for place, n in enumerate(respondents)},
    )


def run_once(folder: Path) -> None:
    """Open, check the seal, estimate and protect; print processor seconds and megabytes."""
    start = time.process_time()
    found = figures(open_dataset(folder), by=("region", "association"))
    seconds = time.process_time() - start
    numbers = sum(len(panel.numbers) for figure in found for group in figure.breakdowns for panel in group)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds} {peak} {numbers}")


def core(rows: int) -> float:
    """Seconds for `partial` and `finish` alone: 60 closed questions, for everyone and by three breakdowns."""
    rng = np.random.default_rng(20261123)
    clusters = rng.integers(0, 400, rows)
    items = {f"q{n}": stats.Codes(rng.integers(-2, 5, rows).astype(np.int8), 5) for n in range(60)}
    groupings = {
        "all": stats.everyone(rows),
        "region": stats.Codes(clusters % 13, 13),
        "association": stats.Codes(clusters, 400),
        "age": stats.Codes(rng.integers(0, 6, rows), 6),
    }
    batch = stats.Batch(clusters, rng.uniform(1, 4, rows), items, groupings)
    start = time.process_time()
    stats.finish(stats.partial(batch), stats.clustered(np.arange(400) % 13))
    return time.process_time() - start


def measure(rows: int) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "dataset"
        start = time.process_time()
        freeze(folder, rows)
        frozen = time.process_time() - start
        command = [sys.executable, "-m", "benchmarks.stats_figures", "--once", str(folder)]
        lines = [
            subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(RUNS)
        ]
    runs = [[float(part) for part in line.split()] for line in lines]
    seconds, peak, numbers = (statistics.median(run[place] for run in runs) for place in range(3))
    alone = statistics.median(core(rows) for _ in range(RUNS))
    print(f"| {rows:,} | {alone:.2f} s | {frozen:.1f} s | {seconds:.2f} s | {peak:.0f} MB | {numbers:,.0f} |")


def machine() -> str:
    cpu = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    return f"{datetime.now(UTC):%Y-%m-%d}, {cpu}, Python {platform.python_version()}, NumPy {np.__version__}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        run_once(options.once)
        return
    print(machine(), "\n")
    print(
        "| answers | stats alone | freeze, with its making | open to figures | peak memory | numbers by group |"
    )
    print("|---|---|---|---|---|---|")
    for rows in SIZES:
        measure(rows)


if __name__ == "__main__":
    main()
