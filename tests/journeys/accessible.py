"""What every page of a journey must pass: axe-core's rules, and nothing to be scrolled sideways."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def expect_accessible(page: Page, rules: list[str] = RULES) -> None:
    """No violation of axe's rules in the page as it stands; the message names the rule and the elements."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `npm ci`")
    page.wait_for_load_state("load")  # style sheets included: sizes are judged
    page.evaluate(AXE.read_text())
    report = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", rules)
    told = [_told(violation) for violation in report["violations"]]
    assert not told, f"{page.url}\n" + "\n".join(told)


def expect_no_sideways_scrolling(page: Page) -> None:
    """The page fits its window; parts that scroll by themselves (tables) are their own affair."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= window


def _told(violation: dict[str, Any]) -> str:
    where = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
    why = violation["nodes"][0]["failureSummary"].splitlines()[1:2]
    return f"{violation['id']}: {violation['help']} ({where}) {' '.join(why).strip()}"
