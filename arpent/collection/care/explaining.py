"""What may be said to someone who did not understand: shown on demand, each opening counted by question."""

from collections.abc import Mapping

from django.db import transaction

from arpent.collection.models import Response
from arpent.instrument.values import Instrument, Question, text_in

MOST = 99
"""Beyond, it is no longer one person who did not understand: the count stays there."""


def explanation_of(question: Question, edition: str) -> str:
    """The words that may be said, the same for everyone; nothing when the question has none."""
    return text_in(question.clarification, edition)


def explainable(instrument: Instrument) -> tuple[Question, ...]:
    """The questions that may be explained."""
    return tuple(question for question in instrument.questions() if any(question.clarification.values()))


@transaction.atomic
def count_opening(*, response: Response, question: Question) -> None:
    """One more opening for that question, and nothing else: no word, no hour. An unknown question counts nothing."""
    if not any(question.clarification.values()):
        return
    stored = Response.objects.select_for_update().get(pk=response.pk)
    if stored.status == Response.Status.ONGOING:
        stored.clarified = opened_once_more(stored.clarified, question.name)
        stored.save(update_fields=["clarified"])


def opened_once_more(counts: Mapping[str, int], name: str) -> dict[str, int]:
    return {**counts, name: min(counts.get(name, 0) + 1, MOST)}
