"""The one installed command. Each subcommand is a module with `run(arguments) -> exit code`.

A module is imported when its subcommand is asked for, by its name in the table below: `arpent report` must start
without Django's site, and `arpent serve` without the libraries that draw charts.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "report": ("arpent.command.report", "faire un rapport à partir d’un questionnaire et de ses réponses"),
    "serve": ("arpent.command.serve", "préparer la base et lancer le site"),
    "manage": ("arpent.command.manage", "les commandes d’entretien du site"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code: 0 done, 1 refused, 2 asked wrongly."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help"):
        print(_usage())
        return 0
    if words[0] not in COMMANDS:
        print(f"La commande « {words[0]} » n’existe pas.\n\n{_usage()}", file=sys.stderr)
        return 2
    code: int = import_module(COMMANDS[words[0]][0]).run(words[1:])
    return code


def _usage() -> str:
    lines = [f"  arpent {name:8} {what}" for name, (_, what) in COMMANDS.items()]
    return "\n".join(["Arpent, mesurer ensemble ce qui change dans la vie des gens.", "", *lines])
