"""Beside the questions: taking answers back with a code, and the sheet of who helps."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from arpent.collection import codes
from arpent.collection.care import withdrawal
from arpent.collection.care.actions import withdraw
from arpent.collection.care.sayings import sayings
from arpent.collection.care.sheet import helper_pdf, helper_sheet_of
from arpent.collection.doors import Closed, known_link, page, respondent, wished_edition
from arpent.collection.models import Link, Response
from arpent.collection.offline.actions import withdraw_aside
from arpent.collection.offline.models import KeptAside
from arpent.collection.offline.reserve import found_aside
from arpent.collection.sittings import instrument_of, offered_editions
from arpent.collection.words import is_easy, named_editions


def _edition(request: HttpRequest, link: Link) -> str:
    return wished_edition(request, link, offered_editions(instrument_of(link.version)))


@respondent
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """The code, then a last question, then nothing is left but what was already counted: it is said which."""
    link = known_link(token)
    if not withdrawal.can_be_undone(link.campaign, timezone.localdate()):
        raise Closed("purged", 410, link)
    edition = _edition(request, link)
    if request.method != "POST":
        return page(request, "runner/take_back.html", link, edition)
    code = codes.typed(request.POST.get("code", ""), withdrawal.DIGITS)
    found, refused = _found(link, code)
    if found is None or code is None:
        return page(request, "runner/take_back.html", link, edition, status=422, refused=refused)
    counted = isinstance(found, Response) and withdrawal.was_counted(found, link.campaign)
    if request.POST.get("sure") != "yes":
        spaced = withdrawal.spaced(code)
        return page(request, "runner/take_back.html", link, edition, code=spaced, counted=counted)
    if isinstance(found, KeptAside):
        withdraw_aside(aside=found, link=link)
    else:
        withdraw(response=found)
    care = sayings(link.campaign, is_easy(edition))
    return page(request, "runner/taken_back.html", link, edition, counted=counted, care=care)


def _found(link: Link, code: str | None) -> tuple[Response | KeptAside | None, str]:
    """The answers of that code, or why there are none: a key of `take_back.html`."""
    now = timezone.localtime()
    if codes.too_many_failures(link.pk, now, withdrawal.DOOR):
        return None, "wait"
    if code is None:
        return None, "mistyped"
    found = withdrawal.found(link, code) or found_aside(link, code)
    if found is None:
        codes.count_failure(link.pk, now, withdrawal.DOOR)
        return None, "unknown"
    return found, ""


@respondent
@require_GET
def helper_sheet(request: HttpRequest, token: str) -> HttpResponse:
    """What a helper may do, may explain, and must not do: to read on a screen or to print."""
    link = known_link(token)
    edition = _edition(request, link)
    sheet = helper_sheet_of(link.version, edition)
    editions = named_editions(offered_editions(instrument_of(link.version)))
    return page(request, "runner/helper_sheet.html", link, edition, sheet=sheet, editions=editions)


@respondent
@require_GET
def helper_sheet_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The same on paper."""
    link = known_link(token)
    sheet = helper_sheet_of(link.version, _edition(request, link))
    made = helper_pdf(sheet, contact=link.campaign.contact, made_at=timezone.now())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="feuille-de-l-aide.pdf"'
    return response
