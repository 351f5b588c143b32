"""A real browser on a live server: French, strict about its console, cut off from the rest of the world."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Playwright, Route

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

PATIENCE_MS = 20_000

# Playwright's own loop runs in the thread of the tests, which then use the database as usual.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium, quiet and without a screen."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install the package `chromium`")
    args = ["--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        args.append("--no-sandbox")
    return {"executable_path": CHROMIUM, "args": args}


@pytest.fixture(scope="session", autouse=True)
def _one_database_for_the_tests_and_their_server(
    playwright: Playwright, django_db_setup: None
) -> Iterator[None]:
    """The test database exists before the live server, which then shares its connection.

    Where Playwright's loop runs, Django keeps connections apart from those of other tests; in memory,
    `close()` leaves them open.
    """
    yield
    for connection in connections.all(initialized_only=True):
        BaseDatabaseWrapper.close(connection)


@pytest.fixture(scope="session", autouse=True)
def _the_server_stops_when_nobody_asks_any_more(live_server: Any) -> Iterator[None]:
    """A browser that has just left is still being answered: those threads share the server's connection."""
    yield
    until = time.monotonic() + 10
    while time.monotonic() < until and any(
        "process_request_thread" in thread.name for thread in threading.enumerate()
    ):
        time.sleep(0.05)


@pytest.fixture(autouse=True)
def _what_migrations_wrote_is_put_back(django_db_serialized_rollback: None) -> None:
    """A live server's database is emptied after each test: the default method and audiences must come back."""


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "reduced_motion": "reduce",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture
def page(context: BrowserContext, live_server: Any) -> Iterator[Page]:
    """A page that opens addresses of the live server only, and whose test fails when its console complains."""
    complaints: list[str] = []

    def refuse_the_world(route: Route) -> None:
        if route.request.url.startswith(live_server.url):
            return route.continue_()
        complaints.append(f"asked {route.request.url}")
        return route.abort()

    def note(message: ConsoleMessage) -> None:
        of_the_page = message.location["url"].startswith(live_server.url)  # not of what the tests evaluate
        expected = (
            "status of",
            "ERR_INTERNET_DISCONNECTED",
        )  # a refusal that is shown; a network that was cut
        if message.type == "error" and of_the_page and not any(each in message.text for each in expected):
            complaints.append(message.text)

    context.route("http*://**/*", refuse_the_world)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


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
