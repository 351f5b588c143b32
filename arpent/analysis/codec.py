"""Protected figures as plain values that a database keeps, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from arpent.analysis.figures import Dependence, Figure, Measure, Number, Panel, Suppression


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


def _number(plain: Mapping[str, Any]) -> Number:
    return Number(**{**plain, "suppressed": Suppression(plain["suppressed"])})
