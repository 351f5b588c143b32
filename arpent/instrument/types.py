"""The types of XLSForm's rows: which kind of question each is, and what is left out."""

import re
from dataclasses import dataclass

from arpent.instrument.values import Kind

_SPELLINGS: dict[Kind, tuple[str, ...]] = {
    Kind.INTEGER: ("integer", "int", "q int", "add integer prompt", "percentage"),
    Kind.DECIMAL: ("decimal", "q decimal", "add decimal prompt"),
    Kind.RANGE: ("range",),
    Kind.TEXT: ("text", "string", "q string", "add text prompt", "phone number"),
    Kind.DATE: ("date", "q date", "add date prompt"),
    Kind.TIME: ("time",),
    Kind.DATETIME: (
        "datetime",
        "dateTime",
        "date time",
        "q date time",
        "q dateTime",
        "add date time prompt",
        "add dateTime prompt",
    ),
    Kind.ACKNOWLEDGE: ("acknowledge", "trigger", "q acknowledge", "add acknowledge prompt"),
    Kind.NOTE: ("note", "q note", "add note prompt"),
    Kind.CALCULATE: ("calculate", "q calculate", "add calculate prompt"),
    Kind.HIDDEN: ("hidden",),
}
KINDS: dict[str, Kind] = {spelling: kind for kind, spellings in _SPELLINGS.items() for spelling in spellings}

LISTED: dict[str, Kind] = {
    "select_one": Kind.SELECT_ONE,
    "select one": Kind.SELECT_ONE,
    "select one from": Kind.SELECT_ONE,
    "select1": Kind.SELECT_ONE,
    "add select one prompt using": Kind.SELECT_ONE,
    "select_multiple": Kind.SELECT_MULTIPLE,
    "select all that apply": Kind.SELECT_MULTIPLE,
    "select all that apply from": Kind.SELECT_MULTIPLE,
    "add select multiple prompt using": Kind.SELECT_MULTIPLE,
    "rank": Kind.RANK,
}
_FROM_ELSEWHERE = (
    "select_one_from_file",
    "select one from file",
    "select_multiple_from_file",
    "select multiple from file",
    "select_one_external",
)

CAPTURES = frozenset(
    {
        "image", "photo", "q image", "q picture", "add image prompt", "add photo prompt",
        "audio", "q audio", "add audio prompt", "background-audio",
        "video", "q video", "add video prompt", "file", "add file prompt",
        "geopoint", "q geopoint", "location", "q location", "gps", "add location prompt",
        "geoshape", "q geoshape", "geotrace", "q geotrace", "start-geopoint", "background-geopoint",
        "barcode", "q barcode", "add barcode prompt", "osm", "xml-external", "csv-external",
        "number of days in last month", "number of days in last six months", "number of days in last year",
    }
)  # fmt: skip
SILENT = frozenset(
    {"background-audio", "start-geopoint", "background-geopoint", "xml-external", "csv-external"}
)
"""Rows that ask nothing, so that need no text."""
IDENTIFYING = frozenset(
    {
        "deviceid", "device id", "get device id", "uri:deviceid", "imei",
        "subscriberid", "subscriber id", "get subscriber id", "uri:subscriberid",
        "simserial", "sim id", "get sim id", "uri:simserial",
        "phonenumber", "get phone number", "uri:phonenumber",
        "username", "uri:username", "email", "uri:email",
    }
)  # fmt: skip
TODAY = frozenset({"today", "get today"})
NOTED = frozenset({"start", "end", "start time", "end time", "get start time", "get end time", "audit"})
SETTINGS = {
    "form_title": "form_title",
    "set_form_title": "form_title",
    "form_id": "form_id",
    "set_form_id": "form_id",
    "prefix": "prefix",
}

_CONTROL = re.compile(r"(begin|end)[ _](group|lgroup|repeat|loop|looped group)( (?:over )?(\S+))?")
_WITH_LIST = re.compile(
    r"(" + "|".join(sorted([*LISTED, *_FROM_ELSEWHERE], key=len, reverse=True)) + r") (\S+)"
    r"( (?:or specify other|or_other|or other))?"
)
_OSM = re.compile(r"osm( \S+)?")
_FILE = re.compile(r".+\.(csv|xml|geojson)")


@dataclass(frozen=True, slots=True)
class Control:
    """A row that opens or closes a group or a repetition."""

    opens: bool
    repeats: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A row that is a question of ours."""

    kind: Kind
    list_name: str = ""
    or_other: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that XLSForm knows and that is left out, with the code of the reason."""

    code: str


type RowType = Control | Asked | Unread | None


def row_type(written: str) -> RowType:
    """What a row's type says; None when there is no such type."""
    if (control := _CONTROL.fullmatch(written)) and (control[1] == "begin" or not control[3]):
        return Control(control[1] == "begin", control[2] != "group")
    if listed := _WITH_LIST.fullmatch(written):
        return _listed(listed[1], listed[2], bool(listed[3]))
    if written in KINDS:
        return Asked(KINDS[written])
    if written in IDENTIFYING:
        return Unread("U004")
    if written in NOTED or written in TODAY:
        return Unread("U005")
    return Unread("U001") if written in CAPTURES or _OSM.fullmatch(written) else None


def _listed(command: str, list_name: str, or_other: bool) -> RowType:
    if command in _FROM_ELSEWHERE or "${" in list_name or _FILE.fullmatch(list_name):
        return Unread("U007")
    return Asked(LISTED[command], list_name, or_other)


def spelling_of(question_kind: Kind, list_name: str, or_other: bool) -> str:
    """The type as we write it."""
    return " ".join(filter(None, (question_kind.value, list_name, "or_other" if or_other else "")))
