"""Writes the table of rules in docs/methods/falc-rules.md anew: `python -m scripts.falc_rules`.

Run it after a rule changed; a test holds the page to the table of the rules.
"""

from collections.abc import Iterator
from pathlib import Path

from arpent.falc import RULES, Rule

PAGE = Path(__file__).resolve().parents[1] / "docs" / "methods" / "falc-rules.md"
START, END = "<!-- rules -->\n", "<!-- /rules -->"
JUDGED = {"text": "words"}


def table() -> Iterator[str]:
    yield "| rule | what it asks | judged in | level | source |"
    yield "|---|---|---|---|---|"
    yield from map(row, RULES.values())


def row(rule: Rule) -> str:
    judge = "people" if rule.by == "person" else JUDGED.get(rule.scope, rule.scope)
    return f"| {rule.id} | {rule.title} | {judge} | {rule.level} | {rule.source} |"


def rewritten(page: str) -> str:
    """The page with its table as the rules are now; the rest is untouched."""
    before, _, rest = page.partition(START)
    after = rest.partition(END)[2]
    return f"{before}{START}{'\n'.join(table())}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
