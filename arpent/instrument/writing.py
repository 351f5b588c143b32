"""Writing an XLSForm that any ODK tool opens, and that reads back as the same questionnaire."""

from collections.abc import Iterator, Mapping
from io import BytesIO

import xlsxwriter

from arpent.instrument.editions import name_of
from arpent.instrument.lines import header_of
from arpent.instrument.types import spelling_of
from arpent.instrument.values import OFFERED_BY_DEFAULT, Choice, Group, Instrument, Item, Question, Texts

type Cells = dict[str, str]
"""One row: its filled cells by header."""

_FIRST = {"survey": ["type", "name"], "choices": ["list_name", "name"], "settings": ["form_title", "form_id"]}
_SINGLE = (
    "relevant",
    "constraint",
    "required",
    "calculation",
    "choice_filter",
    "default",
    "appearance",
    "read_only",
)
_WORDED = ("label", "hint", "clarification", "constraint_message", "required_message", "finding")


def write_xlsform(instrument: Instrument) -> bytes:
    """An .xlsx with the sheets survey, choices and settings."""
    sheets = rows_of(instrument)
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for name, rows in sheets.items():
            if rows:
                _write(book.add_worksheet(name), headers_of(instrument, name, rows), rows, bold)
    return buffer.getvalue()


def rows_of(instrument: Instrument) -> dict[str, list[Cells]]:
    """The rows of each sheet, under its headers."""
    return {
        "survey": list(_rows(instrument.items)),
        "choices": [row for name, each in instrument.choices.items() for row in _choices(name, each)],
        "settings": [_settings(instrument)],
    }


def headers_of(instrument: Instrument, name: str, rows: list[Cells]) -> list[str]:
    """Names first, then labels in the order of the editions, then everything else as it comes."""
    labels = [header_of("label", edition) for edition in instrument.editions]
    first = [*_FIRST[name], *(labels if name != "settings" else [])]
    return list(dict.fromkeys([*first, *(header for row in rows for header in row)]))


def _write(
    sheet: "xlsxwriter.worksheet.Worksheet",
    headers: list[str],
    rows: list[Cells],
    bold: "xlsxwriter.format.Format",
) -> None:
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, bold)
        sheet.set_column(column, column, 40 if header.startswith("label") else 18)
    for number, row in enumerate(rows, start=1):
        for column, header in enumerate(headers):
            if row.get(header):
                sheet.write_string(number, column, row[header])
    sheet.freeze_panes(1, 2)


def _rows(items: tuple[Item, ...]) -> Iterator[Cells]:
    for item in items:
        if isinstance(item, Question):
            yield _question(item)
        else:
            yield _opening(item)
            yield from _rows(item.items)
            yield {"type": "end_group"}


def _opening(group: Group) -> Cells:
    return {
        "type": "begin_group",
        "name": group.name,
        **_texts("label", group.label),
        **_media(group.media),
        "relevant": group.relevant,
        "appearance": group.appearance,
        **group.extra,
    }


def _question(question: Question) -> Cells:
    worded = {key: cell for field in _WORDED for key, cell in _texts(field, getattr(question, field)).items()}
    return {
        "type": spelling_of(question.kind, question.list_name, question.or_other),
        "name": question.name,
        **worded,
        **_media(question.media),
        **{field: getattr(question, field) for field in _SINGLE},
        "parameters": " ".join(f"{name}={value}" for name, value in question.parameters.items()),
        "missing": _reasons(question),
        **question.extra,
    }


def _reasons(question: Question) -> str:
    if question.missing == OFFERED_BY_DEFAULT:
        return ""
    return " ".join(reason.value for reason in question.missing) or "none"


def _choices(list_name: str, choices: tuple[Choice, ...]) -> Iterator[Cells]:
    for choice in choices:
        yield {
            "list_name": list_name,
            "name": choice.name,
            **_texts("label", choice.label),
            **_media(choice.media),
            "favourable": "yes" if choice.favourable else "",
            **choice.extra,
        }


def _settings(instrument: Instrument) -> Cells:
    titles = {tag: title for tag, title in instrument.title.items() if tag != instrument.default_edition}
    return {
        "form_title": instrument.title.get(instrument.default_edition, instrument.name),
        "form_id": instrument.name,
        "version": instrument.version,
        "default_language": name_of(instrument.default_edition),
        **_texts("title_in", titles),
        **instrument.settings,
    }


def _texts(field: str, texts: Texts) -> Cells:
    return {header_of(field, edition): text for edition, text in texts.items()}


def _media(media: Mapping[str, Texts]) -> Cells:
    return {
        header: name
        for kind, texts in media.items()
        for header, name in _texts(f"media::{kind}", texts).items()
    }
