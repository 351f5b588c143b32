"""Who may come in without an account: whoever holds the address of an open link."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from arpent.collection.aloud import voice_of
from arpent.collection.models import Link, Response
from arpent.collection.reaching.codes import is_invited
from arpent.collection.reaching.quotas import is_full
from arpent.collection.reaching.spending import begun, entered, is_used
from arpent.collection.sittings import PICTOS, first_edition
from arpent.collection.words import is_easy, words_in
from arpent.surveys.spoken import in_its_language, speak
from arpent.ui.wishes import carry, wished

log = logging.getLogger(__name__)
LEAVING = ("help", "pause", "stop")
"""The pages that are one touch away from every screen."""
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
GARBLED = (BadRequest, MultiPartParserError)
ERASED = (Response.DoesNotExist, Response.NotUpdated)
"""Another tab erased the answer between the moment it was found here and the moment it was changed."""


class Closed(Exception):
    """The page cannot be shown: `template` says why in plain words."""

    def __init__(self, template: str, status: int, link: Link | None = None) -> None:
        super().__init__(template)
        self.template, self.status, self.link = template, status, link


class Elsewhere(Exception):
    """The page that this person should see instead."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


type View = Callable[..., HttpResponseBase]


def respondent(view: View) -> View:
    """A page for someone without an account: no cookie, nothing kept by the browser, nothing told to other sites.

    The secret is the address itself, so there is no session to protect with a CSRF cookie; a form that another
    site sends is refused all the same, by what the browser says of its origin. See docs/decisions.
    """

    shown = in_its_language(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
            raise PermissionDenied
        wishes: QueryDict = request.GET
        try:
            wishes = _wishes(request)
            response = shown(request, *args, **kwargs)
        except Elsewhere as elsewhere:
            response = see(elsewhere.address)
        except OperationalError as reason:
            log.warning("the database did not answer: %s", type(reason).__name__)
            response = _closed_page(request, Closed("busy", 503))
            response["Retry-After"] = "10"
        except (Closed, *TOO_MUCH, *GARBLED, *ERASED) as reason:
            response = _closed_page(request, _closed(reason, kwargs.get("token", "")))
        carry(response, wished(wishes))
        response.headers.setdefault("Cache-Control", "no-store")
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return zipped(request, response)

    return csrf_exempt(login_not_required(guarded))


def _wishes(request: HttpRequest) -> QueryDict:
    """Where the preferences are read. Raises what a form deserves that is too heavy, or arrived in part."""
    _refuse_what_was_cut(request)
    return request.POST if request.POST.get("go") == "settings" else request.GET


def _refuse_what_was_cut(request: HttpRequest) -> None:
    """A line that falls in the middle of a form leaves its beginning: half an answer is none.

    Browsers say how long a form is; one that does not say it (`Transfer-Encoding: chunked`) is not a browser's.
    """
    if request.method != "POST":
        return
    announced = int(request.META.get("CONTENT_LENGTH") or 0)
    if len(request.body) != announced or "Transfer-Encoding" in request.headers:
        raise BadRequest(f"{len(request.body)} bytes of {announced}")


def _closed(reason: Exception, token: str) -> Closed:
    """The plain page of what went wrong."""
    if isinstance(reason, Closed):
        return reason
    link = _link(token)
    if isinstance(reason, ERASED) and link:
        return Closed("received" if link.code and is_used(link) else "gone", 410, link)
    return Closed("too_much", 413, link) if isinstance(reason, TOO_MUCH) else Closed("cut", 400, link)


_ZIP = GZipMiddleware(HttpResponse)


def zipped(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A page a third as heavy, for slow lines; pictures and sounds are compressed already.

    The length is blurred by random bytes, as Django does against those who would guess a page by its weight.
    """
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return response
    return _ZIP.process_response(request, response)


def see(address: str) -> HttpResponseRedirect:
    """303: the next page is asked for with GET, so that reloading it sends nothing twice."""
    return HttpResponseRedirect(address, status=303)


def _closed_page(request: HttpRequest, closed: Closed) -> HttpResponse:
    easy = closed.link is not None and closed.link.audience.easy_first
    if closed.template == "too_much":
        _read_to_the_end(request)
    voice = voice_of(request, closed.link) if closed.link else None
    context = {"link": closed.link, "easy": easy, "back": request.path, "voice": voice}
    return render(request, f"runner/closed/{closed.template}.html", context, status=closed.status)


def _read_to_the_end(request: HttpRequest) -> None:
    """A browser that is still sending shows no page but a broken line: what it sends is read, and dropped."""
    if int(request.META.get("CONTENT_LENGTH") or 0) <= settings.REQUEST_LIMIT:
        while request.read(65_536):
            pass


def known_link(token: str) -> Link:
    """The link of that address, which may be the code of an invitation. Raises Closed."""
    link = _link(token)
    if link is None:
        raise Closed("unknown", 404)
    return link


def _link(token: str) -> Link | None:
    found = Link.objects.detailed().defer("version__content").filter(token=token).first()
    return found or entered(token)


def open_link(token: str) -> Link:
    """The link of that address, if it answers today. Raises Closed."""
    link = known_link(token)
    if link.code and is_used(link):
        raise Closed("received", 410, link)
    _refuse_when_closed(link)
    return link


def entry(token: str) -> Link:
    """The link of that address, for who begins: it may have all its answers. Raises Closed."""
    link = open_link(token)
    if is_full(link) and not (link.code and begun(link)):
        raise Closed("full", 403, link)
    return link


def _refuse_when_closed(link: Link) -> None:
    today = timezone.localdate()
    if link.campaign.purge_on <= today:
        raise Closed("purged", 410, link)
    if not link.campaign.is_open(today):
        raise Closed("early" if today < link.campaign.opens_on else "over", 403, link)


def ongoing(token: str, response_id: UUID, *, hold: bool = False, late: bool = False) -> Response:
    """The unfinished answer of that address. Raises Closed, or Elsewhere when it was sent already.

    `hold` keeps other tabs waiting until the transaction ends; `late` says to a tab that sends something after
    another one has ended everything that this was not kept.
    """
    response = (
        _begun(token, response_id, hold) if is_invited(response_id) else _found(token, response_id, hold)
    )
    if response is None:
        raise Closed("gone", 410, open_link(token))
    _refuse_when_closed(response.link)
    speak(response.edition)
    if response.status != Response.Status.ONGOING:
        raise Elsewhere(reverse("runner:thanks", args=[token, response_id]) + ("?late=1" if late else ""))
    return response


def _found(token: str, response_id: UUID, hold: bool) -> Response | None:
    detailed = Response.objects.detailed().defer("link__version__content")
    detailed = detailed.select_for_update(of=("self",)) if hold else detailed
    return detailed.filter(pk=response_id, link__token=token).first()


def _begun(token: str, response_id: UUID, hold: bool) -> Response | None:
    """An answer that an invitation began: it opens with its own code only."""
    link = open_link(token)
    held = begun(link, hold=hold) if link.code else None
    return held if held and held.pk == response_id else None


def answering(token: str, response_id: UUID, *, hold: bool = False, late: bool = False) -> Response:
    """The unfinished answer of that address, once it is known that who is answered for did not say no."""
    response = ongoing(token, response_id, hold=hold, late=late)
    if response.voice == Response.Voice.PROXY and not response.assent:
        raise Elsewhere(address(response, "assent"))
    return response


def page(
    request: HttpRequest,
    template: str,
    link: Link,
    edition: str,
    *,
    status: int = 200,
    response: Response | None = None,
    **context: Any,
) -> HttpResponse:
    """A page of the runner in the words of an edition; with `response`, help, pause and stop stand on top."""
    speak(edition)
    shown = {
        "link": link,
        "campaign": link.campaign,
        "edition": edition,
        "easy": is_easy(edition),
        "pictos": edition.endswith(PICTOS),
        "words": words_in(edition),
        "response": response,
        "voice": voice_of(request, link),
        "response_links": {name: address(response, name) for name in LEAVING} if response else None,
        **context,
    }
    return render(request, template, shown, status=status)


def page_of(
    request: HttpRequest, template: str, response: Response, *, missed: bool = False, **context: Any
) -> HttpResponse:
    """A page of an answer in progress. `missed`: it comes back because what was sent answered nothing."""
    return page(
        request,
        template,
        response.link,
        response.edition,
        status=422 if missed else 200,
        response=response,
        missed=missed,
        **context,
    )


def address(response: Response, view: str, *args: str) -> str:
    """The address of a page of this answer."""
    return reverse(f"runner:{view}", args=[response.link.token, response.pk, *args])


def wished_edition(request: HttpRequest, link: Link, editions: tuple[str, ...]) -> str:
    """The edition that the address asks for, else the one in which this audience is welcomed."""
    asked = request.GET.get("edition", "")
    edition = asked if asked in editions else first_edition(link.version)
    speak(edition)
    return edition
