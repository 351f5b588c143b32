"""What is known of the population, to which answers are raked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arpent.accounts.http import PersonalRequest
from arpent.analysis.actions import set_margin
from arpent.analysis.forms import MarginForm
from arpent.analysis.margins import Known, known_questions
from arpent.studies.models import Study
from arpent.surveys.models import Questionnaire


def margins(request: PersonalRequest, study_id: int) -> HttpResponse:
    """What is known of each audience of the study, question by question."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    asked = Questionnaire.objects.filter(study=study).select_related("audience").prefetch_related("margins")
    proposed = [(one, [known for known in known_questions(one) if known.is_proposed]) for one in asked]
    context = {"study": study, "questionnaires": proposed}
    return render(request, "analysis/margins.html", context)


@require_http_methods(["GET", "POST"])
def margin(request: PersonalRequest, study_id: int, questionnaire_id: int, question: str) -> HttpResponse:
    """How many people there are in each category of one question."""
    known = _known(request, study_id, questionnaire_id, question)
    form = MarginForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        set_margin(questionnaire=known.questionnaire, question=question, sizes=form.sizes())
        messages.success(request, _("Les nombres sont enregistrés. Le prochain gel s’en servira."))
        return redirect("analysis:margins", study_id)
    context = {"study": known.questionnaire.study, "known": known, "form": form}
    return render(request, "analysis/margin.html", context)


@require_POST
def forget_margin(
    request: PersonalRequest, study_id: int, questionnaire_id: int, question: str
) -> HttpResponse:
    """No longer rake to a question."""
    known = _known(request, study_id, questionnaire_id, question)
    set_margin(questionnaire=known.questionnaire, question=question, sizes={})
    messages.success(request, _("Ces nombres sont oubliés. Le prochain gel ne s’en servira pas."))
    return redirect("analysis:margins", study_id)


def _known(request: PersonalRequest, study_id: int, questionnaire_id: int, question: str) -> Known:
    run = Questionnaire.objects.run_by(request.user).select_related("study", "audience")
    questionnaire = get_object_or_404(run, pk=questionnaire_id, study=study_id)
    for known in known_questions(questionnaire):
        if known.name == question:
            return known
    raise Http404
