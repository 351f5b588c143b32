"""Precision and recall of each rule of `arpent.falc` on the labelled corpus, on each of its halves.

Run `python -m benchmarks.falc_quality` from the repository; `--write` puts the tables in docs/methods/falc.md,
`--misses` lists what the build half says wrong (the measure half is never listed: nobody should tune on it).
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from arpent.falc import FALC, FALC_QUESTION, RULES, Finding, Findings, Level, check
from arpent.stats.intervals import exact
from tests.falc.labelled import HALVES, Label, Labelled, half

PAGE = Path(__file__).resolve().parents[1] / "docs" / "methods" / "falc.md"
START, END = "<!-- quality -->", "<!-- /quality -->"
UNLABELLED = {"P08", "V10", "M14"}
"""P08 and V10 need a grammar of the whole sentence; M14 needs a network's own words. Nobody labelled them."""
HARD_WORDS = {"M01", "M02", "M13"}
"""Three ways to say that a word is hard, for one label of the corpus: uncommon, rare, or with a plainer one."""

ASIDES = {"P05", "P06"}
"""Brackets and dashes: a hard sign, around an aside. The program says it once."""


@dataclass(slots=True)
class Score:
    """What was said of a rule: right, wrong, and missed among what should have been said."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0
    mistakes: list[str] = field(default_factory=list)

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right,
            self.wrong + other.wrong,
            self.found + other.found,
            self.missed + other.missed,
            self.mistakes + other.mistakes,
        )


def scores(texts: Iterable[Labelled], only: Level | None = None) -> dict[str, Score]:
    """One score a rule. `only` looks at the findings of one level: what was missed then means nothing."""
    found: dict[str, Score] = {}
    for text in texts:
        said = check(text.text, profile=FALC_QUESTION if text.is_question else FALC)
        for rule in RULES.keys() - UNLABELLED:
            found[rule] = found.get(rule, Score()) + _score(text, rule, said, only)
    return {rule: score for rule, score in sorted(found.items()) if score != Score()}


def _score(text: Labelled, rule: str, said: Findings, only: Level | None) -> Score:
    """A finding is right when it touches a label of its rule; when it touches only unsure ones, it counts for nothing."""
    score = Score()
    for one in said.of(rule):
        if only is not None and one.level is not only:
            continue
        met = [label for label in text.labels if label.rule in _alike(rule) and touches(one, label)]
        if not met:
            score.wrong += 1
            score.mistakes.append(f"{one.rule} wrong: {text.text[one.start : one.end]!r} in {text.text!r}")
        elif any(label.sure for label in met):
            score.right += 1
    for label in text.labels:
        if label.rule != rule or not label.sure:
            continue
        if any(one.rule in _alike(rule) and touches(one, label) for one in said):
            score.found += 1
        else:
            score.missed += 1
            score.mistakes.append(f"{label.rule} missed in {text.text!r}")
    return score


def _alike(rule: str) -> set[str]:
    return next((group for group in (HARD_WORDS, ASIDES) if rule in group), {rule})


def touches(finding: Finding, label: Label) -> bool:
    return (finding.start < label.end and label.start < finding.end) or finding.start == finding.end


def rows(texts: Iterable[Labelled]) -> Iterator[str]:
    for rule, score in scores(texts).items():
        said, due = score.right + score.wrong, score.found + score.missed
        yield f"| {rule} | {RULES[rule].level} | {_share(score.right, said)} | {_share(score.found, due)} |"


def _share(count: int, total: int) -> str:
    if not total:
        return "nothing said"
    p = np.array([count / total])
    low, high = exact(p, np.array([float(total)]), np.zeros(1), 0.95)
    return f"{p[0]:.2f} [{low[0]:.2f}; {high[0]:.2f}] ({count}/{total})"


def overall(texts: Iterable[Labelled]) -> Iterator[str]:
    """All rules together, by level of the finding."""
    texts = list(texts)
    for level in Level:
        by_rule = scores(texts, level)
        right = sum(score.right for score in by_rule.values())
        wrong = sum(score.wrong for score in by_rule.values())
        yield f"| {level} | {_share(right, right + wrong)} |"


def errors(texts: Iterable[Labelled]) -> Iterator[str]:
    """Each rule that gives errors, by its findings of that level alone."""
    for rule, score in scores(texts, Level.ERROR).items():
        if said := score.right + score.wrong:
            yield f"| {rule} | {_share(score.right, said)} |"


def page() -> str:
    parts: list[str] = []
    for name in HALVES:
        texts = half(name)
        sure = Counter(label.rule for text in texts for label in text.labels if label.sure)
        parts += [
            f"### The {name} half: {len(texts)} texts, {sum(sure.values())} labels",
            "",
            "| findings of level | precision |",
            "|---|---|",
            *overall(texts),
            "",
            "| findings of level error, by rule | precision |",
            "|---|---|",
            *errors(texts),
            "",
            "| rule | level | precision | recall |",
            "|---|---|---|---|",
            *rows(texts),
            "",
        ]
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables in docs/methods/falc.md")
    parser.add_argument("--misses", action="store_true", help="list the mistakes of the build half")
    asked = parser.parse_args()
    if asked.misses:
        print("\n".join(line for score in scores(half("build")).values() for line in score.mistakes))
        return
    tables = page()
    print(tables)
    if asked.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{START}\n\n{tables}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
