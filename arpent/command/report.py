"""`arpent report FORM DATA --out FOLDER`: a questionnaire and its exported answers in, a report out.

This module reads what was asked for, and only that, so that `--help` answers at once. The work, and the libraries
that count and draw, are in `arpent.command.making`, which is imported by its name once there is work to do.
"""

import argparse
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from arpent.command.request import Request


def run(arguments: Sequence[str]) -> int:
    """Make the report. Returns 0 when it is made, 1 when something was refused; exits with 2 on a wrong call."""
    request = requested(arguments)
    code: int = import_module("arpent.command.making").make(request)
    return code


def requested(arguments: Sequence[str]) -> Request:
    """The request. Exits with 2 and a sentence when it makes no sense."""
    found = _parser().parse_args(arguments)
    return Request(
        form=found.form,
        data=found.data,
        out=found.out,
        weight=found.weight,
        cluster=found.cluster,
        stratum=found.stratum,
        by=tuple(dict.fromkeys(found.by)),
        language=found.lang,
        threshold=found.threshold,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="arpent report",
        description="Faire un rapport à partir d’un questionnaire et de ses réponses : une page, un PDF "
        "accessible, des tableaux, le dictionnaire des données, les données et les résultats.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "form", type=Path, metavar="FORM", help="le questionnaire : XLSForm en .xlsx, .xls ou .md"
    )
    parser.add_argument("data", type=Path, metavar="DATA", help="les réponses exportées : .csv ou .xlsx")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="le dossier à écrire")
    parser.add_argument("--weight", default="", metavar="COLUMN", help="la colonne des poids")
    parser.add_argument(
        "--cluster", default="", metavar="COLUMN", help="la colonne des grappes (associations)"
    )
    parser.add_argument("--stratum", default="", metavar="COLUMN", help="la colonne des strates (régions)")
    parser.add_argument(
        "--by", action="append", default=[], metavar="NAME",
        help="une question à choix unique ou une colonne selon laquelle comparer ; plusieurs fois au besoin",
    )  # fmt: skip
    parser.add_argument(
        "--lang", default="", metavar="TAG", help="la langue du questionnaire à montrer : fr, en…"
    )
    parser.add_argument(
        "--threshold", type=_threshold, default=11, metavar="N",
        help="le nombre de réponses sous lequel un groupe est masqué (11 par défaut)",
    )  # fmt: skip
    return parser


def _threshold(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError("donnez un nombre entier, 1 au moins")
    return int(words)
