"""Protected figures, and the release that they are, as plain values that a database keeps, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

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
from arpent.stats.columns import Floats
from arpent.stats.disclosure import Printed, Relation, Release


def to_plain(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Figures as dictionaries, lists, words and numbers."""
    return [asdict(figure) for figure in figures]


def from_plain(plain: Sequence[Mapping[str, Any]]) -> tuple[Figure, ...]:
    """The figures that `to_plain` wrote."""
    return tuple(_figure(figure) for figure in plain)


def release_to_plain(release: Release) -> dict[str, Any]:
    """What was shown, and nothing of what was hidden: a hidden line is null."""
    return {
        "groups": list(release.groups),
        "relations": [[relation.whole, list(relation.parts)] for relation in release.relations],
        "tables": {
            table.name: {
                "columns": table.counts.shape[1],
                "lines": [None if np.isnan(line).any() else line.tolist() for line in table.counts],
            }
            for table in release.tables
        },
    }


def release_from_plain(plain: Mapping[str, Any]) -> Release:
    """The release that `release_to_plain` wrote."""
    return Release(
        tuple(plain["groups"]),
        tuple(Relation(whole, tuple(parts)) for whole, parts in plain["relations"]),
        tuple(Printed(name, _lines(table)) for name, table in plain["tables"].items()),
    )


def _lines(table: Mapping[str, Any]) -> Floats:
    nothing = [float("nan")] * table["columns"]
    return np.array([nothing if line is None else line for line in table["lines"]], dtype=np.float64)


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
