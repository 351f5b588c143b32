"""Answering: who answers, one question a screen, reading again, sending."""

from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from arpent.collection.actions import end_response, keep_answer
from arpent.collection.asking import said_back, screen
from arpent.collection.cards import plain_cards
from arpent.collection.doors import (
    LEAVING,
    Closed,
    Elsewhere,
    address,
    known_link,
    ongoing,
    page,
    respondent,
    see,
)
from arpent.collection.hearing import Heard, hear, why
from arpent.collection.models import Response
from arpent.collection.pictures import addresses
from arpent.collection.practice import FIRST_RUNG, before_questions
from arpent.collection.signs import signs_of
from arpent.collection.sittings import Place, Sitting, offered_editions, sitting_of
from arpent.collection.stages import stage_of
from arpent.collection.words import named_editions, words_in
from arpent.instrument.answering import to_plain

WHO = (Response.Voice.ALONE, Response.Voice.HELPED, Response.Voice.PROXY)
HELPED = (Response.Voice.HELPED, Response.Voice.PROXY)


def _sitting(response: Response) -> Sitting:
    return sitting_of(response, timezone.localdate())


@respondent
def who(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """Alone, with help, or someone for the person: asked in pictures before the first question."""
    response = ongoing(token, response_id)
    voice = request.POST.get("voice", "")
    if request.method == "POST" and voice in Response.Voice.values:
        response.said_by(voice)
        if voice in HELPED:
            return see(address(response, "helped"))
        return see(_first_page(response))
    missed, words = request.method == "POST", words_in(response.edition)
    return page(
        request,
        "runner/who.html",
        response.link,
        response.edition,
        status=422 if missed else 200,
        response=response,
        missed=missed,
        voices=plain_cards("voice", {code: words[f"who_{code}"] for code in WHO}, [response.voice]),
    )


@respondent
def helped(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """Who helps, by function, and how. Neither is obligatory."""
    response = ongoing(token, response_id)
    if response.voice not in HELPED:
        raise Elsewhere(address(response, "who"))
    if request.method == "POST":
        helper = request.POST.get("helper", "")
        response.helped_by(
            helper if helper in Response.Helper.values else "",
            [way for way in Response.Help.values if way in request.POST.getlist("help")],
        )
        return see(address(response, "who") if request.POST.get("go") == "back" else _first_page(response))
    words = words_in(response.edition)
    return page(
        request,
        "runner/helped.html",
        response.link,
        response.edition,
        response=response,
        helpers=Response.Helper.choices,
        ways=plain_cards(
            "help", {code: words[f"how_{code}"] for code in Response.Help.values}, response.help
        ),
        proxy=response.voice == Response.Voice.PROXY,
    )


def _first_page(response: Response) -> str:
    """What comes once it is known who answers: practice, the ladder, or the questions."""
    match before_questions(response):
        case ("practice", *_):
            return address(response, "practice", "1")
        case ("ladder",):
            return address(response, "ladder", FIRST_RUNG)
    return address(response, "go_on")


@respondent
def go_on(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """The first question that was not seen, or the end."""
    response = ongoing(token, response_id)
    question = _sitting(response).next_to_see()
    return see(address(response, "question", question.name) if question else address(response, "chosen"))


@respondent
def question(request: HttpRequest, token: str, response_id: UUID, name: str) -> HttpResponse:
    """One question. What is sent is kept before any other page is shown, forward or back."""
    response = ongoing(token, response_id, late=request.method == "POST")
    sitting = _sitting(response)
    place = sitting.place(name)
    if place is None:
        raise Elsewhere(address(response, "go_on"))
    if request.method != "POST":
        return _asked(request, response, sitting, place)
    part, go = request.GET.get("part", ""), request.POST.get("go", "next")
    said = stage_of(sitting, place.question, part).said(request.POST)
    if request.POST.get("edition") in offered_editions(sitting.instrument):
        response.read_in(request.POST["edition"])
        go = "settings"
    if isinstance(said, str) or (part and go != "next"):
        return see(_between(response, place, said if isinstance(said, str) else part, go, part))
    heard = hear(sitting, place.question, said)
    if heard.refusal and go == "next":
        return _asked(request, response, sitting, place, heard)
    if heard.answers:
        keep_answer(response=response, answers=to_plain(heard.answers), on=sitting.today)
        place = sitting.with_answers(heard.answers).place(name) or place
    return see(_onward(response, place, go))


def _between(response: Response, place: Place, part_after: str, go: str, part: str) -> str:
    """Where the pressed button leads from inside a question of several pages: nothing is answered yet."""
    here = address(response, "question", place.question.name)
    if go in LEAVING or (go == "back" and not part):
        return _onward(response, place, go)
    if go == "next":
        return f"{here}?{urlencode({'part': part_after})}"
    return f"{here}?{urlencode({'part': part})}" if go == "settings" and part else here


def _asked(
    request: HttpRequest,
    response: Response,
    sitting: Sitting,
    place: Place,
    heard: Heard | None = None,
) -> HttpResponse:
    token = response.link.token
    return page(
        request,
        "runner/question.html",
        response.link,
        response.edition,
        status=422 if heard else 200,
        response=response,
        screen=screen(
            sitting,
            place,
            addresses(response.link.version, lambda file: reverse("runner:media", args=[token, file])),
            heard.written if heard else None,
            request.GET.get("part", ""),
        ),
        editions=named_editions(offered_editions(sitting.instrument)),
        error=why(heard, place.question, response.edition) if heard else "",
        title=sitting.title,
    )


def _onward(response: Response, place: Place, go: str) -> str:
    """Where the pressed button leads."""
    if go in LEAVING:
        return f"{address(response, go)}?question={place.question.name}"
    if go == "settings":
        return address(response, "question", place.question.name)
    if go == "back":
        return address(response, "question", place.before.name) if place.before else address(response, "who")
    return address(response, "question", place.after.name) if place.after else address(response, "chosen")


@respondent
def chosen(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """Asked again at the end: did someone choose for you? Someone who answers for another is not asked."""
    response = ongoing(token, response_id)
    if response.voice == Response.Voice.PROXY:
        raise Elsewhere(address(response, "review"))
    if request.method == "POST":
        said = request.POST.get("chosen", "")
        response.say_chosen(said if said in Response.ChosenFor.values else "")
        back = _sitting(response).screens()[-1:] if request.POST.get("go") == "back" else ()
        return see(address(response, "question", back[0].name) if back else address(response, "review"))
    words = words_in(response.edition)
    cards = plain_cards(
        "chosen", {code: words[f"chosen_{code}"] for code in Response.ChosenFor.values}, [response.chosen_for]
    )
    return page(
        request, "runner/chosen.html", response.link, response.edition, response=response, cards=cards
    )


@respondent
@transaction.atomic
def review(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """Everything that was said, to change or to send. What another tab adds is waited for, then sent too."""
    response = ongoing(token, response_id, hold=request.method == "POST")
    sitting = _sitting(response)
    if request.method == "POST":
        return _sent(response, sitting)
    asked = [each for each in sitting.screens() if each.kind.is_asked]
    lines = [
        (sitting.label_of(each), said_back(sitting, each), address(response, "question", each.name))
        for each in asked
    ]
    back = (
        address(response, "chosen")
        if response.voice != Response.Voice.PROXY
        else address(response, "question", sitting.screens()[-1].name)
    )
    return page(
        request,
        "runner/review.html",
        response.link,
        response.edition,
        lines=lines,
        back=back,
        response=response,
    )


def _sent(response: Response, sitting: Sitting) -> HttpResponse:
    required = sitting.still_required()
    if required is not None:
        return see(address(response, "question", required.name))
    ended = end_response(
        response=response,
        status=Response.Status.SENT,
        answers=to_plain(sitting.completed()),
        on=sitting.today,
        signs=signs_of(sitting),
    )
    return see(address(ended, "thanks"))


@respondent
def thanks(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """What it is for, what happens next, whom to call. The answers themselves are not shown again."""
    link = known_link(token)
    response = link.responses.filter(pk=response_id).exclude(status=Response.Status.ONGOING).first()
    if response is None:
        raise Closed("gone", 410, link)
    kept = response.status == Response.Status.STOPPED
    return page(
        request,
        "runner/thanks.html",
        link,
        response.edition,
        stopped=kept,
        late=request.GET.get("late") == "1",
    )
