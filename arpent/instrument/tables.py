"""Files of answers as columns of text: CSV in any usual encoding and delimiter, or the first sheet of an .xlsx."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePath

from arpent.instrument.errors import Notice, notice
from arpent.instrument.sheets import cell_text
from arpent.instrument.workbooks import first_sheet

MAX_BYTES = 200_000_000
MAX_LINES = 1_000_000
MAX_WIDTH = 3_000
_DELIMITERS = ",;\t|"


class DataRefused(ValueError):
    """A file of answers that cannot be read with this questionnaire. Every reason is given."""

    def __init__(self, errors: tuple[Notice, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file: `columns[i]` under `headers[i]`, each with one text a line of `lines`."""

    headers: tuple[str, ...]
    lines: tuple[int, ...]
    columns: tuple[Sequence[str], ...]


def read_table(content: bytes, filename: str) -> Table:
    """Raises DataRefused when the file is no table, is empty or is too big."""
    path = PurePath(filename)
    if len(content) > MAX_BYTES:
        raise _refused("D003", f"{len(content) // 1_000_000} Mo", most=f"{MAX_BYTES // 1_000_000} Mo")
    match path.suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            rows = _csv_rows(content)
        case ".xlsx" | ".xlsm":
            rows = _xlsx_rows(content)
        case _:
            raise _refused("D001", path.name)
    return _table(rows)


def _refused(code: str, read: str = "", most: str = "") -> DataRefused:
    return DataRefused((notice(code, read=read, most=most),))


type _Rows = list[tuple[int, list[str]]]


def _csv_rows(content: bytes) -> _Rows:
    text = _decoded(content)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    try:
        return [(reader.line_num, row) for row in reader]
    except csv.Error as broken:
        raise _refused("D002") from broken


def _xlsx_rows(content: bytes) -> _Rows:
    try:
        cells = first_sheet(content, lines=MAX_LINES + 2, width=MAX_WIDTH + 1)
    except Exception as broken:  # openpyxl lets many kinds of error out of a broken file
        raise _refused("D002") from broken
    return [(number, list(map(cell_text, row))) for number, row in cells]


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 when it says so, else the code page of French Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most cells, the same number on each."""
    first = "\n".join(text[:200_000].splitlines()[:20])
    return max(_DELIMITERS, key=lambda mark: _regularity(first, mark))


def _regularity(text: str, mark: str) -> tuple[int, int]:
    widths = Counter(len(row) for row in csv.reader(StringIO(text), delimiter=mark) if row)
    if not widths:
        return (0, 0)
    header = len(next(row for row in csv.reader(StringIO(text), delimiter=mark) if row))
    return (widths[header] if header > 1 else 0, header)


def _table(rows: _Rows) -> Table:
    filled = [(number, row) for number, row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise _refused("D002")
    headers = tuple(" ".join(cell.split()) for cell in _without_end(filled[0][1]))
    _check(headers, len(filled) - 1)
    body = filled[1:]
    width = len(headers)
    padded: Iterable[list[str]] = ((row + [""] * (width - len(row)))[:width] for _, row in body)
    columns = tuple(zip(*padded, strict=True)) if body else tuple(() for _ in headers)
    return Table(headers, tuple(number for number, _ in body), columns)


def _without_end(cells: list[str]) -> list[str]:
    """The cells up to the last filled one."""
    last = max((index for index, cell in enumerate(cells) if cell.strip()), default=-1)
    return cells[: last + 1]


def _check(headers: tuple[str, ...], count: int) -> None:
    twice = [header for header, times in Counter(filter(None, headers)).items() if times > 1]
    if twice:
        raise DataRefused(tuple(notice("D004", read=header) for header in twice))
    if len(headers) > MAX_WIDTH:
        raise _refused("D003", f"{len(headers)} colonnes", most=f"{MAX_WIDTH} colonnes")
    if count > MAX_LINES:
        raise _refused("D003", f"plus de {MAX_LINES} lignes", most=f"{MAX_LINES} lignes")
