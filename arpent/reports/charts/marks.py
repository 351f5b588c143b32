"""The few marks that our charts are made of, as layers of a Vega-Lite specification."""

from collections.abc import Sequence
from typing import Any

from arpent.reports.charts.colours import GRID, HATCH, HIDDEN, INK, RANGE, SOFT

type Layer = dict[str, Any]
type Datum = dict[str, Any]

WIDE, NARROW = 860, 350

CONFIG = {
    "font": "Atkinson Hyperlegible Next",
    "view": {"stroke": None},
    "text": {"fontSize": 15},
}


def scale(domain: tuple[float, float], pixels: tuple[float, float]) -> dict[str, Any]:
    """A horizontal scale: these values, over these pixels."""
    return {"domain": list(domain), "range": list(pixels), "nice": False, "zero": False}


def specification(width: int, height: int, layers: Sequence[Layer]) -> dict[str, Any]:
    """A drawing of exactly that size. Rows are placed in pixels, values by the scale of each layer."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": CONFIG,
        "width": width,
        "height": height,
        "padding": 0,
        "autosize": {"type": "none"},
        "background": None,
        "layer": [layer for layer in layers if layer["data"]["values"]],
        "resolve": {"scale": {"x": "independent"}},
        "encoding": {"y": _vertical("y", height)},
    }


def words(
    text: str,
    x: float,
    y: float,
    *,
    colour: str = INK,
    weight: int = 400,
    align: str = "left",
) -> Datum:
    """One line of text, its vertical middle at `y`. Soft ink is one size smaller."""
    size = 14 if colour == SOFT else 15
    return {"text": text, "x": x, "y": y, "colour": colour, "weight": weight, "align": align, "size": size}


def texts(values: list[Datum], across: dict[str, Any]) -> Layer:
    """Lines of text made by `words`, placed on that scale."""
    expressions = {"color": "colour", "fontWeight": "weight", "align": "align", "fontSize": "size"}
    mark = {name: {"expr": f"datum.{field}"} for name, field in expressions.items()}
    return {
        "data": {"values": values},
        "mark": {"type": "text", "baseline": "middle", **mark},
        "encoding": {"x": _horizontal("x", across), "text": {"field": "text", "type": "nominal"}},
    }


def bars(values: list[Datum], across: dict[str, Any]) -> Layer:
    """Bars from `x` to `x2`, 30 pixels high, in the `colour` of each, with a hairline between them."""
    mark = {"type": "rect", "height": 30, "fill": {"expr": "datum.colour"}}
    return {"data": {"values": values}, "mark": mark, "encoding": _span(across)}


def hatched(values: list[Datum], across: dict[str, Any]) -> Layer:
    """What is hidden: a box where the mark would be."""
    mark = {"type": "rect", "height": 30, "fill": HIDDEN, "stroke": HATCH, "strokeWidth": 1.2}
    return {"data": {"values": values}, "mark": mark, "encoding": _span(across)}


def ranges(values: list[Datum], across: dict[str, Any]) -> Layer:
    """Intervals from `x` to `x2`."""
    mark = {"type": "rule", "color": RANGE, "strokeWidth": 2.5}
    return {"data": {"values": values}, "mark": mark, "encoding": _span(across)}


def ends(values: list[Datum], across: dict[str, Any]) -> Layer:
    """The feet at both ends of intervals."""
    mark = {"type": "tick", "color": RANGE, "orient": "vertical", "thickness": 2.5, "size": 14}
    feet = [{"x": value[end], "y": value["y"]} for value in values for end in ("x", "x2")]
    return {"data": {"values": feet}, "mark": mark, "encoding": {"x": _horizontal("x", across)}}


def dots(values: list[Datum], across: dict[str, Any], colour: str) -> Layer:
    """Estimates."""
    mark = {"type": "point", "filled": True, "size": 95, "color": colour, "opacity": 1}
    return {"data": {"values": values}, "mark": mark, "encoding": {"x": _horizontal("x", across)}}


def verticals(
    at: Sequence[float], across: dict[str, Any], top: float, bottom: float, colour: str = GRID
) -> Layer:
    """Lines of reference, from the top of the rows to their bottom."""
    values = [{"x": x, "y": top, "y2": bottom} for x in at]
    width = 1 if colour == GRID else 1.5
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "color": colour, "strokeWidth": width},
        "encoding": {"x": _horizontal("x", across), "y2": {"field": "y2"}},
    }


def _vertical(field: str, height: int) -> dict[str, Any]:
    pixels = {"domain": [0, height], "range": [0, height], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": pixels, "axis": None}


def _horizontal(field: str, across: dict[str, Any]) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "scale": across, "axis": None}


def _span(across: dict[str, Any]) -> dict[str, Any]:
    return {"x": _horizontal("x", across), "x2": {"field": "x2"}}
