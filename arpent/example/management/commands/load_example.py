from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from arpent.example.guard import Refused
from arpent.example.load import Loaded, accounts, load, planned, refuse


class Command(BaseCommand):
    help = "Remplit une installation vide avec le réseau d’exemple, inventé de bout en bout."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="dire ce qui serait écrit, sans rien écrire"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            refuse()
            if options["dry_run"]:
                self.stdout.write(f"Seraient écrits\u202f: {_summary(planned())}. Rien n’est écrit.")
                return
            loaded = _load_with_a_bar(quiet=options["verbosity"] == 0)
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"Écrits\u202f: {_summary(loaded)}.\n\n{accounts()}")


def _load_with_a_bar(*, quiet: bool) -> Loaded:
    columns = (TextColumn("{task.description:50}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as bar:
        task = bar.add_task("Le réseau d’exemple", total=None)
        return load(
            on=timezone.localdate(),
            progress=lambda done, total, doing: bar.update(
                task, completed=done, total=total, description=doing
            ),
        )


def _summary(loaded: Loaded) -> str:
    return (
        f"{loaded.associations} associations, {loaded.studies} études, "
        f"{loaded.answers} réponses, {loaded.reports} rapports, {loaded.people} comptes"
    )
