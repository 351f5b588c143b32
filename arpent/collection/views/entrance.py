"""Coming in: the welcome, the agreement, the resume code, the pictures and sounds of the questionnaire."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from arpent.collection import codes
from arpent.collection.actions import begin_response
from arpent.collection.care.actions import count_refusal
from arpent.collection.care.receiving import asks_understanding, reception_of
from arpent.collection.care.sayings import sayings
from arpent.collection.care.understanding import Progress, checks_of, read
from arpent.collection.doors import entry, known_link, open_link, page, respondent, see, wished_edition
from arpent.collection.models import RESUME_DAYS, Link, Response
from arpent.collection.pictures import served
from arpent.collection.reaching.codes import answer_of, code_digest, is_invited, typed
from arpent.collection.reaching.models import Invitation
from arpent.collection.reaching.spending import begun
from arpent.collection.sittings import instrument_of, offered_editions
from arpent.collection.views.understanding import STATE, at
from arpent.collection.words import is_easy, named_editions, words_in
from arpent.instrument.values import text_in
from arpent.surveys.aloud.serving import served as served_voice
from arpent.surveys.models import Attachment
from arpent.surveys.proofreading import EASY, mark_of


@respondent
@require_GET
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """What this is about, and the two ways on: begin, or go on with a code."""
    link = entry(token)
    instrument = instrument_of(link.version)
    editions = offered_editions(instrument)
    edition = wished_edition(request, link, editions)
    return page(
        request,
        "runner/welcome.html",
        link,
        edition,
        title=text_in(instrument.title, edition, link.campaign.title),
        editions=named_editions(editions),
        begun=begun(link) if link.code else None,
        length=sum(question.kind.is_asked for question in instrument.questions()),
        mark=mark_of(link.version) if edition == EASY else None,
    )


@respondent
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing is stored before a person agrees; of who does not agree, one more no is counted.

    In a campaign that makes sure of it, one says yes after the questions of `understand`.
    """
    link = entry(token)
    edition = wished_edition(request, link, offered_editions(instrument_of(link.version)))
    reception = reception_of(link.campaign)
    checked = asks_understanding(reception, edition)
    progress = read(request.GET.get(STATE, ""), link) if checked else None
    checks = checks_of(reception)
    ready = not checked or (progress is not None and progress.place >= len(checks))
    said = request.POST.get("agree", "")
    own = progress.begun if progress else _begun(request)
    if said == "no":
        count_refusal(link=link, begun=own)
        return see(at(link, "respected", edition))
    if said and not ready:
        return see(at(link, "understand", edition, progress or Progress.new()))
    if said == "yes":
        return _agreed(link, own, edition, progress.outcome if progress else "")
    missed = progress.missed if progress else ()
    return page(
        request,
        "runner/consent.html",
        link,
        edition,
        begun=own,
        ready=ready,
        checked=progress is not None and ready,
        missed=[checks[place] for place in missed if place < len(checks)],
    )


def _agreed(link: Link, own: uuid.UUID, edition: str, understood: str) -> HttpResponse:
    response = begin_response(
        link=link,
        response_id=answer_of(link.code) if link.code else own,
        edition=edition,
        on=timezone.localdate(),
        understood=understood,
    )
    return see(reverse("runner:who", args=[link.token, response.pk]))


@respondent
@require_GET
def respected(request: HttpRequest, token: str) -> HttpResponse:
    """Thanks to who said no, or to who did not answer over someone's no."""
    link = known_link(token)
    edition = wished_edition(request, link, offered_editions(instrument_of(link.version)))
    return page(request, "runner/refused.html", link, edition, care=sayings(link.campaign, is_easy(edition)))


def _begun(request: HttpRequest) -> uuid.UUID:
    """The identifier that the page carried: sending it twice begins once. Version 4 only, so never guessable."""
    try:
        begun = uuid.UUID(request.POST.get("begun", ""))
    except ValueError:
        return uuid.uuid4()
    return begun if begun.version == 4 else uuid.uuid4()


@respondent
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Go on with the code of a pause."""
    link = open_link(token)
    edition = wished_edition(request, link, offered_editions(instrument_of(link.version)))
    refused = ""
    if request.method == "POST":
        found, refused = _found(link, request.POST.get("code", ""))
        if found:
            return see(reverse("runner:go_on", args=[token, found.pk]))
    status = 422 if refused else 200
    return page(
        request, "runner/resume.html", link, edition, status=status, refused=refused, days=RESUME_DAYS
    )


def _found(link: Link, written: str) -> tuple[Response | None, str]:
    """The unfinished answer of that code, or why there is none: a key of `resume.html`."""
    now = timezone.localtime()
    if codes.too_many_failures(link.pk, now):
        return None, "wait"
    code = codes.typed(written)
    if code is None:
        return None, "mistyped"
    unfinished = link.responses.resumable(now.date())
    found = unfinished.filter(resume_digest=codes.digest(link.pk, code)).first()
    if found is None or (is_invited(found.pk) and not (link.code and found.pk == answer_of(link.code))):
        codes.count_failure(link.pk, now)
        return None, "unknown"
    return found, ""


@respondent
def resume_anywhere(request: HttpRequest) -> HttpResponse:
    """For who has the signs of an address, or the code of a letter, and not the address."""
    refused = False
    if request.method == "POST":
        token = typed(request.POST.get("address", "").strip().rstrip("/").rsplit("/", 1)[-1])
        if Invitation.objects.filter(code_digest=code_digest(token)).exists():
            return see(reverse("runner:welcome", args=[token]))
        if "\0" not in token and Link.objects.filter(token=token).exists():
            return see(reverse("runner:resume", args=[token]))
        refused = True
    context = {"refused": refused, "easy": True, "words": words_in("fr-simple")}
    return render(request, "runner/address.html", context, status=422 if refused else 200)


@respondent
@require_GET
def media(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """A picture or a sound of this link's questionnaire, and of no other."""
    link = open_link(token)
    return served(get_object_or_404(Attachment, version=link.version_id, name=name))


@respondent
@require_GET
def voice(request: HttpRequest, token: str, keys: str) -> HttpResponse:
    """Sentences of this link's questionnaire said aloud, and of no other."""
    return served_voice(request, open_link(token).version, keys)
