"""The one installed command. Each subcommand is a module with `run(arguments) -> exit code`.

A module is imported when its subcommand is asked for, by its name in the table below: `arpent falc` must start
without Django, `arpent report` without the site, and `arpent serve` without the libraries that draw charts.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: what it does, where it lives, and whether it needs the site's settings and database."""

    says: str
    module: str
    on_site: bool = True


COMMANDS = {
    "report": Command(
        "faire un rapport à partir d’un questionnaire et de ses réponses",
        "arpent.command.report",
        on_site=False,
    ),
    "falc": Command(
        "dire ce qui rend un texte difficile à lire, et comment le rendre plus facile",
        "arpent.command.falc",
        on_site=False,
    ),
    "serve": Command("préparer la base et lancer le site", "arpent.command.serve"),
    "manage": Command("les commandes d’entretien du site", "arpent.command.manage"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code: 0 done, 1 refused or found wanting, 2 asked wrongly."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help"):
        print(_usage())
        return 0
    if words[0] not in COMMANDS:
        print(f"La commande « {words[0]} » n’existe pas.\n\n{_usage()}", file=sys.stderr)
        return 2
    return _run(COMMANDS[words[0]], words[1:])


def _run(command: Command, words: Sequence[str]) -> int:
    if command.on_site:
        set_up: int = import_module("arpent.command.onsite").run(command.module, words)
        return set_up
    code: int = import_module(command.module).run(words)
    return code


def _usage() -> str:
    lines = [f"  arpent {name:8} {command.says}" for name, command in COMMANDS.items()]
    return "\n".join(["Arpent, mesurer ensemble ce qui change dans la vie des gens.", "", *lines])
