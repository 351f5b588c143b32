"""Django's own commands, on this installation: `arpent manage migrate`."""

from collections.abc import Sequence

from django.core.management import execute_from_command_line


def run(arguments: Sequence[str]) -> int:
    """What the command itself refuses ends the process with its own code."""
    execute_from_command_line(["arpent manage", *(arguments or ["help"])])
    return 0
