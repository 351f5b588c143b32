"""The pictograms that a questionnaire may show."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from arpent.accounts.http import PersonalRequest
from arpent.studies.models import Study
from arpent.ui.pictos import found, pictos


def library(request: PersonalRequest, study_id: int) -> HttpResponse:
    """Every pictogram, or those that a word finds."""
    study = get_object_or_404(Study.objects.visible_to(request.user), pk=study_id)
    words = request.GET.get("mot", "").strip()[:60]
    context = {"study": study, "words": words, "pictos": found(words), "total": len(pictos())}
    return render(request, "surveys/pictos.html", context)
