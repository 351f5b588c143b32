"""Protected figures as plain values that a database keeps, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from arpent.analysis.figures import (
    Consistency,
    Dependence,
    Figure,
    Flag,
    Measure,
    Mechanical,
    Number,
    Panel,
    ScaleReading,
    Suppression,
)


def to_plain(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Figures as dictionaries, lists, words and numbers."""
    return [asdict(figure) for figure in figures]


def from_plain(plain: Sequence[Mapping[str, Any]]) -> tuple[Figure, ...]:
    """The figures that `to_plain` wrote."""
    return tuple(_figure(figure) for figure in plain)


def _figure(plain: Mapping[str, Any]) -> Figure:
    return Figure(
        **{
            **plain,
            "measure": Measure(plain["measure"]),
            "overall": _panel(plain["overall"]),
            "breakdowns": tuple(tuple(_panel(panel) for panel in panels) for panels in plain["breakdowns"]),
            "notes": tuple(plain["notes"]),
            "scale": _scale(plain["scale"]) if plain.get("scale") else None,
            "dependences": tuple(Dependence(**one) for one in plain.get("dependences", ())),
        }
    )


def _panel(plain: Mapping[str, Any]) -> Panel:
    return Panel(
        **{
            **plain,
            "numbers": tuple(_number(number) for number in plain["numbers"]),
            "favourable": _number(plain["favourable"]) if plain["favourable"] else None,
            "suppressed": Suppression(plain["suppressed"]),
        }
    )


def _scale(plain: Mapping[str, Any]) -> ScaleReading:
    found = plain["consistency"]
    return ScaleReading(
        **{
            **plain,
            "items": tuple((words, turned) for words, turned in plain["items"]),
            "ends": tuple(plain["ends"]),
            "consistency": Consistency(**found | {"against": tuple(found["against"])}) if found else None,
            "flags": tuple(_flag(flag) for flag in plain["flags"]),
        }
    )


def _flag(plain: Mapping[str, Any]) -> Flag:
    without, change = (_number(plain[name]) if plain[name] else None for name in ("without", "change"))
    return Flag(Mechanical(plain["kind"]), plain["count"], without, change)


def _number(plain: Mapping[str, Any]) -> Number:
    return Number(**{**plain, "suppressed": Suppression(plain["suppressed"])})
