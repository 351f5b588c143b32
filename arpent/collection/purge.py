"""Erasing raw answers on the day that was promised."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import time

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from arpent.collection.models import IMPORTS, AnswerFile, Campaign, Link, Response
from arpent.collection.offline.models import Device, KeptAside, OfflineKey
from arpent.collection.reaching.actions import forget_names
from arpent.collection.reaching.models import Invitation, InvitationQuerySet

ONE_DAY = 86_400
UNCONFIRMED = timedelta(days=7)
"""How long a file waits for the person who deposited it to say yes."""


@dataclass(frozen=True, slots=True)
class Purge:
    """What was erased, or would be."""

    campaigns: int
    answers: int
    abandoned: int
    files: int
    names: int = 0

    def __str__(self) -> str:
        return (
            f"{self.answers} réponses de {self.campaigns} collectes arrivées à leur date, "
            f"{self.abandoned} réponses abandonnées, {self.files} fichiers importés, "
            f"{self.names} noms et adresses de personnes invitées"
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
        files=_files_due(on).count(),
        names=_names_due(on).count(),
    )


def _names_due(on: date) -> InvitationQuerySet:
    return Invitation.objects.filter(link__campaign__forget_on__lte=on)


def _files_due(on: date) -> QuerySet[AnswerFile]:
    """Those of campaigns past their day, and those that nobody has confirmed."""
    unconfirmed = Q(state__in=(AnswerFile.State.READING, AnswerFile.State.READ), day__lt=on - UNCONFIRMED)
    return AnswerFile.objects.filter(Q(campaign__purge_on__lte=on) | unconfirmed)


def purge(*, on: date) -> Purge:
    """Erase the raw answers of campaigns past their day, and answers begun and left. Frozen results stay."""
    done = to_purge(on)
    with transaction.atomic():
        Response.objects.past_purge(on).delete()
        Response.objects.abandoned(on).delete()
        for model in (KeptAside, Device, OfflineKey):  # without its key, what a lost tablet holds never opens
            model.objects.filter(campaign__purge_on__lte=on).delete()
        forget_names(invitations=_names_due(on))
        Link.objects.filter(campaign__purge_on__lte=on).update(refusals=0, withdrawals=0)
        files = list(_files_due(on))
        AnswerFile.objects.filter(pk__in=[each.pk for each in files]).delete()
    for each in files:
        each.forget_file()
    _sweep()
    return done


def _sweep() -> None:
    """Erase yesterday's files that no row needs any more: what a crash in the middle of an import leaves."""
    yesterday = time() - ONE_DAY
    done = (AnswerFile.State.DONE, AnswerFile.State.REFUSED)
    needed = set(AnswerFile.objects.exclude(state__in=done).values_list("file", flat=True))
    for path in (Path(settings.MEDIA_ROOT) / IMPORTS).glob("*"):
        if f"{IMPORTS}{path.name}" not in needed and path.stat().st_mtime < yesterday:
            path.unlink(missing_ok=True)
