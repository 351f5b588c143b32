"""Work that nobody does any more: its worker was stopped, or killed, in the middle."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from arpent.analysis import tasks as analysis
from arpent.analysis.models import Freeze
from arpent.analysis.topics import tasks as topics
from arpent.analysis.topics.models import TextWork
from arpent.collection import tasks as collection
from arpent.collection.models import AnswerFile
from arpent.collection.offline import tasks as offline
from arpent.collection.offline.models import ParcelWork
from arpent.collection.reaching import tasks as reaching
from arpent.collection.reaching.models import Mailing
from arpent.reports import tasks as reports
from arpent.reports.models import Report
from arpent.surveys import tasks as surveys
from arpent.surveys.models import Voicing

WHY = "Le travail a été interrompu avant la fin : le serveur s’est arrêté. Rien n’est perdu. Demandez-le à nouveau."
WHY_MAIL = "L’envoi a été interrompu : le serveur s’est arrêté. Ce qui est parti est parti, le reste attend. Reprenez l’envoi."
ONGOING = (Freeze.State.WAITING, Freeze.State.RUNNING)
TASKS: dict[type, tuple[Any, ...]] = {
    Freeze: (analysis.make_freeze,),
    Report: (reports.write_report,),
    Voicing: (surveys.make_voice,),
    ParcelWork: (offline.draw_parcel,),
    TextWork: (topics.work_on_texts,),
    AnswerFile: (collection.examine_file, collection.import_file),
    Mailing: (reaching.send_mailing,),
}


def say_interrupted() -> int:
    """Mark as stopped all that is said to be under way. Call it when no worker runs; what waits keeps its turn."""
    DBTaskResult.objects.running().update(status="FAILED", finished_at=timezone.now())
    stopped = list(_abandoned())
    for work in stopped:
        match work:
            case Freeze():
                analysis.stop(work, WHY)
            case AnswerFile():
                work.refuse([WHY])
                work.forget_file()
            case Report() | Voicing() | ParcelWork() | TextWork():
                work.fail(WHY)
            case Mailing():
                work.stop(WHY_MAIL)
    return len(stopped)


def _abandoned() -> Iterator[models.Model]:
    queued = {(one.task_path, one.args_kwargs["args"][0]) for one in DBTaskResult.objects.ready()}
    ongoing = [
        *(
            work
            for model in (Freeze, Report, Voicing, ParcelWork, TextWork)
            for work in model.objects.filter(state__in=ONGOING)
        ),
        *AnswerFile.objects.filter(state__in=(AnswerFile.State.READING, AnswerFile.State.WAITING)),
        *Mailing.objects.filter(state__in=(Mailing.State.WAITING, Mailing.State.SENDING)),
    ]
    for work in ongoing:
        if not any((task.module_path, work.pk) in queued for task in TASKS[type(work)]):
            yield work
