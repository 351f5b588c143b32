"""What every page must pass: two engines of rules, a sound build, larger letters, a keyboard alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

MODULES = Path(__file__).parents[2] / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
ACE = MODULES / "accessibility-checker-engine" / "ace.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STRICT = [*RULES, "wcag2aaa"]
THEMES = ("light", "cream", "dark", "contrast")
OVERFLOW = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll('main *')]
    .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest('.table-wrap, [tabindex="0"]'))
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120)).concat(['the page goes sideways'])"""

NOT_LANDMARKS = {"aria_form_label_unique"}
"""IBM's engine takes a form without a name for a landmark; ARIA 1.2 says that it is none."""

# What lies in a closed part is not there yet; the engine sees the group and not its legend. A page in a frame is
# judged where it is a page.
FAILURES_OF_ACE = """async () => (await new ace.Checker().check(document, ['WCAG_2_2'])).results
  .filter(result => result.value.join() === 'VIOLATION,FAIL')
  .filter(({path}) => !/iframe\\[\\d+\\]\\//.test(path.dom))
  .filter(({path}) => !document.evaluate(path.dom, document, null, 9, null).singleNodeValue
    ?.closest('details:not([open])'))
  .map(({ruleId, message, path}) => ({ruleId, message, path}))"""

# What passes is counted, not described: describing it takes most of axe's time.
VIOLATIONS_OF_AXE = """async rules => (await axe.run(document,
  {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})).violations"""

BUILD = Path(__file__).with_name("build.js")
FOCUS = Path(__file__).with_name("focus.js")
WITNESS = Path(__file__).with_name("witness.js")
"""In each page of each journey: where the focus is, how large are the targets and letters of respondents."""

SMALL_OR_WIDE = """() => {
  const root = document.documentElement;
  const closed = [...document.querySelectorAll("details:not([open])")];
  const faults = (when) => [...window.witnessed(),
    ...(root.scrollWidth > window.innerWidth ? [`${root.scrollWidth} pixels in a window of ${window.innerWidth}`] : [])]
    .map((fault) => `${when}: ${fault}`);
  const shut = faults("shut");
  for (const each of closed) each.open = true;
  const found = [...shut, ...faults("open")];
  for (const each of closed) each.open = false;
  return found;
}"""
"""Of a page as it stands, then with all that can be opened in it."""
LARGER = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`html { font-size: 200% !important }
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def expect_accessible(page: Page, rules: list[str] = RULES) -> None:
    """Neither axe nor IBM's engine finds a violation in the page as it stands; the message names the elements."""
    told = violations(page, rules)
    assert not told, f"{page.url}\n" + "\n".join(told)


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe, then IBM's engine, finds wrong in the page as it stands, in words that name the elements."""
    if not (AXE.exists() and ACE.exists()):
        pytest.skip("axe-core and IBM's engine are not installed: run `npm ci`")
    page.wait_for_load_state("load")  # style sheets included: sizes are judged
    if not page.evaluate("Boolean(window.axe && window.ace)"):
        page.evaluate(AXE.read_text())
        page.evaluate(ACE.read_text())
    return [*_violations_of_axe(page, rules), *_violations_of_ace(page)]


def _violations_of_axe(page: Page, rules: list[str]) -> list[str]:
    return [_told(violation) for violation in page.evaluate(VIOLATIONS_OF_AXE, rules)]


def _violations_of_ace(page: Page) -> list[str]:
    return [
        f"{result['ruleId']}: {result['message']} ({result['path']['dom']})"
        for result in page.evaluate(FAILURES_OF_ACE)
        if result["ruleId"] not in NOT_LANDMARKS
    ]


def in_each_theme(page: Page) -> Iterator[str]:
    """The same page in each theme, as the panel of preferences changes it."""
    before = page.evaluate("document.documentElement.dataset.theme ?? null")
    for theme in THEMES:
        _dress(page, theme)
        yield theme
    _dress(page, before)


def _dress(page: Page, theme: str | None) -> None:
    wear = "theme => { const {dataset} = document.documentElement; if (theme) dataset.theme = theme; else delete dataset.theme; }"
    page.evaluate(wear, theme)


def expect_accessible_in_each_theme(page: Page) -> None:
    """Neither engine finds a violation, rules of contrast of the highest level included."""
    found = [f"{theme}: {told}" for theme in in_each_theme(page) for told in violations(page, STRICT)]
    assert not found, f"{page.url}\n" + "\n".join(found)


def expect_at_ease(page: Page) -> None:
    """A respondent's page, its panels shut then open, in each theme: nothing sideways, no small target, in easy mode
    no small letter."""
    page.wait_for_load_state("load")
    if not page.evaluate("'witnessed' in window"):  # where no script runs
        page.evaluate(WITNESS.read_text())
    found = [f"{theme}: {told}" for theme in in_each_theme(page) for told in page.evaluate(SMALL_OR_WIDE)]
    assert not found, f"{page.url}\n" + "\n".join(found)


def expect_no_sideways_scrolling(page: Page) -> None:
    """The page fits its window; parts that scroll by themselves (tables) are their own affair."""
    assert wide(page) == []


def wide(page: Page) -> list[str]:
    """By how much the page is wider than its window."""
    page_width, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{page_width} pixels in a window of {window}"] if page_width > window else []


def small(page: Page) -> list[str]:
    """What is too small to be touched, or read in easy mode, as the page stands."""
    found: list[str] = page.evaluate("window.witnessed()")
    return found


def ill_built(page: Page) -> list[str]:
    """What headings, landmarks, tables, groups and pictures lack for a screen reader."""
    faults: list[str] = page.evaluate(BUILD.read_text())
    return faults


def cramped(page: Page) -> list[str]:
    """What goes sideways in a window of 320 pixels, then in a wide one with large letters, spaced out."""
    page.set_viewport_size({"width": 320, "height": 640})
    narrow = page.evaluate(OVERFLOW)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate(LARGER)
    return [
        *(f"narrow: {fault}" for fault in narrow),
        *(f"large: {fault}" for fault in page.evaluate(OVERFLOW)),
    ]


def out_of_reach(page: Page) -> list[str]:
    """What the tab key does not reach, where the focus cannot be seen, and whether it leaves at the end."""
    faults = []
    for _ in range(400):
        page.keyboard.press("Tab")
        where = page.evaluate(FOCUS.read_text())
        if where["left"]:
            return [*faults, *(f"never reached: {element}" for element in where["unmet"])]
        faults += [] if where["visible"] else [f"not seen: {where['element']}"]
    return [*faults, "the keyboard stays inside the page"]


def _told(violation: dict[str, Any]) -> str:
    where = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
    why = violation["nodes"][0]["failureSummary"].splitlines()[1:2]
    return f"{violation['id']}: {violation['help']} ({where}) {' '.join(why).strip()}"
