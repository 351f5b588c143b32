"""A scale of opinion: bars centred on its middle, and the favourable share with its interval beside them."""

from collections.abc import Sequence
from typing import Any

from arpent.analysis.figures import Number, Panel
from arpent.reports.charts.colours import AXIS, DOT, SOFT, fills
from arpent.reports.charts.marks import (
    NARROW,
    WIDE,
    Datum,
    bars,
    dots,
    ends,
    hatched,
    ranges,
    scale,
    specification,
    texts,
    verticals,
    words,
)
from arpent.reports.charts.rows import WHY_HIDDEN, Row, placed, wrapped
from arpent.reports.reading import is_shown
from arpent.reports.typography import interval, percent, points

LABELS, BARS, PANEL, VALUE = 262, (276, 600), (636, 780), 794
LEAST = 17  # a part narrower than this carries no number: it is in the table

type Spec = dict[str, Any]
type Place = tuple[Row, float]


def wide(rows: tuple[Row, ...], *, favourable: bool, reverse: bool) -> Spec:
    """For a desk or a sheet of paper: labels, bars, panel, side by side."""
    tall = max(len(wrapped(row.label, LABELS)) for row in rows) > 1
    places, height = placed(rows, top=48 if favourable else 4, step=62 if tall else 46, heading=40)
    across = _across(rows, BARS if favourable else (BARS[0], WIDE - 8), reverse)
    pixel = scale((0, WIDE), (0, WIDE))
    names = [line for place in places for line in _name(place)]
    layers = [*_bars(places, across, reverse), texts(names, pixel)]
    if favourable:
        layers += _panel(places, height)
    return specification(WIDE, height + 4, layers)


def narrow(rows: tuple[Row, ...], *, favourable: bool, reverse: bool) -> Spec:
    """For a phone: each bar between the name of its group and its numbers in words."""
    tall = max(len(wrapped(row.label, NARROW)) for row in rows) - 1
    places, height = placed(rows, top=0, step=104 + 18 * tall, heading=40)
    places = [(row, y + 9 * tall if row.panel else y) for row, y in places]
    across = _across(rows, (0, NARROW), reverse)
    pixel = scale((0, NARROW), (0, NARROW))
    names = [line for place in places for line in _above(place)]
    below = [
        words(_summary(row, favourable), 0, y + 28, colour=SOFT) for row, y in places if row.panel is not None
    ]
    return specification(
        NARROW, height, [*_bars(places, across, reverse, beside=False), texts(names + below, pixel)]
    )


def _weight(row: Row) -> int:
    return 600 if row.strong or row.panel is None else 400


def _above(place: Place) -> list[Datum]:
    row, y = place
    lines = wrapped(row.label, NARROW)
    last = y - 30 if row.panel else y
    first = last - 18 * (len(lines) - 1)
    return [words(line, 0, first + 18 * at, weight=_weight(row)) for at, line in enumerate(lines)]


def _name(place: Place) -> list[Datum]:
    row, y = place
    if row.panel is None:
        return [words(row.label, 0, y + 6, weight=600)]
    lines = wrapped(row.label, LABELS)
    first = y - 9 * len(lines)
    labels = [words(line, 0, first + 18 * at, weight=_weight(row)) for at, line in enumerate(lines)]
    return [*labels, words(row.people, 0, first + 18 * len(lines), colour=SOFT)]


def _summary(row: Row, favourable: bool) -> str:
    if row.panel is None or not _whole(row.panel):
        return ""
    number = row.panel.favourable
    if not favourable or number is None or number.value is None:
        return row.people
    told = f"{row.people} · favorable {percent(number.value)}"
    if number.low is None or number.high is None:
        return told
    return f"{told} {interval(points(number.low), points(number.high))}"


def _whole(panel: Panel) -> bool:
    return bool(panel.numbers) and all(is_shown(number) for number in panel.numbers)


def _ordered(panel: Panel, reverse: bool) -> Sequence[Number]:
    return panel.numbers[::-1] if reverse else panel.numbers


def _spans(panel: Panel, reverse: bool) -> list[tuple[float, float]]:
    """Where each part begins and ends, the middle of the scale being 0."""
    shares = [number.value or 0.0 for number in _ordered(panel, reverse)]
    half, odd = divmod(len(shares), 2)
    at = -sum(shares[:half]) - (shares[half] / 2 if odd else 0.0)
    spans = []
    for share in shares:
        spans.append((at, at + share))
        at += share
    return spans


def _across(rows: tuple[Row, ...], pixels: tuple[int, int], reverse: bool) -> dict[str, Any]:
    """One scale for all the rows, a hundredth having the same width in each."""
    spans = [_spans(row.panel, reverse) for row in rows if row.panel and _whole(row.panel)]
    left = min((span[0][0] for span in spans), default=-0.5)
    right = max((span[-1][1] for span in spans), default=0.5)
    return scale((left, max(right, left + 1.0)), pixels)


def _bars(places: list[Place], across: dict[str, Any], reverse: bool, *, beside: bool = True) -> list[Any]:
    parts = [part for place in places for part in _parts(place, reverse)]
    labels = [label for part in parts if (label := _label(part, across))]
    middle = verticals([0], across, 0, 0, AXIS)
    middle["data"] = {"values": _middles(places, 23 if beside else 19)}
    return [middle, bars(parts, across), texts(labels, across), *_closed(places, across, beside)]


def _middles(places: list[Place], reach: int) -> list[Datum]:
    """The middle of the scale, beside each bar."""
    return [{"x": 0, "y": y - reach, "y2": y + reach} for row, y in places if row.panel and _whole(row.panel)]


def _closed(places: list[Place], across: dict[str, Any], beside: bool) -> list[Any]:
    """Rows that may not be drawn: hatched, with the reason in words."""
    left, right = across["range"]
    pixel = scale((0, right), (0, right))
    rows = [(row.panel, y) for row, y in places if row.panel and not _whole(row.panel)]
    boxes = [{"x": left, "x2": left + 150, "y": y} for _, y in rows]
    told = [
        words(WHY_HIDDEN[panel.suppressed], left + 162 if beside else 0, y if beside else y + 28, colour=SOFT)
        for panel, y in rows
    ]
    return [hatched(boxes, pixel), texts(told, pixel)]


def _parts(place: Place, reverse: bool) -> list[Datum]:
    row, y = place
    if row.panel is None or not _whole(row.panel):
        return []
    spans = _spans(row.panel, reverse)
    looks = fills(len(spans))
    return [
        {"x": start, "x2": end, "y": y, "colour": fill, "on": on}
        for (start, end), (fill, on) in zip(spans, looks, strict=True)
        if end > start
    ]


def _label(part: Datum, across: dict[str, Any]) -> Datum | None:
    low, high = across["domain"]
    start, end = across["range"]
    share = part["x2"] - part["x"]
    if share * (end - start) / (high - low) < LEAST:
        return None
    middle = (part["x"] + part["x2"]) / 2
    return words(points(share), middle, part["y"], colour=part["on"], weight=600, align="center")


def _panel(places: list[Place], height: int) -> list[Any]:
    across = scale((0.0, 1.0), PANEL)
    pixel = scale((0, WIDE), (0, WIDE))
    known = [(row, y, row.panel.favourable) for row, y in places if row.panel and row.panel.favourable]
    shown = [(row, y, number) for row, y, number in known if is_shown(number)]
    spans = [
        {"x": number.low, "x2": number.high, "y": y}
        for _, y, number in shown
        if number.low is not None and number.high is not None
    ]
    marks = [{"x": number.value, "y": y} for _, y, number in shown]
    values = [words(percent(number.value or 0.0), VALUE, y, weight=_weight(row)) for row, y, number in shown]
    head = [words("Réponses favorables et intervalle", WIDE, 9, colour=SOFT, align="right")]
    ticks = [
        words(text, at, 32, colour=SOFT, align="center")
        for text, at in (("0", 0.0), ("50", 0.5), (percent(1.0), 1.0))
    ]
    return [
        verticals([0, 0.5, 1], across, 44, height),
        texts(ticks, across),
        texts([*head, *values], pixel),
        ranges(spans, across),
        ends(spans, across),
        dots(marks, across, DOT),
    ]
