from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from arpent.analysis.purge import forget_rows, forget_words, rows_to_forget
from arpent.collection.purge import purge, to_purge
from arpent.reports.purge import forget_quotes, reports_with_quotes

TASKS_KEPT = timedelta(days=30)


class Command(BaseCommand):
    help = (
        "Efface les réponses brutes des collectes arrivées à leur date d’effacement, aussi dans les gels et les "
        "citations des rapports, les réponses commencées puis abandonnées depuis plus de 30 jours, les fichiers déposés et jamais "
        "confirmés, les sessions et les tâches finies. À lancer chaque jour."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="dit ce qui serait effacé, sans rien effacer"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        today = timezone.localdate()
        if options["dry_run"]:
            frozen, quoting = len(rows_to_forget(today)), reports_with_quotes(today).count()
            self.stdout.write(
                f"À effacer : {to_purge(today)}, les lignes de {frozen} jeux gelés, les citations de {quoting} "
                "rapports. Rien n’a été effacé."
            )
        else:
            done, frozen = purge(on=today), forget_rows(on=today)
            forget_words(on=today)
            quoting = forget_quotes(on=today)
            _tidy()
            self.stdout.write(
                f"Effacé : {done}, les lignes de {frozen} jeux gelés, les citations de {quoting} rapports."
            )


def _tidy() -> None:
    """Sessions and tasks that are over; then the places of the database where erased words would wait.

    SQLite overwrites what it erases, but its journal holds it until it is emptied. PostgreSQL leaves it in the
    files of the tables until these are written anew.
    """
    call_command("clearsessions")
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - TASKS_KEPT).delete()
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(
                "PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "VACUUM FULL"
            )
