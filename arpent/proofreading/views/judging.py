"""A text by rule and by status; what people say of its rules, and their proofreadings. `find` knows where it is written."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.falc import RULES
from arpent.proofreading.actions import (
    judge,
    judge_as_before,
    put_back_session,
    record_session,
    take_back,
    withdraw_session,
)
from arpent.proofreading.forms import SessionForm, WaiverForm
from arpent.proofreading.history import history
from arpent.proofreading.models import Judgement, Session
from arpent.proofreading.statuses import ANSWERED
from arpent.proofreading.subjects import Find, Subject, proof_of, words_before

TEXTS_A_PAGE = 30
LINES_A_PAGE = 50


def text(request: PersonalRequest, find: Find, **where: Any) -> HttpResponse:
    """One text: its rules by status, its remarks, who read it. It advises; nothing else is refused."""
    subject = find(request, **where)
    found = proof_of(subject.document)
    context = {
        "proof": found,
        "page": Paginator(found.hard, TEXTS_A_PAGE).get_page(request.GET.get("page")),
        "mark": found.mark,
        "sessions": Session.objects.about(subject.document.key).select_related("by"),
        "before": words_before(subject.document),
        "waiver": WaiverForm(),
    }
    return _shown(request, "text", subject, context)


def text_history(request: PersonalRequest, find: Find, **where: Any) -> HttpResponse:
    """Who said what of this text, and when, through every state of its words."""
    subject = find(request, **where)
    page = Paginator(history(subject.document), LINES_A_PAGE).get_page(request.GET.get("page"))
    return _shown(request, "history", subject, {"page": page})


@require_POST
def judge_rule(request: PersonalRequest, find: Find, rule: str, **where: Any) -> HttpResponse:
    """Tick a question, waive a rule with its reason, or take that back."""
    subject = _judged(request, find, where)
    if rule not in RULES:
        raise Http404
    verdict, form = request.POST.get("verdict", ""), WaiverForm(request.POST)
    say = partial(judge, document=subject.document, rule=rule, by=request.user)
    if verdict == Judgement.Verdict.WAIVED and not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["reason"]))
    elif verdict == Judgement.Verdict.WAIVED:
        say(verdict=Judgement.Verdict.WAIVED, reason=form.cleaned_data["reason"])
    elif verdict in ANSWERED:
        say(verdict=Judgement.Verdict(verdict))
    else:
        take_back(document=subject.document, rule=rule, by=request.user)
    return redirect(f"{subject.address}#regle-{rule}")


@require_POST
def judge_again(request: PersonalRequest, find: Find, **where: Any) -> HttpResponse:
    """Take up the judgements that were made before the words changed."""
    subject = _judged(request, find, where)
    before = words_before(subject.document)
    taken = judge_as_before(document=subject.document, before=before, by=request.user) if before else 0
    says = ngettext("%(n)s réponse est reprise.", "%(n)s réponses sont reprises.", taken)
    messages.success(request, says % {"n": taken})
    return redirect(subject.address)


def record(request: PersonalRequest, find: Find, **where: Any) -> HttpResponse:
    """Write down a proofreading by people concerned, beside the words that they read."""
    subject = _judged(request, find, where)
    form = SessionForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        if request.POST.get("fingerprint") == subject.document.fingerprint:
            record_session(document=subject.document, by=request.user, **form.cleaned_data)
            subject.recorded()
            messages.success(request, _("La relecture est consignée."))
            return redirect(subject.address)
        form.add_error(None, _("Le texte a changé entre-temps. Relisez-le ci-contre, puis enregistrez."))
    return _shown(request, "record", subject, {"form": form})


@require_POST
def withdraw_record(request: PersonalRequest, find: Find, session_id: int, **where: Any) -> HttpResponse:
    """It counts no more; it stays written, and can be put back."""
    subject = _judged(request, find, where)
    withdraw_session(session=_session(subject, session_id), by=request.user, at=timezone.now())
    messages.success(request, _("Cette relecture ne compte plus. Vous pouvez la remettre."))
    return redirect(subject.address)


@require_POST
def restore_record(request: PersonalRequest, find: Find, session_id: int, **where: Any) -> HttpResponse:
    subject = _judged(request, find, where)
    put_back_session(session=_session(subject, session_id), by=request.user, at=timezone.now())
    subject.recorded()
    messages.success(request, _("Cette relecture compte de nouveau."))
    return redirect(subject.address)


def _judged(request: PersonalRequest, find: Find, where: dict[str, Any]) -> Subject:
    subject = find(request, **where)
    if not subject.judges:
        raise Http404
    return subject


def _session(subject: Subject, session_id: int) -> Session:
    return get_object_or_404(Session.objects.about(subject.document.key), pk=session_id)


def _shown(request: PersonalRequest, name: str, subject: Subject, context: dict[str, Any]) -> HttpResponse:
    shown = {"subject": subject, "document": subject.document, **subject.beside, **context}
    return render(request, f"proofreading/{name}.html", shown)
