"""What a person decides about crossed views."""

from collections.abc import Mapping

from django.db import transaction

from arpent.analysis.crossed.models import CrossedQuestion, CrossedView
from arpent.studies.models import Study
from arpent.surveys.models import Questionnaire


@transaction.atomic
def cross_questions(*, study: Study, title: str, questions: Mapping[Questionnaire, str]) -> CrossedView:
    """Set the answers of several audiences side by side, through one question each."""
    view = CrossedView.objects.create(study=study, title=title)
    CrossedQuestion.objects.bulk_create(
        CrossedQuestion(view=view, questionnaire=questionnaire, question=question)
        for questionnaire, question in questions.items()
    )
    return view
