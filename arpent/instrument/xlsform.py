"""Reading an XLSForm: what pyxform accepts is read, what it refuses is refused, nothing is dropped silently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from arpent.instrument import choices_sheet, headers
from arpent.instrument.choices_sheet import ReadChoices, read_choices
from arpent.instrument.editions import tag_of
from arpent.instrument.errors import FormRefused, Notice, notice
from arpent.instrument.headers import Column, Reader
from arpent.instrument.lines import Line, editions_of, line
from arpent.instrument.looks import look_errors, look_notices
from arpent.instrument.references import (
    cited_names,
    cycle_errors,
    reference_errors,
    text_errors,
    walk,
)
from arpent.instrument.sheets import Sheet, Workbook, read_workbook
from arpent.instrument.survey_sheet import ReadSurvey, read_survey, without
from arpent.instrument.values import Group, Instrument, Kind, Question

_YES = frozenset({"yes", "Yes", "YES", "true", "True", "TRUE", "true()"})
_TAKEN = frozenset({"form_title", "form_id", "version", "default_language"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A questionnaire, and what its author should know: what was left out, and what may surprise."""

    instrument: Instrument
    notices: tuple[Notice, ...]


def read_xlsform(file: bytes | Path | BinaryIO, filename: str = "") -> Reading:
    """Reads a questionnaire. Raises FormRefused with everything that is wrong."""
    content, name = _content(file)
    return read_book(read_workbook(content, filename or name))


def _content(file: bytes | Path | BinaryIO) -> tuple[bytes, str]:
    if isinstance(file, Path):
        return file.read_bytes(), file.name
    if isinstance(file, bytes):
        return file, ""
    return BytesIO(file.read()).getvalue(), getattr(file, "name", "") or ""


def read_book(book: Workbook) -> Reading:
    """Reads the sheets of a questionnaire. Raises FormRefused with everything that is wrong."""
    survey, choices, settings = (_columns(book, *each) for each in _SHEETS)
    in_headers = (*survey.errors, *choices.errors, *settings.errors, *_absent(survey, choices))
    if not survey.has("type"):
        raise FormRefused(in_headers)
    said = _settings(settings)
    editions, unsaid = editions_of(
        (*survey.columns.values(), *choices.columns.values()), said.get("default_language", "")
    )
    lists = read_choices(
        choices.lines(unsaid), allow_duplicates=said.get("allow_choice_duplicates", "") in _YES
    )
    lines = tuple(survey.lines(unsaid))
    read = read_survey(lines, lists.lists)
    said = {**said, **read.settings}
    title = {tag_of(key): text for key, text in _titles(settings).items()}
    inert = [column.header for column in survey.columns.values() if headers.is_inert(column)]
    notices = tuple(notice("U011", survey.sheet.name, 1, header) for header in inert)
    return _checked(book, read, lists, said, _Headed(editions, unsaid, title, notices, lines, in_headers))


@dataclass(frozen=True, slots=True)
class _Headed:
    """What the headers say: the editions, the titles in each, and the columns that change nothing."""

    tags: tuple[str, ...]
    unsaid: str
    titles: Mapping[str, str]
    inert: tuple[Notice, ...]
    lines: tuple[Line, ...]
    errors: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """A sheet and what its headers say."""

    sheet: Sheet
    columns: dict[str, Column]
    errors: tuple[Notice, ...]

    def lines(self, unsaid: str) -> Iterator[Line]:
        return (line(row, self.columns, unsaid) for row in self.sheet.rows)

    def has(self, field: str) -> bool:
        return any(column.field == field for column in self.columns.values())


_SHEETS: tuple[tuple[str, Reader], ...] = (
    ("survey", headers.survey_column),
    ("choices", headers.choices_column),
    ("settings", headers.settings_column),
)


def _columns(book: Workbook, name: str, read: Reader) -> _Columns:
    sheet = book.sheets.get(name, Sheet(name, (), ()))
    columns, errors = headers.columns(sheet.headers, read, sheet.name)
    return _Columns(sheet, columns, (*sheet.errors, *errors))


def _absent(survey: _Columns, choices: _Columns) -> Iterator[Notice]:
    if not survey.has("type"):
        yield notice("C003", survey.sheet.name, 1, "type")
    if choices.sheet.rows:
        for field in ("list_name", "name"):
            if not choices.has(field):
                yield notice("C003", choices.sheet.name, 1, field)


def _settings(settings: _Columns) -> dict[str, str]:
    """The settings by name, without the languages of the title."""
    first = settings.sheet.rows[0].cells if settings.sheet.rows else {}
    found = {settings.columns[header].field: cell for header, cell in first.items()}
    found.pop("title_in", None)
    return found


def _titles(settings: _Columns) -> dict[str, str]:
    first = settings.sheet.rows[0].cells if settings.sheet.rows else {}
    return {
        settings.columns[header].language: cell
        for header, cell in first.items()
        if settings.columns[header].field == "title_in"
    }


def _checked(
    book: Workbook, read: ReadSurvey, lists: ReadChoices, said: Mapping[str, str], headed: _Headed
) -> Reading:
    notices = [*book.notices, *headed.inert, *lists.notices, *read.notices]
    texts = [*_choice_texts(lists), *said.values()]
    cited = cited_names(read.items, texts)
    notices += _stand_in_notices(read, cited)
    read.items = without(read.items, frozenset(read.stand_ins - cited))
    errors = [
        *headed.errors,
        *read.errors,
        *lists.errors,
        *_reference_errors(headed, read, lists, said),
        *_name_errors(said),
        *look_errors(read.items, lists.lists, said, read.rows),
    ]
    if not errors and not read.names:
        errors.append(notice("F007", "survey"))
    if errors:
        raise FormRefused(tuple(sorted(errors, key=lambda error: (error.sheet != "survey", error.row))))
    notices += look_notices(read.items, read.rows)
    if not any(_questions(read)):
        notices.append(notice("I006", "survey"))
    return Reading(_instrument(book, read, lists, said, headed), tuple(notices))


def _stand_in_notices(read: ReadSurvey, cited: frozenset[str]) -> Iterator[Notice]:
    for item in walk(read.items):
        if item.name in read.stand_ins & cited and isinstance(item, Question) and item.kind is Kind.HIDDEN:
            yield notice("I001", "survey", read.rows.get(item.name, 0), item.name, name=item.name)


def _choice_texts(lists: ReadChoices) -> Iterator[str]:
    for row in lists.texts:
        for texts in row.texts.values():
            yield from texts.values()


def _reference_errors(
    headed: _Headed, read: ReadSurvey, lists: ReadChoices, said: Mapping[str, str]
) -> Iterator[Notice]:
    yield from reference_errors(read, headed.lines)
    for row in lists.texts:
        for texts in row.texts.values():
            for text in texts.values():
                yield from text_errors(read, text, choices_sheet.SHEET, row.number)
    for text in said.values():
        yield from text_errors(read, text, "settings", 2)
    yield from cycle_errors(read)


def _name_errors(said: Mapping[str, str]) -> Iterator[Notice]:
    if (name := said.get("name", "")) and not headers.is_name(name):
        yield notice("N006", "settings", 2, name)


def _questions(read: ReadSurvey) -> Iterator[Question]:
    return (item for item in walk(read.items) if not isinstance(item, Group))


def _instrument(
    book: Workbook, read: ReadSurvey, lists: ReadChoices, said: Mapping[str, str], headed: _Headed
) -> Instrument:
    name = said.get("form_id") or book.stem or "questionnaire"
    default = headed.unsaid if headed.unsaid in headed.tags else headed.tags[0]
    return Instrument(
        name=name,
        title={default: said.get("form_title") or name, **headed.titles},
        version=said.get("version", ""),
        editions=headed.tags,
        default_edition=default,
        items=read.items,
        choices=lists.lists,
        settings={key: value for key, value in said.items() if key not in _TAKEN},
    )
