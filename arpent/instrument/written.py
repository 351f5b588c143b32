"""Numbers, dates and times as people write them in French, or as other tools export them."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from arpent.instrument.parameters import RANGE_DEFAULTS, number
from arpent.instrument.values import Question

_SPACES = re.compile(r"[\s\u00a0\u202f]")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?([0-9]{1,18}([.,][0-9]{0,18})?|[.,][0-9]{1,18})")
_FRENCH_DATE = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_TIME = re.compile(r"([0-9]{1,2})\s*[:h]\s*(?:([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?)?", re.IGNORECASE)
_ZONE = re.compile(r"(?<=[0-9])(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)$")


def integer(words: str) -> int | None:
    """A whole number: `1 200`, `12`, `12,0`."""
    packed = _SPACES.sub("", words)
    if _INTEGER.fullmatch(packed):
        return int(packed)
    value = decimal(packed)
    return int(value) if value is not None and value == value.to_integral_value() else None


def decimal(words: str) -> Decimal | None:
    """A number: `1 200,50`, `3.5`."""
    packed = _SPACES.sub("", words)
    return Decimal(packed.replace(",", ".")) if _DECIMAL.fullmatch(packed) else None


def day(words: str) -> date | None:
    """A date: `2026-12-31` or `31/12/2026`."""
    iso, french = _ISO_DATE.fullmatch(words), _FRENCH_DATE.fullmatch(words)
    parts = iso.groups() if iso else french.groups()[::-1] if french else None
    if parts is None:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def clock(words: str) -> time | None:
    """A time of day: `14:30`, `14h30`, `14 h`. A time zone is not kept."""
    match = _TIME.fullmatch(_ZONE.sub("", words.strip()))
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def moment(words: str) -> datetime | None:
    """A date and a time, with a `T` or a space between."""
    head, _, tail = words.strip().replace("T", " ", 1).partition(" ")
    on, at = day(head), clock(tail.strip())
    return None if on is None or at is None else datetime.combine(on, at)


def range_of(question: Question) -> tuple[Decimal, Decimal, Decimal]:
    """The start, the end and the step of a range."""
    written = {**RANGE_DEFAULTS, **question.parameters}
    start, end, step = (number(written[name]) or Decimal(0) for name in ("start", "end", "step"))
    return start, end, step or Decimal(1)


def is_whole(question: Question) -> bool:
    """Whether every value of a range is a whole number."""
    return all(value == value.to_integral_value() for value in range_of(question))
