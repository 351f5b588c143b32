"""Erasing raw answers on the day that was promised."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from arpent.collection.models import AnswerFile, Campaign, Response


@dataclass(frozen=True, slots=True)
class Purge:
    """What was erased, or would be."""

    campaigns: int
    answers: int
    abandoned: int
    files: int

    def __str__(self) -> str:
        return (
            f"{self.answers} réponses de {self.campaigns} collectes arrivées à leur date, "
            f"{self.abandoned} réponses abandonnées, {self.files} fichiers importés"
        )


def to_purge(on: date) -> Purge:
    """What is due to be erased on that day."""
    due = Response.objects.past_purge(on)
    return Purge(
        campaigns=Campaign.objects.filter(purge_on__lte=on, links__responses__isnull=False)
        .distinct()
        .count(),
        answers=due.count(),
        abandoned=Response.objects.abandoned(on).exclude(pk__in=due.values("pk")).count(),
        files=AnswerFile.objects.filter(campaign__purge_on__lte=on).count(),
    )


def purge(*, on: date) -> Purge:
    """Erase the raw answers of campaigns past their day, and answers begun and left. Frozen results stay."""
    done = to_purge(on)
    with transaction.atomic():
        Response.objects.past_purge(on).delete()
        Response.objects.abandoned(on).delete()
        files = list(AnswerFile.objects.filter(campaign__purge_on__lte=on))
        AnswerFile.objects.filter(pk__in=[each.pk for each in files]).delete()
    for each in files:
        each.forget_file()
    return done
