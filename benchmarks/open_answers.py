"""Processor time for 5,000 open answers: topics over five starts, the number of topics, coding from 300.

Run `python -m benchmarks.open_answers --write` from the repository; it rewrites its table in
docs/methods/open-answers.md. Medians of three runs. The answers are fictional, with planted topics.
"""

import argparse
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from arpent.stats import verbatim
from benchmarks.stats_figures import machine
from tests.stats.verbatim.planted import planted

PAGE = Path(__file__).parents[1] / "docs" / "methods" / "open-answers.md"
ANSWERS, BY_HAND, RUNS = 5_000, 300, 3


def seconds(work: Callable[[], object]) -> float:
    """The median of some runs."""
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found)


def table() -> str:
    rng = np.random.default_rng(20261123)
    corpus = planted(ANSWERS, rng)
    marks = np.full_like(corpus.marks, -1)
    marks[:BY_HAND] = corpus.marks[:BY_HAND]
    coding = verbatim.code_answers(corpus.texts, marks, rng=rng)
    chance = BY_HAND / ANSWERS
    works: dict[str, Callable[[], object]] = {
        "8 topics, five starts and five resamples": lambda: verbatim.topics_of(
            corpus.texts, count=8, rng=rng
        ),
        "2 to 12 topics tried": lambda: verbatim.steadiness(corpus.texts, counts=range(2, 13), rng=rng),
        f"5 topics coded from {BY_HAND} answers": lambda: verbatim.code_answers(corpus.texts, marks, rng=rng),
        "learning curve": lambda: verbatim.learning_curve(corpus.texts, marks, rng=rng),
        "share of one topic": lambda: verbatim.topic_shares(coding, 0, chance=chance),
        "clues in every answer": lambda: [verbatim.clues_in(text) for text in corpus.texts],
    }
    rows = [f"| {name} | {seconds(work):.2f} s |" for name, work in works.items()]
    head = f"{ANSWERS:,} answers of about ten words, processor time, medians of {RUNS} runs. {machine()}."
    return "\n".join([head, "", "| | |", "|---|---|", *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="rewrite the table of the page")
    options = parser.parse_args()
    found = table()
    print(found)
    if options.write:
        marks = re.compile(r"(<!-- open-answers -->\n).*?(<!-- /open-answers -->)", re.DOTALL)
        PAGE.write_text(marks.sub(lambda match: f"{match[1]}{found}\n{match[2]}", PAGE.read_text()))


if __name__ == "__main__":
    main()
