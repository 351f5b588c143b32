"""Alerts per 100 words on texts that nobody here wrote, easy ones beside ordinary ones, and how well they part them.

A passage is a paragraph, or a few in a row when they are short. The area under the curve (AUC) is how often an
ordinary passage has more alerts than an easy one, both drawn at random: 1 always, 0.5 as often as not. Its interval
draws the passages anew, easy and ordinary apart; they come from a few texts, so it says nothing of other texts.

Run `python -m benchmarks.falc_easy_and_ordinary` for the free texts of tests/falc/texts, or with two files of your
own, the easy one first. `--write` puts the free texts' table in docs/methods/falc.md.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from arpent.falc import Level
from arpent.falc.documents import read
from arpent.falc.documents.examining import examine

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "tests" / "falc" / "texts"
PAGE = ROOT / "docs" / "methods" / "falc.md"
START, END = "<!-- easy-and-ordinary -->", "<!-- /easy-and-ordinary -->"
PAIRS = {
    "impacts": "defects of accessibility, and the same called FALC",
    "encyclopedia": "Wikipedia, and Vikidia",
}
SHOWN = 4
SHORTEST = 30
"""Words in a passage."""
DRAWS, SEED = 2000, 20261123


@dataclass(frozen=True, slots=True)
class Density:
    """How many findings of each level stand in 100 words, and which rules make most of them."""

    words: int
    sentences: int
    levels: Counter[Level]
    rules: Counter[str]

    def per_hundred(self, *levels: Level) -> float:
        return 100 * sum(self.levels[level] for level in levels) / max(self.words, 1)

    @property
    def alerts(self) -> float:
        """Errors and warnings in 100 words."""
        return self.per_hundred(Level.ERROR, Level.WARNING)

    @property
    def length(self) -> float:
        """Words a sentence."""
        return self.words / max(self.sentences, 1)


def density(path: Path) -> Density:
    return density_of(path.read_bytes())


def density_of(text: bytes) -> Density:
    found = examine(read(text, "text.txt"))
    return Density(
        found.words,
        found.sentences,
        Counter(one.level for one in found),
        Counter(one.rule for one in found if one.level is not Level.INFO),
    )


def row(name: str, path: Path) -> str:
    one = density(path)
    most = ", ".join(f"{rule} {count}" for rule, count in one.rules.most_common(SHOWN))
    cells = [
        name,
        str(one.words),
        f"{one.length:.1f}",
        f"{one.per_hundred(Level.ERROR):.1f}",
        f"{one.per_hundred(Level.WARNING):.1f}",
        most,
    ]
    return f"| {' | '.join(cells)} |"


def table(pairs: dict[str, tuple[Path, Path]]) -> str:
    return "\n".join(_rows(pairs))


def _rows(pairs: dict[str, tuple[Path, Path]]) -> Iterator[str]:
    yield "| text | words | words a sentence | errors per 100 words | warnings per 100 words | most often |"
    yield "|---|---|---|---|---|---|"
    for name, (easy, ordinary) in pairs.items():
        yield row(f"{name}: easy", easy)
        yield row(f"{name}: ordinary", ordinary)


MEASURES: dict[str, Callable[[Density], float]] = {
    "errors and warnings per 100 words": lambda one: one.alerts,
    "errors per 100 words": lambda one: one.per_hundred(Level.ERROR),
    "words a sentence": lambda one: one.length,
}


def passages(path: Path) -> list[Density]:
    """What is found in each passage, read alone."""
    gathered: list[str] = []
    for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
        if gathered and len(gathered[-1].split()) < SHORTEST:
            gathered[-1] += "\n\n" + paragraph
        else:
            gathered.append(paragraph)
    return [density_of(passage.encode()) for passage in gathered if len(passage.split()) >= SHORTEST]


def auc(easy: Sequence[float], ordinary: Sequence[float]) -> float:
    """How often an ordinary passage is above an easy one; equal ones count for half."""
    above = np.subtract.outer(np.asarray(ordinary), np.asarray(easy))
    return float((above > 0).mean() + (above == 0).mean() / 2)


def interval(easy: Sequence[float], ordinary: Sequence[float]) -> tuple[float, float]:
    """95 %, percentiles of as many passages drawn anew."""
    rng = np.random.default_rng(SEED)
    drawn = [auc(rng.choice(easy, len(easy)), rng.choice(ordinary, len(ordinary))) for _ in range(DRAWS)]
    low, high = np.percentile(drawn, (2.5, 97.5))
    return float(low), float(high)


def parting(pairs: dict[str, tuple[Path, Path]]) -> str:
    """A table: how well each measure parts easy passages from ordinary ones."""
    lines = [
        f"| texts | passages, easy and ordinary | {' | '.join(MEASURES)} |",
        "|---|---|" + "---|" * len(MEASURES),
    ]
    for name, (easy_path, ordinary_path) in pairs.items():
        easy, ordinary = passages(easy_path), passages(ordinary_path)
        cells = [
            _parted([of(one) for one in easy], [of(one) for one in ordinary]) for of in MEASURES.values()
        ]
        lines.append(f"| {name} | {len(easy)} and {len(ordinary)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _parted(easy: Sequence[float], ordinary: Sequence[float]) -> str:
    low, high = interval(easy, ordinary)
    return f"{auc(easy, ordinary):.2f} [{low:.2f}; {high:.2f}]"


def told(pairs: dict[str, tuple[Path, Path]]) -> str:
    return f"{table(pairs)}\n\n{parting(pairs)}"


def free() -> dict[str, tuple[Path, Path]]:
    """The texts that may be kept here, by subject."""
    return {name: (TEXTS / f"{key}-easy.txt", TEXTS / f"{key}-ordinary.txt") for key, name in PAIRS.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="an easy text, then an ordinary one"
    )
    parser.add_argument(
        "--write", action="store_true", help="put the free texts' table in docs/methods/falc.md"
    )
    asked = parser.parse_args()
    if asked.files and len(asked.files) != 2:
        parser.error("give two files: the easy text, then the ordinary one")
    print(told({"yours": (asked.files[0], asked.files[1])} if asked.files else free()))
    if asked.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{START}\n\n{told(free())}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
