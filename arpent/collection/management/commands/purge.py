from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from arpent.collection.purge import purge, to_purge


class Command(BaseCommand):
    help = (
        "Efface les réponses brutes des collectes arrivées à leur date d’effacement, et les réponses "
        "commencées puis abandonnées depuis plus de 30 jours. À lancer chaque jour."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="dit ce qui serait effacé, sans rien effacer"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        today = timezone.localdate()
        if options["dry_run"]:
            self.stdout.write(f"À effacer : {to_purge(today)}. Rien n’a été effacé.")
        else:
            self.stdout.write(f"Effacé : {purge(on=today)}.")
