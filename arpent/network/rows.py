"""Rows that someone typed elsewhere: a CSV file, or cells pasted from a spreadsheet."""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_ROWS = 5_000
DELIMITERS = (";", "\t", ",")


class RowsRefused(ValueError):
    """The whole table cannot be read. The message is for the person: fact, place, remedy."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line as typed: its number in the file, and its cells by the plain form of their heading."""

    line: int
    cells: Mapping[str, str]

    def cell(self, heading: str) -> str:
        return self.cells.get(plain(heading), "")


UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one line cannot be taken, and what to do."""

    line: int
    fact: str
    remedy: str


def plain(text: str) -> str:
    """Without capitals, accents, typographic apostrophes or doubled spaces, so that « Région » is found as « region »."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def decoded(content: bytes) -> str:
    """The text of a file written by a spreadsheet: UTF-8, what Excel calls Unicode, Windows' letters, or an older Mac's."""
    for letters in ("utf-16",) if content.startswith(UTF_16) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(letters)
        except UnicodeDecodeError:
            continue
    return content.decode("mac_roman")  # where « è » and « ê » are what Windows' letters leave empty


def read_rows(text: str, *, headings: Sequence[str]) -> list[Row]:
    """The rows under a first line of headings, of which those named must be there. Raises RowsRefused."""
    if "\x00" in text:
        raise RowsRefused(_("Ce fichier n’est pas un tableau en texte. Enregistrez-le au format CSV."))
    lines = [line for line in _cells(text) if any(cell.strip() for cell in line[1])]
    if not lines:
        raise RowsRefused(
            _("Le tableau est vide. Écrivez une première ligne de titres, puis les autres lignes.")
        )
    found = [plain(cell) for cell in lines[0][1]]
    _check_headings(found, headings)
    if len(lines) - 1 > MOST_ROWS:
        raise RowsRefused(
            _("Le tableau a plus de %(most)s lignes. Découpez-le en plusieurs fichiers.")
            % {"most": MOST_ROWS}
        )
    return [
        Row(number, dict(zip(found, (cell.strip() for cell in cells), strict=False)))
        for number, cells in lines[1:]
    ]


def _cells(text: str) -> list[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise RowsRefused(
            _("Ligne %(line)s : ce texte n’est pas un tableau CSV. Vérifiez les guillemets.")
            % {"line": reader.line_num}
        ) from error


def _check_headings(found: Sequence[str], wanted: Sequence[str]) -> None:
    missing = [heading for heading in wanted if plain(heading) not in found]
    if missing:
        raise RowsRefused(
            _("Il manque la colonne « %(missing)s ». La première ligne doit porter les titres : %(wanted)s.")
            % {"missing": " », « ".join(missing), "wanted": " ; ".join(wanted)}
        )
    twice = {heading for heading in found if heading and found.count(heading) > 1}
    if twice:
        raise RowsRefused(
            _("La colonne « %(twice)s » est écrite deux fois. Gardez-en une seule.")
            % {"twice": " », « ".join(sorted(twice))}
        )
