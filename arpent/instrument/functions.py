"""The functions that an expression may call, and how values become numbers, words and yes or no.

What is missing is the empty string; in arithmetic the empty string is not a number (NaN), and every
comparison with NaN but `!=` is false, as in XPath 1.0 and ODK. A date counts as its days since 1970.
"""

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from arpent.instrument import patterns

type Atom = str | float | bool | date

MAX_TEXT = 10_000
NAN = math.nan
_EPOCH = date(1970, 1, 1)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?.*)?")
_ANY = 99


def as_text(value: Atom) -> str:
    """As words: whole numbers without a point, dates as ISO."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_as_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return value[:MAX_TEXT]


def _number_as_text(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def as_number(value: Atom) -> float:
    """As a number, NaN when it is none. A date, or words written as an ISO date, counts as its days."""
    if isinstance(value, bool | float):
        return float(value)
    if isinstance(value, date):
        return _days(value)
    words = value.strip()
    if _NUMBER.fullmatch(words):
        return float(words)
    moment = as_date(words)
    return NAN if isinstance(moment, str) else _days(moment)


def as_truth(value: Atom) -> bool:
    """No for nothing, for zero and for what is not a number; yes for anything else."""
    if isinstance(value, float):
        return bool(value) and not math.isnan(value)
    return True if isinstance(value, date) else bool(value)


def as_date(value: Atom) -> date | str:
    """As a date or a moment; the empty string when it is none."""
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return ""
    try:
        return _from_days(value) if isinstance(value, float) else _from_words(value)
    except (ValueError, OverflowError):
        return ""


def _days(moment: date) -> float:
    days = float((date(moment.year, moment.month, moment.day) - _EPOCH).days)
    if isinstance(moment, datetime):
        days += (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86_400
    return days


def _from_days(days: float) -> date:
    whole = math.floor(days)
    day = _EPOCH + timedelta(days=whole)
    if days == whole:
        return day
    return datetime.combine(day, time()) + timedelta(seconds=round((days - whole) * 86_400))


def _from_words(words: str) -> date | str:
    match = _DATE.fullmatch(words.strip())
    if match is None:
        return ""
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    if match.group(4) is None:
        return date(year, month, day)
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 -- the person's own clock


def equal(left: Atom, right: Atom) -> bool:
    """XPath's `=`: as yes or no if one side is, else as numbers if one side is a number or a date."""
    if isinstance(left, bool) or isinstance(right, bool):
        return as_truth(left) == as_truth(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    one, other = as_number(left), as_number(right)
    return one == other or abs(one - other) < 1e-12


def _chosen(value: Atom) -> list[str]:
    return as_text(value).split()


def _selected_at(value: Atom, index: Atom) -> str:
    chosen, position = _chosen(value), as_number(index)
    return chosen[int(position)] if 0 <= position < len(chosen) else ""


def _round(value: Atom, places: Atom = 0.0) -> float:
    number, scale = as_number(value), as_number(places)
    if not (math.isfinite(number) and abs(scale) <= 15):
        return number
    factor = 10.0 ** int(scale)
    return math.floor(number * factor + 0.5) / factor


def _substr(value: Atom, start: Atom, end: Atom | None = None) -> str:
    words, first = as_text(value), as_number(start)
    last = float(len(words)) if end is None else as_number(end)
    if math.isnan(first) or math.isnan(last):
        return ""
    return words[_position(first, words) : _position(last, words)]


def _position(index: float, words: str) -> int:
    from_start = index + len(words) if index < 0 else index
    return int(min(max(from_start, 0), len(words)))


def _matches(value: Atom, pattern: Atom) -> bool:
    try:
        return patterns.matches(as_text(pattern), as_text(value))
    except patterns.PatternRefused:
        return False


_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_WEEKDAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
_FORMATS: dict[str, Callable[[datetime], str]] = {
    "Y": lambda d: f"{d.year:04}",
    "y": lambda d: f"{d.year % 100:02}",
    "m": lambda d: f"{d.month:02}",
    "n": lambda d: str(d.month),
    "b": lambda d: _MONTHS[d.month - 1],
    "d": lambda d: f"{d.day:02}",
    "e": lambda d: str(d.day),
    "a": lambda d: _WEEKDAYS[d.weekday()],
    "H": lambda d: f"{d.hour:02}",
    "h": lambda d: str(d.hour),
    "M": lambda d: f"{d.minute:02}",
    "S": lambda d: f"{d.second:02}",
    "3": lambda d: f"{d.microsecond // 1000:03}",
}


def _format_date(value: Atom, form: Atom) -> str:
    moment = as_date(value)
    if isinstance(moment, str):
        return ""
    full = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    return re.sub("%(.)", lambda m: _FORMATS[m[1]](full) if m[1] in _FORMATS else m[0], as_text(form))


def _whole_days(value: Atom) -> Atom:
    moment = as_date(value)
    return moment if isinstance(moment, str) else date(moment.year, moment.month, moment.day)


def _moment(value: Atom) -> Atom:
    moment = as_date(value)
    if isinstance(moment, str | datetime):
        return moment
    return datetime.combine(moment, time())


def _decimal_time(value: Atom) -> float:
    match = re.match(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", as_text(value))
    if match is None:
        return NAN
    hour, minute, second = (int(part or 0) for part in match.groups())
    return (hour * 3600 + minute * 60 + second) / 86_400


def _before(value: Atom, mark: Atom) -> str:
    words, end = as_text(value), as_text(mark)
    return words.partition(end)[0] if end and end in words else ""


def _after(value: Atom, mark: Atom) -> str:
    words, start = as_text(value), as_text(mark)
    return words.partition(start)[2] if start else words


def _translate(value: Atom, old: Atom, new: Atom) -> str:
    source, target = as_text(old), as_text(new)
    table = {ord(c): target[i] if i < len(target) else None for i, c in reversed(list(enumerate(source)))}
    return as_text(value).translate(table)


def _checklist(least: Atom, most: Atom, *answers: Atom) -> bool:
    return _between(least, sum(map(as_truth, answers)), most)


def _weighted_checklist(least: Atom, most: Atom, *answers: Atom) -> bool:
    pairs = zip(answers[::2], answers[1::2], strict=False)
    return _between(least, sum(as_number(weight) for answer, weight in pairs if as_truth(answer)), most)


def _between(least: Atom, total: float, most: Atom) -> bool:
    low, high = as_number(least), as_number(most)
    return (low < 0 or total >= low) and (high < 0 or total <= high)


def _extreme(choose: Callable[[Sequence[float]], float]) -> Callable[..., float]:
    def extreme(*values: Atom) -> float:
        numbers = [as_number(value) for value in values]
        return NAN if any(map(math.isnan, numbers)) else choose(numbers)

    return extreme


def _sum(numbers: Sequence[float]) -> float:
    return math.fsum(numbers) if all(map(math.isfinite, numbers)) else sum(numbers)


def _real(function: Callable[..., float]) -> Callable[..., float]:
    def real(*values: Atom) -> float:
        try:
            return float(function(*(as_number(value) for value in values)))
        except (ValueError, ZeroDivisionError):
            return NAN
        except OverflowError:
            return math.inf

    return real


def _count(*values: Atom) -> float:
    return float(sum(as_text(value) != "" for value in values))


def _power(base: float, exponent: float) -> float:
    """As ODK's and the browser's: one to the infinite and a power of NaN are NaN, 1/0 is infinite."""
    if math.isnan(base) or math.isnan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return NAN
    if base == 0 and exponent < 0:
        return math.inf
    return math.pow(base, exponent)


FUNCTIONS: dict[str, tuple[int, int, Callable[..., Atom]]] = {
    # name: fewest arguments, most arguments, what it does
    "selected": (2, 2, lambda value, code: as_text(code).strip() in _chosen(value)),
    "is-selected": (2, 2, lambda value, code: as_text(code).strip() in _chosen(value)),
    "count-selected": (1, 1, lambda value: float(len(_chosen(value)))),
    "selected-at": (2, 2, _selected_at),
    "not": (1, 1, lambda value: not as_truth(value)),
    "true": (0, 0, lambda: True),
    "false": (0, 0, lambda: False),
    "boolean": (1, 1, as_truth),
    "boolean-from-string": (1, 1, lambda value: as_text(value) in ("true", "1")),
    "number": (1, 1, as_number),
    "string": (1, 1, as_text),
    "int": (1, 1, _real(lambda value: math.trunc(value) if math.isfinite(value) else value)),
    "round": (1, 2, _round),
    "floor": (1, 1, _real(math.floor)),
    "ceiling": (1, 1, _real(math.ceil)),
    "abs": (1, 1, _real(abs)),
    "pow": (2, 2, _real(_power)),
    "sqrt": (1, 1, _real(math.sqrt)),
    "exp": (1, 1, _real(math.exp)),
    "log": (1, 1, _real(math.log)),
    "log10": (1, 1, _real(math.log10)),
    "exp10": (1, 1, _real(lambda power: math.pow(10, power))),
    "sin": (1, 1, _real(math.sin)),
    "cos": (1, 1, _real(math.cos)),
    "tan": (1, 1, _real(math.tan)),
    "asin": (1, 1, _real(math.asin)),
    "acos": (1, 1, _real(math.acos)),
    "atan": (1, 1, _real(math.atan)),
    "atan2": (2, 2, _real(math.atan2)),
    "pi": (0, 0, lambda: math.pi),
    "min": (1, _ANY, _extreme(min)),
    "max": (1, _ANY, _extreme(max)),
    "sum": (1, _ANY, _extreme(_sum)),
    "count": (1, _ANY, _count),
    "count-non-empty": (1, _ANY, _count),
    "checklist": (3, _ANY, _checklist),
    "weighted-checklist": (4, _ANY, _weighted_checklist),
    "string-length": (1, 1, lambda value: float(len(as_text(value)))),
    "substr": (2, 3, _substr),
    "substring-before": (2, 2, _before),
    "substring-after": (2, 2, _after),
    "contains": (2, 2, lambda value, part: as_text(part) in as_text(value)),
    "starts-with": (2, 2, lambda value, part: as_text(value).startswith(as_text(part))),
    "ends-with": (2, 2, lambda value, part: as_text(value).endswith(as_text(part))),
    "normalize-space": (1, 1, lambda value: " ".join(as_text(value).split())),
    "translate": (3, 3, _translate),
    "concat": (1, _ANY, lambda *values: "".join(map(as_text, values))[:MAX_TEXT]),
    "join": (2, _ANY, lambda mark, *values: as_text(mark).join(map(as_text, values))[:MAX_TEXT]),
    "regex": (2, 2, _matches),
    "date": (1, 1, _whole_days),
    "date-time": (1, 1, _moment),
    "decimal-date-time": (1, 1, as_number),
    "decimal-time": (1, 1, _decimal_time),
    "format-date": (2, 2, _format_date),
    "format-date-time": (2, 2, _format_date),
}

SPECIAL: dict[str, tuple[int, int]] = {  # these need the clock, the choices, or leave arguments unread
    "if": (3, 3),
    "coalesce": (2, _ANY),
    "once": (1, 1),
    "today": (0, 0),
    "now": (0, 0),
    "jr:choice-name": (2, 2),
}

SIGNATURES: dict[str, tuple[int, int]] = {
    **{name: (least, most) for name, (least, most, _) in FUNCTIONS.items()},
    **SPECIAL,
}

UNSUPPORTED = frozenset(
    {
        "pulldata", "indexed-repeat", "position", "instance", "current", "randomize", "random", "uuid",
        "digest", "base64-decode", "base64-encode", "area", "distance", "geofence", "intersects", "version",
        "property", "thousandsep", "extract-signed", "jr:itext", "search", "once-random",
        "last", "id", "depend", "lang",
    }
)  # fmt: skip
