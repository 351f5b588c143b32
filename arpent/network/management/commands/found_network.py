from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from arpent.accounts.invitations import first_password_path
from arpent.network.actions import found_network


class Command(BaseCommand):
    help = "Ouvre un réseau vide : sa tête, et la première personne qui l’administre."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="le nom de la tête de réseau")
        parser.add_argument("--admin", required=True, help="prénom et nom de la personne qui administre")
        parser.add_argument("--email", required=True, help="son adresse e-mail")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            first = found_network(
                name=options["name"], email=options["email"], admin=options["admin"], on=timezone.localdate()
            )
        except ValidationError as reason:
            raise CommandError("Cette adresse e-mail n’en est pas une. Vérifiez-la.") from reason
        except ValueError as reason:
            raise CommandError(
                "Cette installation contient déjà un réseau.\nChoisissez un dossier neuf : ARPENT_HOME=/chemin"
            ) from reason
        self.stdout.write(
            f"Le réseau « {first.organisation} » est ouvert. {first.user} choisit son mot de passe ici :"
        )
        self.stdout.write(f"{settings.SITE_ADDRESS}{first_password_path(first.user)}")
