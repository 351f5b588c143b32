"""Leaving: a pause with a code, stopping for good, asking for help."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from arpent.collection import codes
from arpent.collection.actions import end_response, resume_code
from arpent.collection.actions import pause as give_code
from arpent.collection.care.sayings import sayings
from arpent.collection.care.withdrawal import show_for_a_while
from arpent.collection.doors import address, known_link, ongoing, page, respondent, see
from arpent.collection.models import RESUME_DAYS, Response
from arpent.collection.pictures import credits_of
from arpent.collection.signs import written_down
from arpent.collection.sittings import instrument_of, offered_editions, sitting_of
from arpent.collection.words import is_easy, named_editions


def _back_to(request: HttpRequest, response: Response) -> str:
    """The question one came from, else the first that was not seen."""
    names = {question.name for question in instrument_of(response.link.version).questions()}
    name = request.GET.get("question", "")
    if name in names:
        return reverse("runner:question", args=[response.link.token, response.pk, name])
    return reverse("runner:go_on", args=[response.link.token, response.pk])


@respondent
def pause(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """The code with which to go on: the same each time it is asked for."""
    response = ongoing(token, response_id)
    code = resume_code(response) or give_code(response=response)
    way_back = request.build_absolute_uri(reverse("runner:resume", args=[token]))
    return page(
        request,
        "runner/pause.html",
        response.link,
        response.edition,
        code=codes.spaced(code),
        address=way_back,
        days=RESUME_DAYS,
        back=_back_to(request, response),
    )


@respondent
@transaction.atomic
def stop(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """Stop for good; the person says whether what was answered is kept or erased."""
    response = ongoing(token, response_id, hold=request.method == "POST")
    match request.POST.get("answers") if request.method == "POST" else None:
        case "delete":
            response.delete()
            return see(reverse("runner:erased", args=[token]))
        case "keep":
            sitting = sitting_of(response, timezone.localdate())
            ended = end_response(
                response=response,
                status=Response.Status.STOPPED,
                on=sitting.today,
                **written_down(sitting),
            )
            show_for_a_while(ended.pk)
            return see(address(ended, "thanks"))
    return page(
        request,
        "runner/stop.html",
        response.link,
        response.edition,
        back=_back_to(request, response),
        care=sayings(response.link.campaign, is_easy(response.edition)),
        pause=reverse("runner:pause", args=[token, response_id]),
    )


@respondent
def erased(request: HttpRequest, token: str) -> HttpResponse:
    """Says that nothing is left."""
    link = known_link(token)
    return page(request, "runner/erased.html", link, "fr-simple" if link.audience.easy_first else "fr")


@respondent
def help_page(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """How to answer, whom to call, and the other editions of the questions."""
    response = ongoing(token, response_id)
    editions = offered_editions(instrument_of(response.link.version))
    back = _back_to(request, response)
    if request.method == "POST" and request.POST.get("edition") in editions:
        response.read_in(request.POST["edition"])
        return see(back)
    return page(
        request,
        "runner/help.html",
        response.link,
        response.edition,
        editions=named_editions(editions),
        credits=credits_of(response.link.version),
        back=back,
    )
