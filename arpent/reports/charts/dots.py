"""One number for each group, with its interval: means, ranks, and one answer compared between groups."""

from typing import Any

from arpent.analysis.figures import Figure, Measure, Number
from arpent.reports.charts.colours import DOT, SOFT
from arpent.reports.charts.marks import (
    NARROW,
    WIDE,
    Datum,
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
from arpent.reports.reading import headline
from arpent.reports.sentences import span, written
from arpent.reports.typography import decimal, percent, points

type Spec = dict[str, Any]
type Mark = tuple[Row, float, Number | None]

TARGET_TICKS = 5


def wide(figure: Figure, rows: tuple[Row, ...]) -> Spec:
    """Labels at the left, values at the right."""
    places, height = placed(rows, top=34, step=44, heading=38)
    marks = [(row, y, headline(figure, row.panel) if row.panel else None) for row, y in places]
    ticks = _ticks(figure, marks)
    across, pixel = scale((ticks[0], ticks[-1]), (300, 760)), scale((0, WIDE), (0, WIDE))
    said = [line for mark in marks for line in _beside(figure, mark)]
    layers = [*_drawn(figure, marks, across, ticks, 300, height), texts(said, pixel)]
    return specification(WIDE, height + 4, layers)


def narrow(figure: Figure, rows: tuple[Row, ...]) -> Spec:
    """Labels above, values under the label."""
    places, height = placed(rows, top=28, step=84, heading=40)
    lowered = [(row, y + 18 if row.panel else y) for row, y in places]
    marks = [(row, y, headline(figure, row.panel) if row.panel else None) for row, y in lowered]
    ticks = _ticks(figure, marks)
    across, pixel = scale((ticks[0], ticks[-1]), (12, NARROW - 30)), scale((0, NARROW), (0, NARROW))
    said = [line for mark in marks for line in _above(figure, mark)]
    layers = [*_drawn(figure, marks, across, ticks, 12, height), texts(said, pixel)]
    return specification(NARROW, height + 4, layers)


def _drawn(
    figure: Figure, marks: list[Mark], across: dict[str, Any], ticks: list[float], left: int, height: int
) -> list[Any]:
    shown = [(number, y) for _, y, number in marks if number]
    closed = [y for row, y, number in marks if row.panel and number is None]
    spans = [
        {"x": number.low, "x2": number.high, "y": y}
        for number, y in shown
        if number.low is not None and number.high is not None
    ]
    pixel = scale((0, WIDE), (0, WIDE))
    heads = [words(_tick(figure, at), at, 12, colour=SOFT, align="center") for at in ticks]
    return [
        verticals(ticks, across, 24, height),
        texts(heads, across),
        ranges(spans, across),
        ends(spans, across),
        dots([{"x": number.value, "y": y} for number, y in shown], across, DOT),
        hatched([{"x": left, "x2": left + 120, "y": y} for y in closed], pixel),
    ]


def _ticks(figure: Figure, marks: list[Mark]) -> list[float]:
    """Round values that hold every interval; all of 0 to 100 % for shares."""
    if figure.measure is Measure.SHARES:
        return [0.0, 0.25, 0.5, 0.75, 1.0]
    ends_of = [end for _, _, n in marks if n for end in (n.low, n.value, n.high) if end is not None]
    low, high = (min(ends_of), max(ends_of)) if ends_of else (0.0, 1.0)
    step = _round_step((high - low) / TARGET_TICKS or 1.0)
    first, last = int(low // step), int(-(-high // step))
    return [at * step for at in range(first, max(last, first + 1) + 1)]


def _round_step(rough: float) -> float:
    """The first of 1, 2, 5, 10, 20, 50… that is not smaller."""
    power = 10.0 ** len(str(int(rough))) / 10 if rough >= 1 else 0.1
    return next(step * power for step in (1, 2, 5, 10) if step * power >= min(rough, 10 * power))


def _tick(figure: Figure, at: float) -> str:
    if figure.measure is Measure.MEAN:
        return decimal(at, 0 if at == int(at) else 1)
    return percent(at) if at == 1 else points(at)


def _weight(row: Row) -> int:
    return 600 if row.strong or row.panel is None else 400


def _beside(figure: Figure, mark: Mark) -> list[Datum]:
    row, y, number = mark
    if row.panel is None:
        return [words(row.label, 0, y + 6, weight=600)]
    lines = wrapped(row.label, 276, 1)
    said = [words(lines[0], 0, y - 9, weight=_weight(row)), words(row.people, 0, y + 9, colour=SOFT)]
    if number is None:
        return [*said, words(WHY_HIDDEN[row.panel.suppressed], 432, y, colour=SOFT)]
    return [*said, words(written(figure, number), WIDE, y, weight=_weight(row), align="right")]


def _above(figure: Figure, mark: Mark) -> list[Datum]:
    row, y, number = mark
    if row.panel is None:
        return [words(row.label, 0, y, weight=600)]
    label = wrapped(row.label, NARROW, 1)[0]
    said = [words(label, 0, y - 42, weight=_weight(row))]
    if number is None:
        return [*said, words(f"{row.people} · {WHY_HIDDEN[row.panel.suppressed]}", 0, y - 23, colour=SOFT)]
    told = f"{row.people} · {written(figure, number)} {span(figure, number)}".rstrip()
    return [*said, words(told, 0, y - 23, colour=SOFT)]
