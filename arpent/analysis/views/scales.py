"""Scores: several questions that measure one thing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arpent.accounts.http import PersonalRequest
from arpent.analysis.actions import declare_scale
from arpent.analysis.forms import ScaleForm
from arpent.analysis.measuring import AnswerList, answer_lists, list_of
from arpent.analysis.models import Scale
from arpent.studies.models import Study
from arpent.surveys.models import Questionnaire


def scales(request: PersonalRequest, study_id: int) -> HttpResponse:
    """The scores of each audience of the study, and the questions that could make one."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    asked = Questionnaire.objects.filter(study=study).select_related("audience")
    asked = asked.prefetch_related("scales__items")
    listed = [
        (one, [(scale, list_of(scale)) for scale in one.scales.all()], answer_lists(one)) for one in asked
    ]
    return render(request, "analysis/scales.html", {"study": study, "questionnaires": listed})


@require_http_methods(["GET", "POST"])
def add_scale(request: PersonalRequest, study_id: int, questionnaire_id: int, name: str) -> HttpResponse:
    """Make a score of questions that share a list of answers."""
    run = Questionnaire.objects.run_by(request.user).select_related("study", "audience")
    questionnaire = get_object_or_404(run, pk=questionnaire_id, study=study_id)
    for answers in answer_lists(questionnaire):
        if answers.name == name:
            return _declared(request, answers, None)
    raise Http404


@require_http_methods(["GET", "POST"])
def edit_scale(request: PersonalRequest, study_id: int, scale_id: int) -> HttpResponse:
    """Change what a score is made of. Earlier freezes keep the score that they have."""
    scale = _scale(request, study_id, scale_id)
    answers = list_of(scale)
    if answers is None:
        raise Http404
    return _declared(request, answers, scale)


@require_POST
def drop_scale(request: PersonalRequest, study_id: int, scale_id: int) -> HttpResponse:
    """No longer make this score."""
    _scale(request, study_id, scale_id).delete()
    messages.success(request, _("Le score est retiré. Le prochain gel ne le calculera pas."))
    return redirect("analysis:scales", study_id)


def _declared(request: PersonalRequest, answers: AnswerList, scale: Scale | None) -> HttpResponse:
    form = ScaleForm(request.POST or None, answers=answers, instance=scale)
    if request.method == "POST" and form.is_valid():
        kept = {name: form.cleaned_data[name] for name in form.Meta.fields}
        declare_scale(questionnaire=answers.questionnaire, items=form.items(), instead_of=scale, **kept)
        messages.success(request, _("Le score est enregistré. Le prochain gel le calculera."))
        return redirect("analysis:scales", answers.questionnaire.study_id)
    context = {"study": answers.questionnaire.study, "answers": answers, "form": form, "scale": scale}
    return render(request, "analysis/scale.html", context)


def _scale(request: PersonalRequest, study_id: int, scale_id: int) -> Scale:
    run = Scale.objects.filter(questionnaire__in=Questionnaire.objects.run_by(request.user))
    found = run.select_related("questionnaire__study", "questionnaire__audience")
    return get_object_or_404(found, pk=scale_id, questionnaire__study=study_id)
