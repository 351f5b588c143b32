"""One step of a study: its days, its beginning and its end, both of which can be undone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.guide.pages_shown import page_of_step
from arpent.studies.agenda import stations
from arpent.studies.forms import StepForm
from arpent.studies.models import Step, Study


def step(request: PersonalRequest, study_id: int, step_number: int) -> HttpResponse:
    """What the step asks, what it delivers, where it stands."""
    study = get_object_or_404(Study.objects.visible_to(request.user).select_related("territory"), pk=study_id)
    steps = list(study.steps.all())
    here = get_object_or_404(study.steps, number=step_number)
    runs = Study.objects.run_by(request.user).filter(pk=study.pk).exists()
    form = StepForm(request.POST or None, instance=here)
    if request.method == "POST" and not runs:
        return redirect("studies:step", study.pk, here.number)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Les dates sont enregistrées."))
        return redirect("studies:step", study.pk, here.number)
    context = {
        "study": study,
        "step": here,
        "runs": runs,
        "form": form,
        "stations": stations(steps),
        "last": len(steps),
        "guide": page_of_step(number=here.number, title=here.title, steps=len(steps)),
        "late": here.is_late(timezone.localdate()),
    }
    return render(request, "studies/step.html", context)


@require_POST
def begin(request: PersonalRequest, study_id: int, step_number: int) -> HttpResponse:
    here = _run(request, study_id, step_number)
    here.begin(timezone.localdate())
    return _said(request, here, _("L’étape est en cours."))


@require_POST
def put_back(request: PersonalRequest, study_id: int, step_number: int) -> HttpResponse:
    here = _run(request, study_id, step_number)
    here.put_back()
    return _said(request, here, _("L’étape est de nouveau à venir."))


@require_POST
def finish(request: PersonalRequest, study_id: int, step_number: int) -> HttpResponse:
    here = _run(request, study_id, step_number)
    here.finish(timezone.localdate())
    return _said(request, here, _("L’étape est terminée."))


@require_POST
def reopen(request: PersonalRequest, study_id: int, step_number: int) -> HttpResponse:
    here = _run(request, study_id, step_number)
    here.reopen()
    return _said(request, here, _("L’étape est rouverte."))


def _run(request: PersonalRequest, study_id: int, step_number: int) -> Step:
    running = Study.objects.run_by(request.user)
    return get_object_or_404(Step.objects.filter(study__in=running), study=study_id, number=step_number)


def _said(request: PersonalRequest, here: Step, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("studies:step", here.study_id, here.number)
