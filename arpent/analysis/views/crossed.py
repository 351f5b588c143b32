"""Crossed views: one effect, several audiences."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arpent.accounts.http import PersonalRequest
from arpent.analysis.crossed.actions import cross_questions
from arpent.analysis.crossed.declaring import closed_by_audience, proposals
from arpent.analysis.crossed.forms import CrossedViewForm
from arpent.analysis.crossed.models import CrossedView
from arpent.studies.models import Study


def views(request: PersonalRequest, study_id: int) -> HttpResponse:
    """What is compared from one audience to another, and what could be."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    declared = study.crossed_views.prefetch_related("questions__questionnaire__audience")
    closed = closed_by_audience(study)
    labels = {
        (questionnaire.pk, one.name): one.label for questionnaire, asked in closed.items() for one in asked
    }
    listed = [
        (view, [(one, labels.get((one.questionnaire_id, one.question))) for one in view.questions.all()])
        for view in declared
    ]
    context = {"study": study, "views": listed, "proposals": proposals(closed, declared), "closed": closed}
    return render(request, "analysis/crossed_views.html", context)


@require_http_methods(["GET", "POST"])
def add(request: PersonalRequest, study_id: int) -> HttpResponse:
    """Choose one question an audience, all with the same answers."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    wanted = request.GET.get("question", "")
    form = CrossedViewForm(request.POST or None, study=study, closed=closed_by_audience(study), wanted=wanted)
    if request.method == "POST" and form.is_valid():
        cross_questions(study=study, title=form.cleaned_data["title"], questions=form.questions())
        messages.success(request, _("La comparaison est enregistrée. Le prochain gel la fera."))
        return redirect("analysis:crossed_views", study_id)
    return render(request, "analysis/crossed_view.html", {"study": study, "form": form})


@require_POST
def drop(request: PersonalRequest, study_id: int, view_id: int) -> HttpResponse:
    """No longer compare. Earlier freezes keep what they have."""
    run = CrossedView.objects.filter(study__in=Study.objects.run_by(request.user), study=study_id)
    get_object_or_404(run, pk=view_id).delete()
    messages.success(request, _("La comparaison est retirée. Le prochain gel ne la fera pas."))
    return redirect("analysis:crossed_views", study_id)
