"""The texts of a study, by rule and by status; people's judgements, and their proofreadings."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.falc import RULES
from arpent.home.texts import KINDS, texts_of
from arpent.network.rights import Right
from arpent.proofreading.actions import (
    judge,
    judge_as_before,
    put_back_session,
    record_session,
    take_back,
    withdraw_session,
)
from arpent.proofreading.documents import Document
from arpent.proofreading.forms import SessionForm, WaiverForm
from arpent.proofreading.history import history
from arpent.proofreading.models import Judgement, NetworkWord, Session
from arpent.proofreading.statuses import Proof, proof
from arpent.studies.models import Study

TEXTS_A_PAGE = 30
LINES_A_PAGE = 50
ANSWERS = ("conforms", "fails", "not_applicable")


def texts(request: PersonalRequest, study_id: int) -> HttpResponse:
    """Every text of the study, with what is left to do on each."""
    study = get_object_or_404(Study.objects.visible_to(request.user), pk=study_id)
    shown = [(one, _proof(one.document), _mark(one.document)) for one in texts_of(request.user, study.pk)]
    runs = Study.objects.run_by(request.user).filter(pk=study.pk).exists()
    return render(request, "home/texts.html", {"study": study, "texts": shown, "runs": runs})


def text(request: PersonalRequest, study_id: int, kind: str, ident: int) -> HttpResponse:
    """One text: its rules by status, its remarks, who read it. It advises; nothing else is refused."""
    document = _document(request, study_id, kind, ident)
    found = _proof(document)
    context = {
        "study": get_object_or_404(Study, pk=study_id),
        "kind": kind,
        "ident": ident,
        "label": KINDS[kind].label,
        "document": document,
        "proof": found,
        "page": Paginator(found.hard, TEXTS_A_PAGE).get_page(request.GET.get("page")),
        "mark": _mark(document),
        "sessions": Session.objects.about(document.key).select_related("by"),
        "proofreads": _proofread(request, study_id).exists(),
        "before": _words_before(document),
        "waiver": WaiverForm(),
    }
    return render(request, "home/text.html", context)


def text_history(request: PersonalRequest, study_id: int, kind: str, ident: int) -> HttpResponse:
    """Who said what of this text, and when, through every state of its words."""
    document = _document(request, study_id, kind, ident)
    context = {
        "study": get_object_or_404(Study, pk=study_id),
        "kind": kind,
        "ident": ident,
        "document": document,
        "page": Paginator(history(document), LINES_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "home/history.html", context)


@require_POST
def judge_rule(request: PersonalRequest, study_id: int, kind: str, ident: int, rule: str) -> HttpResponse:
    """Tick a question, waive a rule with its reason, or take that back."""
    document = _judged(request, study_id, kind, ident)
    if rule not in RULES:
        raise Http404
    verdict, form = request.POST.get("verdict", ""), WaiverForm(request.POST)
    if verdict == Judgement.Verdict.WAIVED and not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["reason"]))
    elif verdict == Judgement.Verdict.WAIVED:
        reason = form.cleaned_data["reason"]
        judge(document=document, rule=rule, verdict=Judgement.Verdict.WAIVED, reason=reason, by=request.user)
    elif verdict in ANSWERS:
        judge(document=document, rule=rule, verdict=Judgement.Verdict(verdict), by=request.user)
    else:
        take_back(document=document, rule=rule, by=request.user)
    return redirect(f"{_address(study_id, kind, ident)}#regle-{rule}")


@require_POST
def judge_again(request: PersonalRequest, study_id: int, kind: str, ident: int) -> HttpResponse:
    """Take up the judgements that were made before the words changed."""
    document = _judged(request, study_id, kind, ident)
    before = _words_before(document)
    taken = judge_as_before(document=document, before=before, by=request.user) if before else 0
    text = ngettext("%(n)s réponse est reprise.", "%(n)s réponses sont reprises.", taken)
    messages.success(request, text % {"n": taken})
    return redirect(_address(study_id, kind, ident))


def record(request: PersonalRequest, study_id: int, kind: str, ident: int) -> HttpResponse:
    """Write down a proofreading by people concerned, beside the words that they read."""
    document = _judged(request, study_id, kind, ident)
    form = SessionForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        if request.POST.get("fingerprint") == document.fingerprint:
            record_session(document=document, by=request.user, **form.cleaned_data)
            KINDS[kind].recorded(_row(request, study_id, kind, ident))
            messages.success(request, _("La relecture est consignée."))
            return redirect(_address(study_id, kind, ident))
        form.add_error(None, _("Le texte a changé entre-temps. Relisez-le ci-contre, puis enregistrez."))
    context = {
        "study": get_object_or_404(Study, pk=study_id),
        "kind": kind,
        "ident": ident,
        "document": document,
        "form": form,
    }
    return render(request, "home/record.html", context)


@require_POST
def withdraw_record(
    request: PersonalRequest, study_id: int, kind: str, ident: int, session_id: int
) -> HttpResponse:
    """It counts no more; it stays written, and can be put back."""
    session = _session(request, study_id, kind, ident, session_id)
    withdraw_session(session=session, by=request.user, at=timezone.now())
    messages.success(request, _("Cette relecture ne compte plus. Vous pouvez la remettre."))
    return redirect(_address(study_id, kind, ident))


@require_POST
def restore_record(
    request: PersonalRequest, study_id: int, kind: str, ident: int, session_id: int
) -> HttpResponse:
    session = _session(request, study_id, kind, ident, session_id)
    put_back_session(session=session, by=request.user, at=timezone.now())
    KINDS[kind].recorded(_row(request, study_id, kind, ident))
    messages.success(request, _("Cette relecture compte de nouveau."))
    return redirect(_address(study_id, kind, ident))


def _document(request: PersonalRequest, study_id: int, kind: str, ident: int) -> Document:
    row = _row(request, study_id, kind, ident)
    return KINDS[kind].document(row)


def _row(request: PersonalRequest, study_id: int, kind: str, ident: int) -> Any:
    if kind not in KINDS:
        raise Http404
    return get_object_or_404(KINDS[kind].seen(request.user, study_id), pk=ident)


def _judged(request: PersonalRequest, study_id: int, kind: str, ident: int) -> Document:
    get_object_or_404(_proofread(request, study_id))
    return _document(request, study_id, kind, ident)


def _proofread(request: PersonalRequest, study_id: int) -> Any:
    return Study.objects.allowing(request.user, Right.PROOFREAD).filter(pk=study_id)


def _session(request: PersonalRequest, study_id: int, kind: str, ident: int, session_id: int) -> Session:
    document = _judged(request, study_id, kind, ident)
    return get_object_or_404(Session.objects.about(document.key), pk=session_id)


def _mark(document: Document) -> Session | None:
    return Session.objects.opening_the_mark(document).first()


def _proof(document: Document) -> Proof:
    return proof(
        document,
        words=NetworkWord.objects.as_words(),
        judgements=Judgement.objects.of(document).by_rule(),
        opened_by=_mark(document),
    )


def _words_before(document: Document) -> str:
    """The fingerprint of the words that were judged last, when they are not those of today."""
    said = Judgement.objects.filter(document=document.key)
    last = said.first()
    if last is None or last.fingerprint == document.fingerprint:
        return ""
    return last.fingerprint if said.filter(fingerprint=last.fingerprint).by_rule() else ""


def _address(study_id: int, kind: str, ident: int) -> str:
    return reverse("home:text", args=[study_id, kind, ident])
