"""Who answers: alone, with help, or for someone else, who then is asked first. No name is asked for."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from arpent.collection.cards import plain_cards
from arpent.collection.care.actions import turn_away
from arpent.collection.care.outcomes import Assent, Guardian
from arpent.collection.care.receiving import asks_guardian
from arpent.collection.doors import Elsewhere, address, ongoing, page_of, respondent, see
from arpent.collection.models import Response
from arpent.collection.practice import FIRST_RUNG, before_questions
from arpent.collection.words import words_in

WHO = (Response.Voice.ALONE, Response.Voice.HELPED, Response.Voice.PROXY)
HELPED = (Response.Voice.HELPED, Response.Voice.PROXY)
ASSENTS = (Assent.YES.value, "no", Assent.UNABLE.value)


@respondent
def who(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """Alone, with help, or someone for the person: asked in pictures before the first question."""
    response = ongoing(token, response_id)
    voice = request.POST.get("voice", "")
    if request.method == "POST" and voice in WHO:
        response.said_by(voice)
        after = {Response.Voice.PROXY.value: "assent", Response.Voice.HELPED.value: "helped"}.get(voice)
        return see(address(response, after) if after else _after_who(response))
    missed, words = request.method == "POST", words_in(response.edition)
    return page_of(
        request,
        "runner/who.html",
        response,
        missed=missed,
        voices=plain_cards("voice", {code: words[f"who_{code}"] for code in WHO}, [response.voice]),
    )


@respondent
def assent(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """Asked of a proxy: what does the person want? Their no ends it, and nobody can answer over it."""
    response = ongoing(token, response_id)
    if response.voice != Response.Voice.PROXY:
        raise Elsewhere(address(response, "who"))
    said = request.POST.get("assent", "")
    if request.POST.get("go") == "back":
        return see(address(response, "who"))
    if said == "no":
        turn_away(response=response)
        return see(reverse("runner:respected", args=[token]))
    if said in Assent.values:
        response.agreed_for(said)
        return see(address(response, "helped"))
    missed, words = request.method == "POST", words_in(response.edition)
    return page_of(
        request,
        "runner/assent.html",
        response,
        missed=missed,
        cards=plain_cards("assent", {code: words[f"assent_{code}"] for code in ASSENTS}, [response.assent]),
    )


@respondent
def helped(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """Who helps, by function, and how. Neither is obligatory. `?fin` when it is told at the end."""
    response = ongoing(token, response_id)
    if response.voice not in HELPED:
        raise Elsewhere(address(response, "who"))
    if request.method == "POST":
        helper = request.POST.get("helper", "")
        response.helped_by(
            helper if helper in Response.Helper.values else "",
            [way for way in Response.Help.values if way in request.POST.getlist("help")],
        )
        return see(_after_helped(request, response))
    words = words_in(response.edition)
    return page_of(
        request,
        "runner/helped.html",
        response,
        helpers=Response.Helper.choices,
        ways=plain_cards(
            "help", {code: words[f"how_{code}"] for code in Response.Help.values}, response.help
        ),
        proxy=response.voice == Response.Voice.PROXY,
    )


def _after_helped(request: HttpRequest, response: Response) -> str:
    at_the_end, back = "fin" in request.GET, request.POST.get("go") == "back"
    if at_the_end:
        return address(response, "chosen" if back else "review")
    return address(response, "who") if back else _after_who(response)


@respondent
def guardian(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """Whether the guardian knows: yes, no, or none. It changes nothing to what comes: the person decides."""
    response = ongoing(token, response_id)
    if not asks_guardian(response.link):
        raise Elsewhere(first_page(response))
    if request.method == "POST":
        said = request.POST.get("guardian", "")
        response.tell_guardian(said if said in Guardian.values else "")
        back = request.POST.get("go") == "back"
        return see(address(response, "who") if back else first_page(response))
    words = words_in(response.edition)
    offered = {code: words[f"guardian_{code}"] for code in Guardian.values}
    return page_of(
        request,
        "runner/guardian.html",
        response,
        cards=plain_cards("guardian", offered, [response.guardian]),
    )


def _after_who(response: Response) -> str:
    return address(response, "guardian") if asks_guardian(response.link) else first_page(response)


def first_page(response: Response) -> str:
    """What comes once it is known who answers: practice, the ladder, or the questions."""
    match before_questions(response):
        case ("practice", *_):
            return address(response, "practice", "1")
        case ("ladder",):
            return address(response, "ladder", FIRST_RUNG)
    return address(response, "go_on")
