"""Processor time and peak memory of importing a CSV of answers: 40 questions, a quarter of them under a rule.

Run `python -m benchmarks.import_answers [rows]` from the repository; it prints one Markdown line.
"""

import csv
import platform
import random
import resource
import sys
import time
from datetime import date
from io import StringIO

from arpent.instrument.exports import read_export
from arpent.instrument.values import Choice, Instrument, Kind, Question

KINDS = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.INTEGER, Kind.SELECT_ONE)
TODAY = date(2026, 11, 23)


def questionnaire() -> Instrument:
    """Forty questions: every second of four is asked to those who answered `a` to the one before."""
    items = tuple(
        Question(
            name=f"q{number}",
            kind=KINDS[number % 4],
            label={"fr": f"Question {number}"},
            list_name="" if KINDS[number % 4] is Kind.INTEGER else "abc",
            relevant=f"${{q{number - 1}}} = 'a'" if number % 4 == 1 else "",
            constraint=". < 200" if KINDS[number % 4] is Kind.INTEGER else "",
        )
        for number in range(40)
    )
    choices = {"abc": tuple(Choice(code, {"fr": code.upper()}) for code in "abc")}
    return Instrument("essai", {"fr": "Essai"}, "1", ("fr",), "fr", items, choices)


def export(instrument: Instrument, rows: int) -> bytes:
    """A CSV that follows the rules, with a column of weights."""
    rng = random.Random(3)
    buffer = StringIO()
    writer = csv.writer(buffer)
    questions = list(instrument.questions())
    writer.writerow([*(question.name for question in questions), "weight"])
    for _ in range(rows):
        cells: list[str] = []
        for question in questions:
            skipped = bool(question.relevant) and cells[-1] != "a"
            cells.append("" if skipped else cell(question.kind, rng))
        writer.writerow([*cells, f"{rng.random():.6f}"])
    return buffer.getvalue().encode()


def cell(kind: Kind, rng: random.Random) -> str:
    """What one person could have answered."""
    if kind is Kind.INTEGER:
        return str(rng.randrange(100))
    if kind is Kind.SELECT_MULTIPLE:
        return " ".join(rng.sample("abc", rng.randint(0, 3)))
    return rng.choice("abc")


def main() -> None:
    """Prints the line of the table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    instrument = questionnaire()
    content = export(instrument, rows)
    started = time.process_time()
    read = read_export(content, "export.csv", instrument, TODAY)
    by_column = time.process_time() - started
    by_row = len(read.rows) and time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| {rows} × 40 | {len(content) / 1e6:.1f} MB | {by_column:.1f} s | {by_row:.1f} s | {peak:.0f} MB "
        f"| {len(read.misfits)} | {platform.machine()}, Python {platform.python_version()} |"
    )


if __name__ == "__main__":
    main()
