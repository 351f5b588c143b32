"""The sheets of an uploaded workbook, as text. Files are hostile until read: every size is bounded."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import PurePath

from arpent.instrument.errors import FormRefused, Notice, notice
from arpent.instrument.workbooks import READERS, UNCOMPUTED, Cells, TooBig, Uncomputed

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 500
MAX_CELLS = 1_000_000
MAX_CELL = 20_000
EMPTY_ROWS_AT_END = 60  # as pyxform: what follows so many empty rows or columns is not read
EMPTY_COLUMNS_AT_END = 20
READ = ("survey", "choices", "settings")
KNOWN = (*READ, "external_choices", "entities", "osm")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a sheet: its number as the tableur shows it, and its filled cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet whose first row names the columns."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    errors: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a questionnaire, by lower-case name."""

    stem: str
    sheets: Mapping[str, Sheet]
    notices: tuple[Notice, ...]


def read_workbook(content: bytes, filename: str) -> Workbook:
    """Raises FormRefused when the file is no workbook, is too big, or has no sheet of questions."""
    path = PurePath(filename)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise FormRefused((notice("F001", read=path.name),))
    if len(content) > MAX_BYTES:
        raise FormRefused((notice("F003", read=_megabytes(len(content)), most=_megabytes(MAX_BYTES)),))
    try:
        tables = reader(content, KNOWN)
    except TooBig as bomb:
        raise FormRefused((notice("F009"),)) from bomb
    except Exception as broken:  # the readers let many kinds of error out of a broken file
        raise FormRefused((notice("F002"),)) from broken
    return Workbook(path.stem, *_named_sheets(tables))


def _named_sheets(tables: dict[str, Cells]) -> tuple[dict[str, Sheet], tuple[Notice, ...]]:
    if len(tables) == 1 and next(iter(tables)).lower() not in KNOWN:
        tables = {"survey": next(iter(tables.values()))}
    sheets = {name.lower(): _sheet(name, cells) for name, cells in tables.items() if name.lower() in READ}
    if "survey" not in sheets:
        raise FormRefused((notice("F004"),))
    unread = tuple(
        notice("U008", name) for name in tables if name.lower() in KNOWN and name.lower() not in READ
    )
    return sheets, unread


def _sheet(name: str, cells: Cells) -> Sheet:
    rows = iter(cells)
    _, first = next(rows, (1, ()))
    headers, errors = _headers(name, first)
    columns = tuple((index, header) for index, header in enumerate(headers) if header)
    found = tuple(_rows(name, columns, rows))
    return Sheet(name, tuple(header for header in headers if header), found, errors)


def _headers(sheet: str, cells: Iterable[object]) -> tuple[list[str], tuple[Notice, ...]]:
    headers: list[str] = []
    errors: list[Notice] = []
    empty = 0
    for cell in cells:
        header = " ".join(cell_text(cell).split())
        empty = 0 if header else empty + 1
        if empty > EMPTY_COLUMNS_AT_END:
            break
        if header and header in headers:
            errors.append(notice("C001", sheet, 1, header))
            header = ""
        headers.append(header)
        if len(headers) > MAX_COLUMNS:
            raise FormRefused(
                (notice("F005", sheet, 0, f"{len(headers)} colonnes", most=f"{MAX_COLUMNS} colonnes"),)
            )
    return headers, tuple(errors)


def _rows(
    sheet: str, columns: tuple[tuple[int, str], ...], rows: Iterable[tuple[int, list[object]]]
) -> Iterator[Row]:
    empty = count = 0
    for number, cells in rows:
        values = list(cells)
        texts = {header: cell_text(values[index]) for index, header in columns if index < len(values)}
        filled = {header: text for header, text in texts.items() if text}
        _check_formulas(sheet, number, columns, values)
        empty = 0 if filled else empty + 1
        if empty > EMPTY_ROWS_AT_END:
            return
        if filled:
            count += len(filled)
            _check_size(sheet, number, filled, count)
            yield Row(number, filled)


def _check_formulas(
    sheet: str, number: int, columns: tuple[tuple[int, str], ...], values: list[object]
) -> None:
    for index, header in columns:
        if index < len(values) and values[index] is UNCOMPUTED:
            raise FormRefused((notice("F008", sheet, number, header),))


def _check_size(sheet: str, number: int, cells: Mapping[str, str], count: int) -> None:
    if number > MAX_ROWS:
        raise FormRefused(
            (notice("F005", sheet, 0, f"plus de {MAX_ROWS} lignes", most=f"{MAX_ROWS} lignes"),)
        )
    if count > MAX_CELLS:
        raise FormRefused(
            (notice("F005", sheet, 0, f"plus de {MAX_CELLS} cellules", most=f"{MAX_CELLS} cellules"),)
        )
    longest = max(map(len, cells.values()))
    if longest > MAX_CELL:
        raise FormRefused((notice("F006", sheet, number, str(longest), most=MAX_CELL),))


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without a point, dates as ISO, nothing as empty."""
    match value:
        case None | Uncomputed():
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
        case _:
            return _CONTROLS.sub("", str(value)).strip()


_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} Mo"
