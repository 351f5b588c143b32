"""What an easy-mode question weighs, and how soon it is seen on a slow phone: `python -m benchmarks.easy_page`.

Starts the real server on loopback, and opens one question in Chromium with nothing in its cache, then again with
what it kept, on two slow lines and with a processor four times slower. Prints a table, and with --write puts it
in docs/methods/performance.md.
"""

import argparse
import os
import re
import shutil
import statistics
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.served import serving

PAGE = Path(__file__).resolve().parents[1] / "docs" / "methods" / "performance.md"
START, END = "<!-- easy-page -->", "<!-- /easy-page -->"
RUNS = 5
SLOWER = 4
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@dataclass(frozen=True, slots=True)
class Line:
    """A throttled network: milliseconds to wait for each answer, bytes a second."""

    name: str
    latency: float
    down: float
    up: float


LINES = (
    Line("Lighthouse's slow 4G", 150, 1.6e6 / 8, 0.75e6 / 8),
    Line("DevTools' slow 4G", 562.5, 1.44e6 / 8, 0.675e6 / 8),
)
QUESTIONS = {"three faces": "activites", "two pictures": "sortie", "three pictures": "prefere"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--write", action="store_true", help="write the figures in docs/methods/performance.md"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="arpent-benchmark-") as home:
        os.environ.update(ARPENT_HOME=home, DJANGO_SETTINGS_MODULE="arpent.site.settings")
        own = prepare()
        with serving(Path(home)) as served:
            report = table(f"http://127.0.0.1:{served.port}{own}")
    print(report)
    if options.write:
        text = PAGE.read_text()
        PAGE.write_text(
            re.sub(f"{START}.*{END}", lambda _: f"{START}\n{report}\n{END}", text, flags=re.DOTALL)
        )


def prepare() -> str:
    """A database with the easy questionnaire of the tests; the path of an answer in progress, in easy words."""
    import django  # noqa: PLC0415 - the settings must be in the environment first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    for command in ("migrate", "createcachetable"):
        call_command(command, verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from arpent.collection.actions import begin_response  # noqa: PLC0415
    from tests.cast import gather  # noqa: PLC0415
    from tests.collection.easy_form import easy_form  # noqa: PLC0415
    from tests.collection.stories import open_story  # noqa: PLC0415

    story = open_story(gather(), easy_form())
    today = date.today()  # noqa: DTZ011
    story.campaign.opens_on, story.campaign.closes_on = today, today + timedelta(days=1)
    story.campaign.purge_on = today + timedelta(days=400)
    story.campaign.save()
    link = story.campaign.links.filter(version=story.versions[1]).first()
    response = begin_response(link=link, response_id=uuid.uuid4(), edition="fr-simple", on=today)
    return f"/r/{link.token}/{response.pk}"


def table(own: str) -> str:
    """One row a question: its weight, then its first paint on each line, without and with a cache.

    One visit goes before: a Chromium that has just started is busy with itself for another quarter of a second.
    """
    heads = " | ".join(f"{line.name}, first visit | then" for line in LINES)
    rows = [f"| easy question | over the wire | {heads} |", "|---|---|" + "---|" * 2 * len(LINES)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        with_page(browser, lambda page, _: page.goto(f"{own}/question/{QUESTIONS['two pictures']}/"))
        for name, question in QUESTIONS.items():
            address = f"{own}/question/{question}/"
            painted = [cell for line in LINES for cell in first_paints(browser, address, line)]
            rows.append(f"| {name} | {weight(browser, address) / 1000:.1f} kB | {' | '.join(painted)} |")
        version = browser.version
        browser.close()
    return "\n".join([*rows, "", said(version)])


def said(version: str) -> str:
    return (
        f"Medians of {RUNS} runs. Chromium {version} without a screen, 360 × 640, processor throttled {SLOWER} times, "
        f"server and browser on the same {os.cpu_count()} cores shared with other work (load {os.getloadavg()[0]:.0f}), "
        f"{date.today():%Y-%m-%d}."  # noqa: DTZ011
    )


def weight(browser: Browser, address: str) -> float:
    """Bytes received by a browser that knows nothing yet: page, style, scripts, typeface, pictures."""
    received: list[float] = []
    with_page(browser, lambda page, tools: _weigh(page, tools, address, received))
    return sum(received)


def _weigh(page: Any, tools: Any, address: str, received: list[float]) -> None:
    tools.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    shown = page.goto(address, wait_until="networkidle")
    if shown.status != 200:
        raise SystemExit(f"{address} answered {shown.status}")


def first_paints(browser: Browser, address: str, line: Line) -> tuple[str, str]:
    """Milliseconds to the first words, with an empty cache and then with what was kept."""
    cold: list[float] = []
    warm: list[float] = []
    for _ in range(RUNS):
        with_page(browser, lambda page, tools: _paint(page, tools, address, line, (cold, warm)))
    return f"{statistics.median(cold):.0f} ms", f"{statistics.median(warm):.0f} ms"


def _paint(page: Any, tools: Any, address: str, line: Line, times: tuple[list[float], list[float]]) -> None:
    slow = {
        "offline": False,
        "latency": line.latency,
        "downloadThroughput": line.down,
        "uploadThroughput": line.up,
    }
    tools.send("Network.emulateNetworkConditions", slow)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    for kept in times:
        page.goto(address, wait_until="load")
        while (painted := page.evaluate(FIRST_PAINT)) is None:
            page.wait_for_timeout(50)
        kept.append(painted)


def with_page(browser: Browser, use: Callable[[Any, Any], None]) -> None:
    """A page of a browser that has just been unpacked."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, locale="fr-FR")
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    use(page, tools)
    context.close()


if __name__ == "__main__":
    main()
