"""`arpent falc FILE…`: what makes a text hard to read, where, and how to mend it.

This module reads what was asked for, and only that, so that `--help` answers at once. The work is in
`arpent.command.proofreading`, which is imported by its name once there is work to do.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

LEVELS = ("error", "warning", "info", "never")


def run(arguments: Sequence[str]) -> int:
    """Look the files over. Returns 0 when nothing serious was found, 1 otherwise, 2 when a file could not be read."""
    asked = _parser().parse_args(arguments)
    if not asked.files and not asked.rules:
        _parser().error("donnez un fichier, ou « - » pour lire ce qui vient d’une autre commande")
    try:
        return _done(asked)
    except BrokenPipeError:  # whoever was reading has read enough: `arpent falc … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _done(asked: argparse.Namespace) -> int:
    form = "json" if asked.json else "sarif" if asked.sarif else "terminal"
    work = import_module("arpent.command.proofreading")
    if asked.rules:
        work.tell_rules(form)
        return 0
    code: int = work.proofread(asked.files, form, asked.fail_on, asked.question, asked.words)
    sys.stdout.flush()
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="arpent falc",
        description="Dire ce qui rend un texte français difficile à lire, règle par règle, et comment le rendre "
        "plus facile. Un programme ne remplace pas la relecture par des personnes concernées.",
        epilog="Code de sortie : 0 si rien de grave n’est trouvé, 1 s’il y a une erreur (voir --fail-on), "
        "2 si un fichier n’est pas lu ou si la demande est mal écrite.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="fichier .txt, .md, .html, .docx ou .pdf ; - pour l’entrée"
    )
    parser.add_argument(
        "--question", action="store_true", help="chaque phrase est une question posée à quelqu’un"
    )
    parser.add_argument(
        "--words", metavar="TABLE",
        help="les mots de votre réseau : un tableau CSV avec les colonnes mot ; à la place ; connu",
    )  # fmt: skip
    parser.add_argument(
        "--fail-on", choices=LEVELS, default="error", metavar="LEVEL",
        help="le plus petit niveau qui donne le code 1 : error (d’ordinaire), warning, info, never",
    )  # fmt: skip
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="un objet par fichier, une ligne chacun")
    form.add_argument(
        "--sarif", action="store_true", help="un rapport SARIF 2.1.0, pour les outils de relecture"
    )
    parser.add_argument("--rules", action="store_true", help="la liste des règles")
    return parser
