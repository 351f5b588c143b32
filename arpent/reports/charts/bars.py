"""Answers that are not a scale: one bar a choice, from zero, with its interval."""

from typing import Any

from arpent.analysis.figures import Figure, Number
from arpent.reports.charts.colours import SCALE, SOFT
from arpent.reports.charts.marks import (
    NARROW,
    WIDE,
    Datum,
    bars,
    ends,
    hatched,
    ranges,
    scale,
    specification,
    texts,
    verticals,
    words,
)
from arpent.reports.charts.rows import WHY_HIDDEN, wrapped
from arpent.reports.reading import is_shown, ranked
from arpent.reports.typography import percent, typeset

type Spec = dict[str, Any]

FILL = SCALE[3]
HEAD = 30


def wide(figure: Figure) -> Spec:
    """Labels at the left of their bars."""
    return _drawn(figure, width=WIDE, span=(300, 780), step=46)


def narrow(figure: Figure) -> Spec:
    """Labels above their bars."""
    tall = max(len(wrapped(typeset(number.label), NARROW - 16)) for number in figure.overall.numbers) - 1
    return _drawn(figure, width=NARROW, span=(0, 270), step=68 + 18 * tall)


def _drawn(figure: Figure, *, width: int, span: tuple[int, int], step: int) -> Spec:
    numbers = _order(figure)
    height = HEAD + step * len(numbers) + 4
    across, pixel = scale((0.0, 1.0), span), scale((0, width), (0, width))
    beside = width == WIDE
    places = [
        (number, HEAD + step * at + (step / 2 if beside else step - 20)) for at, number in enumerate(numbers)
    ]
    shown = [(number, y) for number, y in places if is_shown(number)]
    closed = [(number, y) for number, y in places if not is_shown(number)]
    spans = [
        {"x": number.low, "x2": number.high, "y": y}
        for number, y in shown
        if number.low is not None and number.high is not None
    ]
    return specification(
        width,
        height,
        [
            verticals([0, 0.25, 0.5, 0.75, 1], across, HEAD - 6, height),
            texts(_ticks(beside), across),
            bars([{"x": 0, "x2": number.value, "y": y, "colour": FILL} for number, y in shown], across),
            ranges(spans, across),
            ends(spans, across),
            hatched([{"x": span[0], "x2": span[0] + 120, "y": y} for _, y in closed], pixel),
            texts(
                [
                    *(line for place in places for line in _name(place, span[0] or width, beside)),
                    *(_value(number, y, across) for number, y in shown),
                    *(
                        words(WHY_HIDDEN[number.suppressed], span[0] + 132, y, colour=SOFT)
                        for number, y in closed
                    ),
                ],
                pixel,
            ),
        ],
    )


def _order(figure: Figure) -> list[Number]:
    """The most frequent first; a scale keeps its order. What is hidden comes last."""
    if figure.ordered:
        return list(figure.overall.numbers)
    hidden = [number for number in figure.overall.numbers if not is_shown(number)]
    return [*ranked(figure.overall), *hidden]


def _ticks(beside: bool) -> list[Datum]:
    labels = (("0", 0.0), ("25", 0.25), ("50", 0.5), ("75", 0.75), (percent(1.0), 1.0))
    return [
        words(text, at, 12, colour=SOFT, align="center" if at or beside else "left") for text, at in labels
    ]


def _name(place: tuple[Number, float], room: int, beside: bool) -> list[Datum]:
    number, y = place
    cut = wrapped(typeset(number.label), room - 16)
    first = y - 9 * (len(cut) - 1) if beside else y - 27 - 18 * (len(cut) - 1)
    return [words(line, 0, first + 18 * at) for at, line in enumerate(cut)]


def _value(number: Number, y: float, across: dict[str, Any]) -> Datum:
    """The share, at the right of all that is drawn of it."""
    start, end = across["range"]
    reach = max(number.value or 0.0, number.high or 0.0)
    return words(percent(number.value or 0.0), start + reach * (end - start) + 10, y, weight=600)
