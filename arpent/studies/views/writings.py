"""The texts that a study gives people to read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from arpent.accounts.http import PersonalRequest
from arpent.proofreading.models import Session
from arpent.studies.forms import WritingForm
from arpent.studies.models import Study, Writing
from arpent.studies.proofreading import writing_document


def read(request: PersonalRequest, study_id: int, writing_id: int) -> HttpResponse:
    """The text as people read it, with the easy-to-read mark if it may be shown."""
    writing = get_object_or_404(
        Writing.objects.visible_to(request.user).filter(study=study_id), pk=writing_id
    )
    context = {
        "study": writing.study,
        "writing": writing,
        "mark": Session.objects.mark_of(writing_document(writing)),
        "runs": Writing.objects.run_by(request.user).filter(pk=writing.pk).exists(),
    }
    return render(request, "studies/writing.html", context)


def add(request: PersonalRequest, study_id: int) -> HttpResponse:
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    return _edited(request, Writing(study=study))


def edit(request: PersonalRequest, study_id: int, writing_id: int) -> HttpResponse:
    return _edited(request, _run(request, study_id, writing_id))


def remove(request: PersonalRequest, study_id: int, writing_id: int) -> HttpResponse:
    """Ask, then take the text away."""
    writing = _run(request, study_id, writing_id)
    if request.method == "POST":
        writing.delete()
        messages.success(request, _("Le texte est retiré."))
        return redirect("studies:home", study_id)
    asked = {
        "question": _("Retirer « %(title)s » ?") % {"title": writing},
        "consequence": _("Le texte sera effacé pour tout le monde. Ses relectures resteront consignées."),
        "verb": _("Retirer le texte"),
        "dangerous": True,
        "back_url": reverse("studies:writing", args=[study_id, writing.pk]),
        "back_label": _("Garder le texte"),
    }
    return render(request, "studies/confirm.html", asked)


def _run(request: PersonalRequest, study_id: int, writing_id: int) -> Writing:
    return get_object_or_404(Writing.objects.run_by(request.user).filter(study=study_id), pk=writing_id)


def _edited(request: PersonalRequest, writing: Writing) -> HttpResponse:
    form = WritingForm(request.POST or None, instance=writing)
    if request.method == "POST" and form.is_valid():
        form.instance.changed_by = request.user
        form.save()
        messages.success(request, _("Le texte est enregistré."))
        return redirect("studies:writing", writing.study_id, writing.pk)
    return render(
        request, "studies/edit_writing.html", {"study": writing.study, "writing": writing, "form": form}
    )
