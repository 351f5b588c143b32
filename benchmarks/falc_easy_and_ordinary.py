"""Alerts per 100 words on texts that nobody here wrote, easy ones beside ordinary ones.

Run `python -m benchmarks.falc_easy_and_ordinary` for the free texts of tests/falc/texts, or with two files of your
own, the easy one first. `--write` puts the free texts' table in docs/methods/falc.md.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Density:
    """How many findings of each level stand in 100 words, and which rules make most of them."""

    words: int
    sentences: int
    levels: Counter[Level]
    rules: Counter[str]

    def per_hundred(self, *levels: Level) -> float:
        return 100 * sum(self.levels[level] for level in levels) / self.words


def density(path: Path) -> Density:
    found = examine(read(path.read_bytes(), path.name))
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
        f"{one.words / max(one.sentences, 1):.1f}",
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
    print(table({"yours": (asked.files[0], asked.files[1])} if asked.files else free()))
    if asked.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{START}\n\n{table(free())}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
