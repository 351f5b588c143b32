"""Django's own commands, on this installation: `arpent manage migrate`."""

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def run(arguments: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arpent.site.settings")
    execute_from_command_line(["arpent manage", *(arguments or ["help"])])
    return 0
