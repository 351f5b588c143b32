"""The first page of a visit holds its style and its preferences itself: on a slow line, each file makes one wait.

The browser says where it comes from. From elsewhere, it most likely keeps none of our files: the page carries what
the first paint needs, and fetches the same as files afterwards for the pages that follow.
"""

from functools import lru_cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.middleware.csp import get_nonce
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SHEET, PREFERENCES = "ui/css/respond.css", "ui/js/preferences.js"
FROM_ELSEWHERE = ("none", "cross-site", "same-site")
_FOLDER = SHEET.split("/", maxsplit=1)[0]


def arrives(request: HttpRequest) -> bool:
    """Whether a browser opens a page of ours from elsewhere: a code that was scanned, a letter, a reload."""
    asked = request.headers.get("Sec-Fetch-Mode"), request.headers.get("Sec-Fetch-Dest")
    return asked == ("navigate", "document") and request.headers.get("Sec-Fetch-Site") in FROM_ELSEWHERE


def files_within(request: HttpRequest, *, fetch: bool) -> SafeString:
    """The preferences and the style, written for this page alone; `fetch` asks for the files of the next ones."""
    if not arrives(request) or not hasattr(staticfiles_storage, "stored_name"):
        return SafeString("")
    nonce = str(get_nonce(request))
    # Our own files, as they are served, where nothing that a person wrote can be.
    script, style = mark_safe(_as_served(PREFERENCES)), mark_safe(_as_served(SHEET))  # noqa: S308
    written = format_html(
        '<script nonce="{0}">{1}</script><style nonce="{0}">{2}</style>', nonce, script, style
    )
    return written + (_fetched() if fetch else SafeString(""))


def _fetched() -> SafeString:
    link = '<link rel="prefetch" href="{}" as="{}">'
    return format_html(link, static(SHEET), "style") + format_html(link, static(PREFERENCES), "script")


@lru_cache(maxsize=4)
def _as_served(name: str) -> str:
    """The text of a file, once; its addresses no longer start from its own folder."""
    stored: str = staticfiles_storage.stored_name(name)  # type: ignore[attr-defined]
    with staticfiles_storage.open(stored) as file:
        text: str = file.read().decode()
    return text.replace('url("../', f'url("{settings.STATIC_URL}{_FOLDER}/').replace("</", "<\\/")
