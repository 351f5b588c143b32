"""Beginning a questionnaire here: from nothing, from the bank, from another version."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from arpent.accounts.http import PersonalRequest
from arpent.instrument.editing.merging import merge
from arpent.studies.models import Audience, Study
from arpent.surveys.bank import given, given_named
from arpent.surveys.bank_forms import StartForm
from arpent.surveys.editor.starting import duplicate_version, empty, start_version
from arpent.surveys.models import Version


def start(request: PersonalRequest, study_id: int) -> HttpResponse:
    """A draft with a title, and what was ticked in the bank."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    bank = [(each.slug, each.title) for each in given()]
    form = StartForm(request.POST or None, bank=bank, initial={"audience": request.GET.get("public")})
    if request.method == "POST" and form.is_valid():
        version = _started(request, study, form)
        return redirect("surveys:edit", study.pk, version.pk)
    return render(request, "surveys/start.html", {"study": study, "form": form})


def _started(request: PersonalRequest, study: Study, form: StartForm) -> Version:
    data = form.cleaned_data
    instrument = empty(data["title"], easy=data["easy"])
    for slug in data["given"]:
        chosen = given_named(slug)
        if chosen:
            instrument, _names = merge(instrument, chosen.instrument)
    return start_version(study=study, audience=data["audience"], instrument=instrument, by=request.user)


def duplicate(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    """Choose for whom, then begin a draft that says the same."""
    mine = Version.objects.run_by(request.user).filter(questionnaire__study=study_id)
    version = get_object_or_404(
        mine.select_related("questionnaire__study", "questionnaire__audience"), pk=version_id
    )
    study = version.questionnaire.study
    if request.method == "POST":
        audience = get_object_or_404(Audience, pk=_number(request.POST.get("audience", "")))
        copy = duplicate_version(version=version, audience=audience, by=request.user)
        messages.success(request, _("Ce brouillon est une copie. Changez-le librement."))
        return redirect("surveys:edit", study.pk, copy.pk)
    context = {"study": study, "version": version, "audiences": Audience.objects.all()}
    return render(request, "surveys/duplicate.html", context)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 12 else 0
