"""The parameters of a question, and which ones each kind accepts."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from arpent.instrument.errors import Notice, notice
from arpent.instrument.values import Kind

RANGE_DEFAULTS = {"start": "0", "end": "10", "step": "1"}
_ACCEPTED = {
    Kind.SELECT_ONE: ("randomize", "seed"),
    Kind.SELECT_MULTIPLE: ("randomize", "seed"),
    Kind.RANK: ("randomize", "seed"),
    Kind.TEXT: ("rows",),
    Kind.RANGE: ("start", "end", "step", "placeholder", "tick_interval", "tick_labelset"),
}
_PAIR = re.compile(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)")
_PAIRS = re.compile(rf"[\s,;]*(?:{_PAIR.pattern}[\s,;]*)*")


def read_parameters(written: str) -> dict[str, str] | None:
    """`start=1 end=5` as a mapping; None when it cannot be read."""
    if not _PAIRS.fullmatch(written):
        return None
    return {key.lower(): value.lower() for key, value in _PAIR.findall(written)}


def parameter_errors(kind: Kind, parameters: Mapping[str, str], row: int) -> Iterator[Notice]:
    """What is wrong with the parameters of a question of that kind."""
    accepted = _ACCEPTED.get(kind)
    if accepted is None:
        return
    for name in parameters:
        if name not in accepted:
            yield notice("P002", "survey", row, name, accepted=", ".join(accepted))
    if kind is Kind.RANGE:
        yield from _range_errors(parameters, row)
    elif kind is Kind.TEXT and not parameters.get("rows", "1").isdecimal():
        yield notice("P003", "survey", row, parameters["rows"], name="rows", wanted="un nombre entier")
    elif "seed" in parameters or parameters.get("randomize", "true") not in ("true", "false"):
        yield from _order_errors(parameters, row)


def _order_errors(parameters: Mapping[str, str], row: int) -> Iterator[Notice]:
    randomize, seed = parameters.get("randomize", ""), parameters.get("seed", "1")
    if randomize not in ("true", "false"):
        yield notice("P003", "survey", row, randomize, name="randomize", wanted="true ou false")
    if number(seed) is None and not seed.startswith("${"):
        yield notice("P003", "survey", row, seed, name="seed", wanted="un nombre")


def _range_errors(parameters: Mapping[str, str], row: int) -> Iterator[Notice]:
    values: dict[str, Decimal] = {}
    for name in ("start", "end", "step", "placeholder", "tick_interval"):
        written = parameters.get(name, RANGE_DEFAULTS.get(name))
        if written is None:
            continue
        value = number(written)
        if value is None:
            yield notice("P003", "survey", row, written, name=name, wanted="un nombre")
            return
        values[name] = value
    width = abs(values["end"] - values["start"])
    for name in ("step", "tick_interval"):
        if name in values and not 0 < values[name] <= width:
            wanted = f"un nombre entre 0 et {width}"
            yield notice("P003", "survey", row, str(values[name]), name=name, wanted=wanted)


def number(written: str) -> Decimal | None:
    """A finite number, or None."""
    try:
        value = Decimal(written)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
