"""Answering: one question a screen, reading again, sending."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from arpent.collection.actions import end_response, keep_answer
from arpent.collection.asking import SaidBack, is_written, said_back, screen
from arpent.collection.cards import plain_cards
from arpent.collection.care import withdrawal
from arpent.collection.care.explaining import count_opening
from arpent.collection.care.perspectives import asked_twice, in_their_place, keep_would_say, waiting
from arpent.collection.care.sayings import sayings
from arpent.collection.doors import (
    LEAVING,
    Closed,
    Elsewhere,
    address,
    answering,
    known_link,
    page,
    page_of,
    respondent,
    see,
)
from arpent.collection.hearing import Heard, hear, why
from arpent.collection.models import Response
from arpent.collection.pictures import addresses
from arpent.collection.signs import written_down
from arpent.collection.sittings import Place, Sitting, offered_editions, sitting_of
from arpent.collection.stages import stage_of
from arpent.collection.words import is_easy, named_editions, words_in
from arpent.instrument.answering import to_plain
from arpent.instrument.values import Question
from arpent.surveys.spoken import speak

CHOSEN = {"no": "no", "helped": "no", "some": "some", "all": "all"}
"""What may be said at the end, and what it says of who chose."""
OTHER, EXPLAINED = "autre", "expliquer"
"""In the address of a question: what the other would say; with its explanation."""


def _sitting(response: Response) -> Sitting:
    return sitting_of(response, timezone.localdate())


@respondent
def go_on(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """The first question that was not seen, or the end."""
    response = answering(token, response_id)
    sitting = _sitting(response)
    if half := waiting(response, sitting):
        return see(_other_answer(response, half.name))
    question = sitting.next_to_see()
    return see(address(response, "question", question.name) if question else address(response, "chosen"))


@dataclass(frozen=True, slots=True)
class Turn:
    """One page of a question as the address names it: which part, and whether it is what the other would say."""

    response: Response
    sitting: Sitting
    place: Place
    part: str
    other: bool  # the second answer of someone who answers for another

    @property
    def twice(self) -> bool:
        return asked_twice(self.response, self.sitting.instrument, self.place.question)

    @property
    def seen(self) -> Sitting:
        """The sitting with the answer that this page is about."""
        name = self.place.question.name
        return in_their_place(self.sitting, self.response, name) if self.other else self.sitting

    def here(self, **more: str) -> str:
        """The address of the question, with what is said of it."""
        said = ({OTHER: "1"} if self.other else {}) | {key: value for key, value in more.items() if value}
        where = address(self.response, "question", self.place.question.name)
        return f"{where}?{urlencode(said)}" if said else where


@respondent
def question(request: HttpRequest, token: str, response_id: UUID, name: str) -> HttpResponse:
    """One question. What is sent is kept before any other page is shown, forward or back."""
    turn = _turn(request, answering(token, response_id, late=request.method == "POST"), name)
    if request.method != "POST":
        return _asked(request, turn)
    go = request.POST.get("go", "next")
    said = stage_of(turn.seen, turn.place.question, turn.part).said(request.POST)
    if request.POST.get("edition") in offered_editions(turn.sitting.instrument):
        turn.response.read_in(request.POST["edition"])
        go = "settings"
    if go == "explain":
        count_opening(response=turn.response, question=turn.place.question)
    if isinstance(said, str) or (turn.part and go != "next"):
        return see(_between(turn, said if isinstance(said, str) else turn.part, go))
    heard = hear(turn.seen, _asked_here(turn), said)
    if heard.refusal and go == "next":
        return _asked(request, turn, heard)
    return see(_onward(_kept(turn, heard), go))


def _turn(request: HttpRequest, response: Response, name: str) -> Turn:
    sitting = _sitting(response)
    place = sitting.place(name)
    if place is None:
        raise Elsewhere(address(response, "go_on"))
    turn = Turn(response, sitting, place, request.GET.get("part", ""), OTHER in request.GET)
    if turn.other and not turn.twice:
        raise Elsewhere(address(response, "question", name))
    return turn


def _asked_here(turn: Turn) -> Question:
    """What the other would say is never obligatory."""
    return replace(turn.place.question, required="") if turn.other else turn.place.question


def _kept(turn: Turn, heard: Heard) -> Turn:
    """The turn once what was heard is stored, among the answers or beside them."""
    if not heard.answers:
        return turn
    keep = keep_would_say if turn.other else keep_answer
    keep(response=turn.response, answers=to_plain(heard.answers), on=turn.sitting.today)
    if turn.other:
        return turn
    after = turn.sitting.with_answers(heard.answers)
    return replace(turn, sitting=after, place=after.place(turn.place.question.name) or turn.place)


def _between(turn: Turn, part_after: str, go: str) -> str:
    """Where the pressed button leads from inside a question of several pages: nothing is answered yet."""
    if go in LEAVING or (go == "back" and not turn.part):
        return _onward(turn, go)
    if go == "next":
        return turn.here(part=part_after)
    if go == "explain":
        return turn.here(part=turn.part, **{EXPLAINED: "1"})
    return turn.here(part=turn.part) if go == "settings" else turn.here()


def _asked(request: HttpRequest, turn: Turn, heard: Heard | None = None) -> HttpResponse:
    response, question = turn.response, turn.place.question
    token, words = response.link.token, words_in(response.edition)
    return page(
        request,
        "runner/question.html",
        response.link,
        response.edition,
        status=422 if heard else 200,
        response=response,
        screen=screen(
            turn.seen,
            turn.place,
            addresses(response.link.version, lambda file: reverse("runner:media", args=[token, file])),
            heard.written if heard else None,
            turn.part,
        ),
        explained=EXPLAINED in request.GET,
        whose=words[_whose(turn)] if response.voice == Response.Voice.PROXY else "",
        editions=named_editions(offered_editions(turn.sitting.instrument)),
        error=why(heard, question, response.edition) if heard else "",
        title=turn.sitting.title,
    )


def _whose(turn: Turn) -> str:
    """Whose answer is asked of a proxy: a key of the runner's words."""
    return "other_view" if turn.other else "own_view" if turn.twice else "proxy_note"


def _onward(turn: Turn, go: str) -> str:
    """Where the pressed button leads."""
    response, place = turn.response, turn.place
    if go in LEAVING:
        return f"{address(response, go)}?question={place.question.name}"
    if go in ("settings", "explain"):
        return turn.here(**{EXPLAINED: "1" if go == "explain" else ""})
    if go == "back":
        return _backward(turn)
    if turn.twice and not turn.other:
        return _other_answer(response, place.question.name)
    return address(response, "question", place.after.name) if place.after else address(response, "chosen")


def _backward(turn: Turn) -> str:
    response, before = turn.response, turn.place.before
    if turn.other:
        return address(response, "question", turn.place.question.name)
    if before is None:
        return address(response, "who")
    if asked_twice(response, turn.sitting.instrument, before):
        return _other_answer(response, before.name)
    return address(response, "question", before.name)


def _other_answer(response: Response, name: str) -> str:
    return f"{address(response, 'question', name)}?{OTHER}=1"


@respondent
def chosen(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """Asked again at the end: did someone help, or choose? Someone who answers for another is not asked."""
    response = answering(token, response_id)
    if response.voice == Response.Voice.PROXY:
        raise Elsewhere(address(response, "review"))
    if request.method == "POST":
        said = request.POST.get("chosen", "")
        response.say_chosen(CHOSEN.get(said, ""))
        if request.POST.get("go") == "back":
            back = _sitting(response).screens()[-1:]
            return see(address(response, "question", back[0].name) if back else address(response, "review"))
        return see(_after_chosen(response, said))
    words = words_in(response.edition)
    offered = [code for code in CHOSEN if code != "helped" or response.voice == Response.Voice.ALONE]
    cards = plain_cards("chosen", {code: words[f"chosen_{code}"] for code in offered}, [response.chosen_for])
    return page(
        request, "runner/chosen.html", response.link, response.edition, response=response, cards=cards
    )


def _after_chosen(response: Response, said: str) -> str:
    """Who began alone and was helped is asked by whom."""
    if response.voice == Response.Voice.ALONE and said in CHOSEN and said != Response.ChosenFor.NO:
        response.turned_out_helped()
        return f"{address(response, 'helped')}?fin=1"
    return address(response, "review")


@respondent
@transaction.atomic
def review(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """Everything that was said, to change or to send. What another tab adds is waited for, then sent too."""
    response = answering(token, response_id, hold=request.method == "POST")
    sitting = _sitting(response)
    if request.method == "POST":
        return _sent(response, sitting)
    back = (
        address(response, "chosen")
        if response.voice != Response.Voice.PROXY
        else address(response, "question", sitting.screens()[-1].name)
    )
    return page_of(
        request,
        "runner/review.html",
        response,
        lines=_lines(response, sitting),
        back=back,
    )


def _lines(response: Response, sitting: Sitting) -> list[SaidBack]:
    """Each question with its answer and where it is changed; the two answers of a proxy on two lines."""
    words, lines = words_in(response.edition), []
    for each in sitting.screens():
        if not each.kind.is_asked:
            continue
        where = address(response, "question", each.name)
        if not asked_twice(response, sitting.instrument, each):
            lines.append(_line(sitting, each, where))
            continue
        theirs = in_their_place(sitting, response, each.name)
        lines.append(_line(sitting, each, where, str(words["own_said"])))
        lines.append(_line(theirs, each, _other_answer(response, each.name), str(words["other_said"])))
    return lines


def _line(sitting: Sitting, question: Question, where: str, *whose: str) -> SaidBack:
    label = sitting.label_of(question)
    return SaidBack([label, *whose], said_back(sitting, question), where, is_written(sitting, question))


def _sent(response: Response, sitting: Sitting) -> HttpResponse:
    required = sitting.still_required()
    if required is not None:
        return see(address(response, "question", required.name))
    ended = end_response(
        response=response,
        status=Response.Status.SENT,
        on=sitting.today,
        **written_down(sitting),
    )
    withdrawal.show_for_a_while(ended.pk)
    return see(address(ended, "thanks"))


@respondent
def thanks(request: HttpRequest, token: str, response_id: UUID) -> HttpResponse:
    """What happens next, whom to call, and the code of withdrawal, for a while. The answers are not shown again."""
    link = known_link(token)
    response = Response.objects.detailed().filter(link=link.pk, pk=response_id).kept().first()
    if response is None:
        raise Closed("gone", 410, link)
    speak(response.edition)
    if request.method == "POST":
        withdrawal.hide(response_id)
        return see(address(response, "thanks"))
    way_back = request.build_absolute_uri(reverse("runner:take_back", args=[response.link.token]))
    return page(
        request,
        "runner/thanks.html",
        link,
        response.edition,
        stopped=response.status == Response.Status.STOPPED,
        code=withdrawal.to_show(response_id),
        way_back=way_back,
        care=sayings(link.campaign, is_easy(response.edition)),
        late=request.GET.get("late") == "1",
    )
