"""One row of a sheet, its cells sorted by what their column says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from arpent.instrument.editions import UNSAID, name_of, tag_of
from arpent.instrument.headers import SURVEY_TEXTS, Column
from arpent.instrument.sheets import Row
from arpent.instrument.values import Texts


@dataclass(frozen=True, slots=True)
class Line:
    """A row: single values by field, texts by field and edition, and the columns we do not know."""

    number: int
    fields: Mapping[str, str]
    texts: Mapping[str, Texts]
    extra: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        return self.fields.get(field, "")

    def text(self, field: str) -> Texts:
        """A text in its editions; empty when the cell is."""
        return self.texts.get(field, {})

    def cells(self) -> Iterator[tuple[str, str]]:
        """Every cell that may cite a question, with its column."""
        yield from ((key, cell) for key, cell in self.fields.items() if key not in ("type", "name"))
        yield from ((key, cell) for key, texts in self.texts.items() for cell in texts.values())
        yield from ((key, cell) for key, cell in self.extra.items() if key.casefold() != "trigger")

    @property
    def media(self) -> dict[str, Texts]:
        """The files shown or played with the text, by kind."""
        start = "media::"
        return {key.removeprefix(start): texts for key, texts in self.texts.items() if key.startswith(start)}


def line(row: Row, columns: Mapping[str, Column], unsaid: str) -> Line:
    """Sorts the cells of a row; `unsaid` is the edition of the columns that name no language."""
    fields: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    extra: dict[str, str] = {}
    for header, cell in row.cells.items():
        column = columns[header]
        if not column.known:
            extra[header] = cell
        elif is_text(column):
            _put(texts.setdefault(column.field, {}), column, unsaid, cell)
        else:
            fields[column.field] = (
                " ".join(cell.split()) if column.field in ("type", "name", "list_name") else cell
            )
    return Line(row.number, fields, texts, extra)


def _put(texts: dict[str, str], column: Column, unsaid: str, cell: str) -> None:
    """A column that names the language wins over one that does not, as in pyxform."""
    if column.language:
        texts[tag_of(column.language)] = cell
    else:
        texts.setdefault(unsaid, cell)


TEXT_FIELDS = frozenset({*SURVEY_TEXTS, "title_in"})


def is_text(column: Column) -> bool:
    """Whether the column holds a text that may be translated."""
    return column.known and (column.field in TEXT_FIELDS or column.field.startswith("media::"))


def header_of(field: str, edition: str) -> str:
    """The header we write for a text in an edition."""
    return f"{field}::{name_of(edition)}"


def editions_of(columns: tuple[Column, ...], default_language: str) -> tuple[tuple[str, ...], str]:
    """The editions in the order of the columns, and the edition of the columns that name no language.

    Such columns are in the form's default language if it says one. If it says none: in the only or first
    language that is named, unless one text has both kinds of column; then nobody knows, and the tag is `und`.
    """
    texts = [column for column in columns if is_text(column)]
    named = [tag_of(column.language) for column in texts if column.language]
    unsaid = tag_of(default_language) if default_language else _unsaid(texts, named)
    order = dict.fromkeys(tag_of(column.language) if column.language else unsaid for column in texts)
    return tuple(order) or (unsaid,), unsaid


def _unsaid(texts: list[Column], named: list[str]) -> str:
    if not named:
        return UNSAID
    bare = {column.field for column in texts if not column.language}
    return "und" if bare & {column.field for column in texts if column.language} else named[0]
