"""Workbooks as tables of cells: .xlsx through openpyxl (with defusedxml), .xls through xlrd, .md by hand."""

import re
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZipFile

import xlrd
from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_UNPACKED = 50_000_000  # bytes, of all the parts of an .xlsx that is a form
MAX_UNPACKED_DATA = 400_000_000  # and of one that is a file of answers
MAX_PARTS = 2_000
MAX_LINES = 20_100
MAX_WIDTH = 501
EMPTY_ROWS = 100  # what follows so many empty rows is not read

type Cells = list[tuple[int, list[object]]]
"""The lines of a sheet: their number and their cells."""
type Tables = dict[str, Cells]

_ESCAPED = re.compile(r"\\\|")
_PIPE = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"[|:\s-]+")


class TooBig(ValueError):
    """An archive that unpacks into more than it should."""


def _xlsx(content: bytes, wanted: tuple[str, ...]) -> Tables:
    _check_archive(content, MAX_UNPACKED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on charts and extensions it does not read
        return _xlsx_tables(content, wanted)


class Uncomputed:
    """A formula whose result the file does not hold."""


UNCOMPUTED = Uncomputed()


def _xlsx_tables(content: bytes, wanted: tuple[str, ...]) -> Tables:
    tables = _tables(content, wanted, data_only=True)
    if not _has_formulas(content):
        return tables
    formulas = _tables(content, wanted, data_only=False)
    return {name: _marked(cells, formulas[name]) for name, cells in tables.items()}


def _has_formulas(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return any(b"<f>" in (xml := archive.read(name)) or b"<f " in xml for name in sheets)


def _marked(values: Cells, formulas: Cells) -> Cells:
    """The values, with a mark where there is a formula and no value."""
    return [
        (number, [_or_mark(value, written) for value, written in zip(row, written_row, strict=False)])
        for (number, row), (_, written_row) in zip(values, formulas, strict=False)
    ]


def _or_mark(value: object, written: object) -> object:
    return UNCOMPUTED if value is None and isinstance(written, str) and written.startswith("=") else value


def _tables(content: bytes, wanted: tuple[str, ...], *, data_only: bool) -> Tables:
    book = load_workbook(BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    try:
        alone = len(book.worksheets) == 1
        return {
            sheet.title: _xlsx_lines(sheet, MAX_LINES, MAX_WIDTH)
            for sheet in book.worksheets
            if alone or sheet.title.lower() in wanted
        }
    finally:
        book.close()


def _xlsx_lines(sheet: ReadOnlyWorksheet, lines: int, width: int) -> Cells:
    """No further than the sheet says it goes, than what is allowed, or than a long run of empty rows."""
    last = min(sheet.max_column or width, width)
    found: Cells = []
    filled = 0
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_row=lines, max_col=last), start=1):
        found.append((number, list(cells)))
        if any(cell is not None for cell in cells):
            filled = number
        elif number - filled > EMPTY_ROWS:
            break
    return found[:filled]


def first_sheet(content: bytes, *, lines: int, width: int) -> Cells:
    """The first sheet of an .xlsx, for a file of data."""
    _check_archive(content, MAX_UNPACKED_DATA)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return _xlsx_lines(book.worksheets[0], lines, width)
        finally:
            book.close()


def _check_archive(content: bytes, most: int) -> None:
    """The sizes that the archive declares; zipfile refuses to unpack more than it declares."""
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > most:
        raise TooBig


def _xls(content: bytes, wanted: tuple[str, ...]) -> Tables:
    with xlrd.open_workbook(file_contents=content, on_demand=True, logfile=_Silence()) as book:
        names = book.sheet_names()
        return {
            name: list(_xls_lines(book.sheet_by_name(name), book.datemode))
            for name in names
            if len(names) == 1 or name.lower() in wanted
        }


class _Silence:
    """Where xlrd writes its remarks."""

    def write(self, text: str) -> None:
        """Forgets the text."""


def _xls_lines(sheet: xlrd.sheet.Sheet, datemode: int) -> Iterator[tuple[int, list[object]]]:
    for index in range(min(sheet.nrows, MAX_LINES)):
        yield index + 1, [_xls_value(cell, datemode) for cell in sheet.row(index)]


def _xls_value(cell: xlrd.sheet.Cell, datemode: int) -> object:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment = xlrd.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError, xlrd.XLDateError):
            return cell.value
        return moment.time() if cell.value < 1 else moment
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return None if cell.ctype == xlrd.XL_CELL_ERROR else cell.value


def _markdown(content: bytes, wanted: tuple[str, ...]) -> Tables:
    """Tables whose first column names the sheet, as the XLSForm community writes its examples."""
    tables: Tables = {}
    sheet: Cells = []
    for line in content.decode("utf-8-sig").splitlines():
        row = _markdown_row(line)
        if row is None:
            continue
        if row[0]:
            sheet = tables.setdefault(row[0], [])
        if any(row[1:]):
            sheet.append((len(sheet) + 1, list(row[1:])))
    return {name: cells for name, cells in tables.items() if len(tables) == 1 or name.lower() in wanted}


def _markdown_row(line: str) -> list[str] | None:
    line = line.strip()
    if not line.startswith("|") or _SEPARATOR.fullmatch(line):
        return None
    inside = line[1 : line.rindex("|")] if line.count("|") > 1 else line[1:]
    return [_ESCAPED.sub("|", cell.strip()) for cell in _PIPE.split(inside)]


READERS: dict[str, Callable[[bytes, tuple[str, ...]], Tables]] = {
    ".xlsx": _xlsx,
    ".xlsm": _xlsx,
    ".xls": _xls,
    ".md": _markdown,
}
