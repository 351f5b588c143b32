"""The saved report in a real browser: axe's rules, no sideways scrolling, no request to anyone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from arpent.reports.charts.draw import draw_all
from arpent.reports.html import page
from arpent.reports.printed import printed
from tests.journeys.accessible import expect_accessible, expect_no_sideways_scrolling
from tests.reports.samples import DOCUMENT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "report.html"
    path.write_text(page(printed(DOCUMENT, draw_all(DOCUMENT))), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_saved_report_is_accessible(saved: Path, browser: Browser, width: int, scheme: str):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    asked: list[str] = []
    sheet = context.new_page()
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.goto(saved.as_uri())
    sheet.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    expect_no_sideways_scrolling(sheet)
    assert [url for url in asked if not url.startswith(("data:", saved.as_uri()))] == []
    expect_accessible(sheet)
    context.close()
