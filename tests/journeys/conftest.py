"""A real browser on a live server: French, strict about its console, cut off from the rest of the world."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
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
