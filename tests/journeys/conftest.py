"""A real browser on a live server: French, strict about its console, cut off from the rest of the world."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request
from pytest_django import Settings

from arpent.surveys.aloud.lines import Line
from arpent.surveys.models import Version
from tests.journeys.accessible import WITNESS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

PATIENCE_MS = 20_000
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"
EXPECTED = ("status of", "ERR_INTERNET_DISCONNECTED")
"""What a console may say: a refusal that is shown; a network that was cut."""

# Playwright's own loop runs in the thread of the tests, which then use the database as usual.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium, quiet and without a screen."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install the package `chromium`")
    args = ["--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage", NO_OTHER_HOST]
    if os.geteuid() == 0:
        args.append("--no-sandbox")
    return {"executable_path": CHROMIUM, "args": args}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """In a file, as on a site: each thread of the server opens its own connection. In memory they would share one."""
    settings.DATABASES["default"]["TEST"]["NAME"] = str(tmp_path_factory.mktemp("site") / "db.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _the_database_comes_after_the_loop(playwright: Playwright, django_db_setup: None) -> None:
    """Where Playwright's loop runs, Django keeps its connections apart: the one that knows what migrations wrote
    must be that of the tests."""


@pytest.fixture(autouse=True)
def _what_migrations_wrote_is_put_back(django_db_serialized_rollback: None) -> None:
    """A live server's database is emptied after each test: the default method and audiences must come back."""


def nothing_else(version: Version) -> tuple[Line, ...]:
    """What may be heard around the questions, for who listens to none of it."""
    return ()


@pytest.fixture(autouse=True)
def _only_questions_can_be_heard(settings: Settings) -> None:
    """What the pages around them say is drawn for each link when a campaign opens: tests without a browser look at it."""
    settings.ALSO_READ_ALOUD = "tests.journeys.conftest.nothing_else"


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "reduced_motion": "reduce",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture
def new_context(
    browser: Browser, browser_context_args: dict[str, Any], live_server: Any
) -> Iterator[Callable[..., BrowserContext]]:
    """new_context(java_script_enabled=False): one more device. The test fails when any of its pages asks something of
    another host, which no device can reach, when its console complains, or when the witness does.

    Requests are seen, not held back: a browser whose requests are held back keeps no style sheet from page to page.
    """
    complaints: list[str] = []
    opened: list[BrowserContext] = []

    def hear(request: Request) -> None:
        if request.url.startswith(("http", "ws")) and not request.url.startswith(live_server.url):
            complaints.append(f"asked {request.url}")

    def note(message: ConsoleMessage) -> None:
        of_the_page = message.location["url"].startswith(live_server.url)  # not of what the tests evaluate
        faulty = of_the_page and not any(each in message.text for each in EXPECTED)
        if message.type == "error" and (faulty or message.text.startswith("witness: ")):
            complaints.append(message.text)

    def device(**wishes: Any) -> BrowserContext:
        context = browser.new_context(**{**browser_context_args, **wishes})
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(path=WITNESS)
        context.on("request", hear)
        context.on("console", note)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        opened.append(context)
        return context

    yield device
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of the first device."""
    return context.new_page()


@pytest.fixture
def plain(new_context: Callable[..., BrowserContext]) -> Page:
    """A phone whose browser runs no script."""
    return new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False).new_page()


@pytest.fixture
def sign_in(context: BrowserContext, live_server: Any) -> Callable[[Any], None]:
    """sign_in(cast.alice): the browser holds Alice's session from now on."""

    def as_user(user: Any) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )

    return as_user
