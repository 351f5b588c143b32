"""Coding texts: by hand on a sample, twice on a part of it, by the machine for the rest, and never for good."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arpent.accounts.http import PersonalRequest
from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.agreeing import accords
from arpent.analysis.topics.asking import ask_to_learn, last_work
from arpent.analysis.topics.codes import TextCodes, Turn, code_text, forget_code
from arpent.analysis.topics.forms import NONE, CodeForm, SampleForm
from arpent.analysis.topics.listing import FILTERS, lines, opinions, qualities
from arpent.analysis.topics.models import Code, TextWork
from arpent.analysis.topics.reaching import Place, reached
from arpent.analysis.topics.sampling import draw_more, draw_sample, proposal
from arpent.analysis.topics.state import State, state_of, turn_of, waiting

PER_PAGE = 25
TURNS = {"premier": Turn.FIRST, "second": Turn.SECOND, "accord": Turn.AGREED, "verification": Turn.CHECK}
SLUGS = {turn: slug for slug, turn in TURNS.items()}


@require_http_methods(["GET", "POST"])
def coding(
    request: PersonalRequest, study_id: int, campaign_id: int, version_id: int, question: str
) -> HttpResponse:
    """Where the coding is, and what to do next. A POST draws the sample, or asks the machine."""
    place = reached(request.user, study_id, campaign_id, version_id, question)
    state = state_of(place.question)
    proposed = proposal(len(state.texts))
    form = SampleForm(request.POST if "draw" in request.POST else None, proposal=proposed)
    if request.method == "POST" and _asked(request, place, state, form):
        return redirect("analysis:coding", *place.args)
    work = last_work(place.campaign, place.question)
    context = {
        "state": state,
        "proposal": proposed,
        "form": form,
        "accords": accords(list(state.codes.values()), state.topics),
        "qualities": qualities(state),
        "work": work if work and work.kind == TextWork.Kind.LEARN else None,
        "mine": {slug: len(waiting(state, turn, request.user)) for slug, turn in TURNS.items()},
    }
    return render(request, "analysis/topics/coding.html", _context(place) | context)


@require_GET
def following(
    request: PersonalRequest, study_id: int, campaign_id: int, version_id: int, question: str, turn: str
) -> HttpResponse:
    """The next text to code in that turn; `apres` passes over one."""
    place = reached(request.user, study_id, campaign_id, version_id, question)
    state = state_of(place.question)
    left = waiting(state, _turn(turn), request.user)
    if not left or not state.topics:
        return redirect("analysis:coding", *place.args)
    keys = [str(text.pk) for text in left]
    passed = request.GET.get("apres", "")
    start = keys.index(passed) + 1 if passed in keys else 0
    return redirect("analysis:code", *place.args, turn, keys[start % len(keys)])


@require_http_methods(["GET", "POST"])
def code(
    request: PersonalRequest,
    study_id: int,
    campaign_id: int,
    version_id: int,
    question: str,
    turn: str,
    text_id: uuid.UUID,
) -> HttpResponse:
    """One text: what it speaks of, or « je ne sais pas »."""
    place = reached(request.user, study_id, campaign_id, version_id, question)
    state = state_of(place.question)
    text = _text(state, text_id, turn, request)
    codes = state.codes.get(text.pk, TextCodes())
    form = CodeForm(request.POST or None, topics=state.topics, initial={"topics": _ticked(state, text, turn)})
    unsure = "unsure" in request.POST and _turn(turn) != Turn.AGREED
    if request.method == "POST" and (unsure or form.is_valid()):
        said = [] if unsure else form.cleaned_data["topics"]
        kept = code_text(
            text=text, turn=_turn(turn), topics=said, unsure=unsure, by=request.user, at=timezone.now()
        )
        if not kept:
            messages.warning(request, _("Une autre personne a déjà codé ce texte. Son codage est gardé."))
        return redirect("analysis:next_code", *place.args, turn)
    context = {
        "state": state,
        "text": text,
        "turn": turn,
        "form": form,
        "ticked": form["topics"].value() or (),
        "none": NONE,
        "doubts": state.guesses[text.pk].doubts if text.pk in state.guesses else (),
        "opinions": opinions(state, text) if _turn(turn) == Turn.AGREED else (),
        "is_mine": codes.by.get(_turn(turn)) == request.user.pk,
        "last": _last(place, turn, request),
        "left": len(waiting(state, _turn(turn), request.user)),
        "done": state.given(_turn(turn)),
        "total": {Turn.FIRST: len(state.sample), Turn.SECOND: len(state.doubled)}.get(Turn(_turn(turn)), 0),
    }
    return render(request, "analysis/topics/code.html", _context(place) | context)


@require_POST
def forget(
    request: PersonalRequest,
    study_id: int,
    campaign_id: int,
    version_id: int,
    question: str,
    turn: str,
    text_id: uuid.UUID,
) -> HttpResponse:
    """Undo one's own code."""
    place = reached(request.user, study_id, campaign_id, version_id, question)
    text = get_object_or_404(place.texts, pk=text_id)
    forget_code(text=text, turn=_turn(turn), by=request.user)
    messages.success(request, _("Le codage est annulé. Ce texte est de nouveau à coder."))
    return redirect("analysis:code", *place.args, turn, text.pk)


@require_GET
def codes(
    request: PersonalRequest, study_id: int, campaign_id: int, version_id: int, question: str
) -> HttpResponse:
    """Every text with its codes, to be corrected at any time."""
    place = reached(request.user, study_id, campaign_id, version_id, question)
    state = state_of(place.question)
    which = request.GET.get("quoi", "")
    page = Paginator(lines(state, request.user, which), PER_PAGE).get_page(request.GET.get("page"))
    context = {"state": state, "page": page, "filters": FILTERS, "which": which if which in FILTERS else ""}
    return render(request, "analysis/topics/codes.html", _context(place) | context)


def _asked(request: PersonalRequest, place: Place, state: State, form: SampleForm) -> bool:
    """Do what the button says. False when what was typed cannot be."""
    if "learn" in request.POST and state.can_learn:
        ask_to_learn(question=place.question, by=request.user)
    elif "late" in request.POST and state.late:
        draw_sample(question=place.question, size=state.late)
    elif "more" in request.POST and state.question.advised:
        draw_more(question=place.question, size=state.question.advised)
    elif "draw" in request.POST and not state.sample:
        if not form.is_valid():
            return False
        draw_sample(question=place.question, size=form.cleaned_data["size"])
    return True


def _turn(slug: str) -> str:
    if slug not in TURNS:
        raise Http404
    return TURNS[slug]


def _text(state: State, text_id: uuid.UUID, turn: str, request: PersonalRequest) -> OpenAnswer:
    """A text that this person may code in that turn: never one whose other code they must not see."""
    text = next((one for one in state.texts if one.pk == text_id), None)
    if text is None:
        raise Http404
    asked, codes = _turn(turn), state.codes.get(text.pk, TextCodes())
    mine = asked in codes.said and codes.by[asked] == request.user.pk
    allowed = (
        mine or text in waiting(state, asked, request.user) or turn_of(state, text, request.user) == asked
    )
    if not allowed or (asked in (Turn.AGREED, Turn.CHECK) and codes.hidden_from(request.user, text)):
        raise Http404
    return text


def _ticked(state: State, text: OpenAnswer, turn: str) -> list[str]:
    """What is ticked beforehand: one's own code, or what the machine says when it is checked."""
    codes, asked = state.codes.get(text.pk, TextCodes()), _turn(turn)
    said = codes.said.get(asked)
    if said is None and asked == Turn.CHECK and text.pk in state.guesses:
        said = frozenset(state.guesses[text.pk].yes)
        return [str(key) for key in said]
    return [] if said is None else [str(key) for key in said] or [NONE]


def _last(place: Place, turn: str, request: PersonalRequest) -> Code | None:
    """What this person coded last in that turn: what they may want to undo."""
    return Code.objects.of(place.question).filter(turn=_turn(turn), by=request.user).order_by("-at").first()


def _context(place: Place) -> dict[str, object]:
    return {"study": place.study, "campaign": place.campaign, "asked": place.asked, "place": place}
