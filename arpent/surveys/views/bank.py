"""The bank of questions: looked through, filled from questionnaires, shared, taken into drafts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.instrument.editing.names import EditRefused
from arpent.studies.models import Study
from arpent.surveys.bank import found_in_given, given_named
from arpent.surveys.bank_forms import EntryForm, ToBankForm
from arpent.surveys.editor.banking import (
    NotShareable,
    add_to_bank,
    insert_entry,
    insert_questions,
    remove_entry,
    share_entry,
    why_not_shared,
)
from arpent.surveys.editor.desk import Desk, at_desk, told
from arpent.surveys.editor.outline import in_sections, places
from arpent.surveys.models import BankEntry, Version
from arpent.surveys.readable import readable


def bank(request: PersonalRequest, study_id: int) -> HttpResponse:
    """What may be asked again, found by a word."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    words = request.GET.get("mot", "").strip()[:60]
    entries = BankEntry.objects.of(study).found(words)
    context = {"study": study, "words": words, "entries": entries, "given": found_in_given(words)}
    return render(request, "surveys/bank.html", context)


def entry(request: PersonalRequest, study_id: int, entry_id: int) -> HttpResponse:
    """One entry, read whole; its own territory changes what is said of it."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    shown = get_object_or_404(BankEntry.objects.of(study), pk=entry_id)
    mine = shown.organisation_id == study.territory_id
    form = EntryForm(request.POST or None, instance=shown) if mine else None
    if request.method == "POST" and form and form.is_valid():
        form.save()
        messages.success(request, _("C’est enregistré."))
        return redirect("surveys:bank_entry", study.pk, shown.pk)
    context = {
        "study": study,
        "entry": shown,
        "form": form,
        "asked": readable(shown.instrument),
        "reasons": why_not_shared(shown) if mine else [],
    }
    return render(request, "surveys/bank_entry.html", context)


def given_entry(request: PersonalRequest, study_id: int, slug: str) -> HttpResponse:
    """One of those that come with Arpent."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    shown = given_named(slug)
    if shown is None:
        return redirect("surveys:bank", study.pk)
    context = {"study": study, "given": shown, "asked": readable(shown.instrument)}
    return render(request, "surveys/bank_given.html", context)


def keep(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    """Keep questions of a version in the bank, with their author and licence."""
    mine = Version.objects.run_by(request.user).filter(questionnaire__study=study_id)
    version = get_object_or_404(mine.select_related("questionnaire__study__territory"), pk=version_id)
    study, instrument = version.questionnaire.study, version.instrument
    known = in_sections(instrument)
    new = BankEntry(organisation=study.territory, added_at=timezone.now())
    form = ToBankForm(request.POST or None, known=known, instance=new)
    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data["items"]
        try:
            kept = add_to_bank(
                entry=form.instance, version=version, names=names, by=request.user, at=timezone.now()
            )
        except EditRefused as refused:
            form.add_error("items", f"{refused}.")
        else:
            return redirect("surveys:bank_entry", study.pk, kept.pk)
    return render(request, "surveys/bank_keep.html", {"study": study, "version": version, "form": form})


@require_POST
def share(request: PersonalRequest, study_id: int, entry_id: int) -> HttpResponse:
    """Show it to the whole network, or no longer; what keeps it from that is said."""
    study, mine = _mine(request, study_id, entry_id)
    if request.POST.get("share") == "no":
        BankEntry.objects.filter(pk=mine.pk).update(shared_at=None)
        messages.success(request, _("Elle n’est plus dans la banque commune."))
    else:
        try:
            share_entry(entry=mine, at=timezone.now())
        except NotShareable as refused:
            messages.error(request, " ".join(refused.reasons))
        else:
            messages.success(request, _("Tout le réseau peut maintenant la prendre."))
    return redirect("surveys:bank_entry", study.pk, mine.pk)


def remove(request: PersonalRequest, study_id: int, entry_id: int) -> HttpResponse:
    """Ask, then take it out of the bank."""
    study, mine = _mine(request, study_id, entry_id)
    if request.method == "POST":
        remove_entry(entry=mine)
        messages.success(request, _("Elle n’est plus dans la banque."))
        return redirect("surveys:bank", study.pk)
    asked = {
        "study": study,
        "question": _("Retirer « %(title)s » de la banque ?") % {"title": mine.title},
        "consequence": _("Les questionnaires qui l’ont prise gardent leurs questions."),
        "verb": _("Retirer de la banque"),
        "dangerous": True,
        "back_url": reverse("surveys:bank_entry", args=[study.pk, mine.pk]),
        "back_label": _("La garder"),
    }
    return render(request, "studies/confirm.html", asked)


@at_desk
def take(desk: Desk) -> HttpResponse:
    """Look through the bank and put an entry into the draft."""
    if desk.request.method == "POST" and desk.request.POST.get("entry"):
        try:
            _take(desk, desk.request.POST["entry"], desk.request.POST.get("after", ""))
        except EditRefused as refused:
            told(desk.request, refused)
        return desk.outline()
    if desk.request.method == "POST":
        messages.error(desk.request, _("Rien n’est choisi. Choisissez une question ou une échelle."))
    words = desk.request.GET.get("mot", "").strip()[:60]
    context = {
        "words": words,
        "entries": BankEntry.objects.of(desk.study).found(words),
        "given": found_in_given(words),
        "places": places(desk.instrument),
    }
    return render(desk.request, "surveys/editor/take.html", desk.page(**context))


def _take(desk: Desk, chosen: str, after: str) -> None:
    by, at = desk.request.user, timezone.now()
    written = given_named(chosen)
    if written:
        insert_questions(
            taken=written.instrument, title=written.title, version=desk.version, after=after, by=by, at=at
        )
    elif chosen.isdecimal():
        kept = get_object_or_404(BankEntry.objects.of(desk.study), pk=int(chosen))
        insert_entry(entry=kept, version=desk.version, after=after, by=by, at=at)


def _mine(request: PersonalRequest, study_id: int, entry_id: int) -> tuple[Study, BankEntry]:
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    return study, get_object_or_404(BankEntry.objects.kept_by(study), pk=entry_id)
