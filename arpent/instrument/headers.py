"""The columns of a questionnaire's sheets: every spelling that XLSForm tools accept, as one field.

`label::French (fr)`, `caption:fr`, `Label`, `bind::jr:constraintMsg`, `media::image::fr` … each becomes a
field and, for a text, the name of a language.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from arpent.instrument.errors import Notice, notice

MEDIA = ("image", "audio", "video", "big-image")

SURVEY_TEXTS = ("label", "hint", "clarification", "constraint_message", "required_message", "finding")
SURVEY_FIELDS = (
    "type",
    "name",
    "relevant",
    "constraint",
    "required",
    "calculation",
    "choice_filter",
    "default",
    "appearance",
    "parameters",
    "read_only",
    "missing",
    "disabled",
)
CHOICE_TEXTS = ("label",)
CHOICE_FIELDS = ("list_name", "name", "favourable")
SETTING_TEXTS = ("title_in",)

_SURVEY_ALIASES = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "relevance": "relevant",
    "readonly": "read_only",
    "calculate": "calculation",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "bind::relevant": "relevant",
    "bind::constraint": "constraint",
    "bind::required": "required",
    "bind::calculate": "calculation",
    "bind::readonly": "read_only",
    "bind::jr:constraintmsg": "constraint_message",
    "bind::jr:requiredmsg": "required_message",
    "jr:constraintmsg": "constraint_message",
    "jr:requiredmsg": "required_message",
    "control::appearance": "appearance",
    "body::appearance": "appearance",
}
_CHOICE_ALIASES = {"caption": "label", "value": "name", "list name": "list_name"}
_SETTING_ALIASES = {
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
INERT = frozenset(
    {
        "trigger", "repeat_count", "jr:count", "count", "intent", "save_to", "guidance_hint", "autoplay",
        "bind", "body", "control", "instance", "rows", "noapperrorstring", "no_app_error_string", "compact_tag",
    }
)  # fmt: skip
"""Columns of questions that XLSForm knows and that change nothing here."""

_MEDIA_ALIASES = {name: f"media::{name}" for name in MEDIA}


@dataclass(frozen=True, slots=True)
class Column:
    """What a header says: a field, and the name of a language for a text. `known` is false for extras."""

    header: str
    field: str
    language: str
    known: bool


type Reader = Callable[[str, bool], Column]


def columns(
    headers: tuple[str, ...], read: Reader, sheet: str
) -> tuple[dict[str, Column], tuple[Notice, ...]]:
    """The columns by header, and what is wrong: two headers for one field and language."""
    doubled = any("::" in header for header in headers)
    found = {header: read(header, doubled) for header in headers}
    first: dict[tuple[str, str], str] = {}
    errors = []
    for header, column in found.items():
        other = first.setdefault((column.field, column.language.casefold()), header)
        if other != header:
            errors.append(notice("C002", sheet, 1, header, other=other))
    return found, tuple(errors)


def survey_column(header: str, doubled: bool) -> Column:
    """A column of the sheet of questions. `doubled` says that the sheet separates languages by `::`."""
    return _column(header, doubled, SURVEY_TEXTS, SURVEY_FIELDS, _SURVEY_ALIASES)


def choices_column(header: str, doubled: bool) -> Column:
    """A column of the sheet of choices."""
    return _column(header, doubled, CHOICE_TEXTS, CHOICE_FIELDS, _CHOICE_ALIASES)


def settings_column(header: str, doubled: bool) -> Column:
    """A column of the sheet of settings; every one is known."""
    column = _column(header, doubled, SETTING_TEXTS, (), _SETTING_ALIASES)
    name = column.field if column.known else _snake(header)
    return Column(header, _SETTING_ALIASES.get(name, name), column.language, True)


def _column(
    header: str, doubled: bool, texts: tuple[str, ...], fields: tuple[str, ...], aliases: dict[str, str]
) -> Column:
    parts = _parts(header, doubled)
    for taken in (3, 2, 1):
        head = "::".join(map(_snake, parts[:taken]))
        field = aliases.get(head, _MEDIA_ALIASES.get(head, head)) if len(parts) >= taken else ""
        language = "::".join(parts[taken:])
        if field in texts or field in _MEDIA_ALIASES.values():
            return Column(header, field, language, True)
        if field in fields and not language:
            return Column(header, field, "", True)
    return Column(header, header, "", False)


def is_inert(column: Column) -> bool:
    """Whether a column of questions acts elsewhere and not here."""
    return not column.known and _snake(_parts(column.header, False)[0]) in INERT


def _parts(header: str, doubled: bool) -> list[str]:
    if doubled or "::" in header:
        return [part.strip() for part in header.split("::")]
    guarded = re.sub(r"(?i)\bjr:", "jr\0", header)
    return [part.strip().replace("\0", ":") for part in guarded.split(":")]


def _snake(words: str) -> str:
    return "_".join(words.split()).lower()


_NAME = re.compile(r"[^\W\d][\w.\-·]*(?::[^\W\d][\w.\-·]*)?")


def is_name(words: str) -> bool:
    """Whether the words can name a question: a letter first, then letters, digits, `_`, `-` and `.`."""
    return _NAME.fullmatch(words) is not None
