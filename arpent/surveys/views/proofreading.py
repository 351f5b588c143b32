"""The easy-to-read edition of a version, looked over."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from arpent.accounts.http import PersonalRequest
from arpent.surveys.models import Version
from arpent.surveys.proofreading import EASY, proofread


def easy(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    """What makes the easy-to-read texts hard to read. It advises; nothing is refused."""
    shown = get_object_or_404(
        Version.objects.visible_to(request.user).filter(questionnaire__study=study_id), pk=version_id
    )
    instrument = shown.instrument
    context = {
        "study": shown.questionnaire.study,
        "version": shown,
        "has_easy": EASY in instrument.editions,
        "proof": proofread(instrument),
    }
    return render(request, "surveys/easy.html", context)
