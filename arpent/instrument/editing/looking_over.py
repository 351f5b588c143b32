"""What reading a questionnaire would say about it, while it is being written: each remark with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from arpent.instrument.errors import FormRefused, Notice
from arpent.instrument.sheets import Row, Sheet, Workbook
from arpent.instrument.values import Group, Instrument, Item
from arpent.instrument.writing import headers_of, rows_of
from arpent.instrument.xlsform import read_book


@dataclass(frozen=True, slots=True)
class Remark:
    """A notice, and the question, section or choice it is about; no name for the whole questionnaire."""

    notice: Notice
    blocks: bool  # the questionnaire cannot be published or exported like that
    item: str = ""
    list_name: str = ""


def look_over(instrument: Instrument) -> tuple[Remark, ...]:
    """What blocks, or, when nothing does, what its author should know."""
    places = {"survey": list(_rows(instrument.items)), "choices": list(_choices(instrument))}
    try:
        notices, blocks = read_book(_workbook(instrument)).notices, False
    except FormRefused as refused:
        notices, blocks = refused.errors, True
    return tuple(_placed(each, blocks, places) for each in notices)


def _placed(notice: Notice, blocks: bool, places: dict[str, list[tuple[str, str]]]) -> Remark:
    rows = places.get(notice.sheet, [])
    index = notice.row - 2
    item, list_name = rows[index] if 0 <= index < len(rows) else ("", "")
    return Remark(notice, blocks, item, list_name)


def _rows(items: tuple[Item, ...]) -> Iterator[tuple[str, str]]:
    """The item that each row of the sheet of questions is about, the end of a section included."""
    for item in items:
        yield item.name, ""
        if isinstance(item, Group):
            yield from _rows(item.items)
            yield item.name, ""


def _choices(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for name, choices in instrument.choices.items():
        yield from ((choice.name, name) for choice in choices)


def _workbook(instrument: Instrument) -> Workbook:
    sheets = {}
    for name, rows in rows_of(instrument).items():
        filled = [{header: cell for header, cell in row.items() if cell} for row in rows]
        numbered = tuple(Row(number, cells) for number, cells in enumerate(filled, start=2))
        sheets[name] = Sheet(name, tuple(headers_of(instrument, name, rows)), numbered)
    return Workbook(instrument.name, sheets, ())
