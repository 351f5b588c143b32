from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from arpent.surveys.aloud.asking import ask_for_voice
from arpent.surveys.models import Version


class Command(BaseCommand):
    help = "Demande la lecture à voix haute de chaque questionnaire publié : après make voice, ou un changement de voix."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="dire combien, sans rien demander")

    def handle(self, *_args: Any, **options: Any) -> None:
        versions = list(Version.objects.published())
        if not options["dry_run"]:
            for version in versions:
                ask_for_voice(version=version)
        said = "seraient demandées" if options["dry_run"] else "sont demandées : la page « Voix » les suit"
        self.stdout.write(f"{len(versions)} lectures {said}.")
