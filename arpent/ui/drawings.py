"""The geometry of what is drawn: walks of questions, paths of steps, scale bars, intervals, faces.

Pure arithmetic: templates print what these values hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    radius: float
    state: str  # "done", "here" or "ahead"


@dataclass(frozen=True, slots=True)
class Walk:
    """Question 7 of 24, as dots on a line. Past `CROWDED` questions only the line is drawn."""

    CROWDED = 32
    START, END = 9, 351

    number: int
    total: int

    def _x(self, number: int) -> float:
        if self.total < 2:
            return self.START
        return round(self.START + (self.END - self.START) * (number - 1) / (self.total - 1), 1)

    @property
    def here(self) -> float:
        return self._x(self.number)

    @property
    def dots(self) -> list[Dot]:
        small, large = (5.5, 8.5) if self.total <= 14 else (3.6, 7.5)
        shown = range(1, self.total + 1) if self.total <= self.CROWDED else (self.number,)
        return [Dot(self._x(n), large if n == self.number else small, self._state(n)) for n in shown]

    def _state(self, number: int) -> str:
        if number == self.number:
            return "here"
        return "done" if number < self.number else "ahead"


@dataclass(frozen=True, slots=True)
class Station:
    """One step on a path: `state` is done, here or ahead; `says` is the same in words; `facts` are short lines."""

    number: int
    name: str
    url: str
    state: str
    says: str
    facts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a validation that climbs: `state` is done, here, no or ahead; `says` is the same in words."""

    name: str
    state: str
    says: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    line: str
    walked: bool


# The heights of the stations on the map, in pixels; path.css holds the same, in rem.
HEIGHTS = (192, 132, 168, 96, 136, 152, 72, 120, 88)
WIDTH = 1400
RIVER = 597


@dataclass(frozen=True, slots=True)
class Path:
    """The line that joins the stations of a study, smooth, from edge to edge of the map."""

    stations: Sequence[Station]

    @property
    def _points(self) -> list[tuple[float, float]]:
        count = len(self.stations)
        inner = [(WIDTH * (i + 0.5) / count, float(HEIGHTS[i % len(HEIGHTS)])) for i in range(count)]
        return [(0.0, inner[0][1] + 44), *inner, (float(WIDTH), inner[-1][1] - 32)]

    @property
    def legs(self) -> list[Leg]:
        """One leg up to each station, and one beyond the last."""
        reached = [station.state in ("done", "here") for station in self.stations]
        reached.append(self.stations[-1].state == "done")
        return [Leg(_curve(*ends), walked) for ends, walked in zip(self._pieces, reached, strict=True)]

    @property
    def _pieces(self) -> list[tuple[tuple[float, float], ...]]:
        """Each leg as its two ends and the handles of its curve (Catmull–Rom)."""
        points = self._points
        slopes = [_slope(points, i) for i in range(len(points))]
        return [
            (start, _toward(start, from_slope, third), _toward(end, to_slope, -third), end)
            for start, end, from_slope, to_slope in zip(points, points[1:], slopes, slopes[1:], strict=False)
            for third in [(end[0] - start[0]) / 3]
        ]

    @property
    def bridge(self) -> float:
        """How far down the footbridge stands, where the line crosses the river."""
        piece = next(piece for piece in self._pieces if piece[3][0] >= RIVER)
        t = (RIVER - piece[0][0]) / (piece[3][0] - piece[0][0])
        y = sum(b * point[1] for b, point in zip(_bernstein(t), piece, strict=True))
        return round(y - 133, 1)


def _slope(points: list[tuple[float, float]], i: int) -> float:
    (x0, y0), (x1, y1) = points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)]
    return (y1 - y0) / (x1 - x0)


def _toward(point: tuple[float, float], slope: float, distance: float) -> tuple[float, float]:
    return point[0] + distance, point[1] + slope * distance


def _bernstein(t: float) -> tuple[float, float, float, float]:
    return (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3


def _curve(*points: tuple[float, float]) -> str:
    start, first, second, end = (f"{x:.0f} {y:.0f}" for x, y in points)
    return f"M{start}C{first} {second} {end}"


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A share of a known whole, between 0 and 100, with the notch of the aim when there is one."""

    done: int
    total: int
    aim: int | None = None

    @property
    def reached(self) -> float:
        return _share(self.done, self.total)

    @property
    def notch(self) -> float | None:
        return None if self.aim is None else _share(self.aim, self.total)


def _share(part: int, whole: int) -> float:
    return round(max(0.0, min(100.0, 100 * part / whole)), 1) if whole > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentage and its interval on a line of 280 that starts at 10."""

    value: float
    low: float
    high: float

    @property
    def x(self) -> float:
        return round(10 + 2.8 * self.value, 1)

    @property
    def left(self) -> float:
        return round(10 + 2.8 * self.low, 1)

    @property
    def width(self) -> float:
        return round(2.8 * (self.high - self.low), 1)


@dataclass(frozen=True, slots=True)
class Face:
    """An adult face without age, sex or skin: only the mouth and the brows change, little."""

    level: int  # 1 (bad) to 5 (good)
    brows: str
    mouth: str


FACES = {
    face.level: face
    for face in (
        Face(1, "M33 38.5C37 38.5 41 37 44 35M60 35C63 37 67 38.5 71 38.5", "M37 76C43 66 61 66 67 76"),
        Face(2, "M33 38.5C36 38 41 37.5 44 37M60 37C63 37.5 67 38 71 38.5", "M39 74C44 69 60 69 65 74"),
        Face(3, "M33 38C36 36.5 41 36.5 44 38M60 38C63 36.5 68 36.5 71 38", "M37 71H67"),
        Face(4, "M33 37C36 35 41 35 44 37M60 37C63 35 68 35 71 37", "M38 69C43 75 61 75 66 69"),
        Face(5, "M33 36C36 33 41 33 44 36M60 36C63 33 68 33 71 36", "M34 66C40 80 64 80 70 66"),
    )
}
SETS = {2: (5, 1), 3: (5, 3, 1), 5: (5, 4, 3, 2, 1)}
"""Which faces stand for a scale of 2, 3 or 5 answers, from the best to the worst."""


@dataclass(frozen=True, slots=True)
class Day:
    """One of the seven days of the drawing of a frequency."""

    x: float
    y: float
    full: bool


DAYS = {1: 0, 2: 1, 3: 3, 4: 5, 5: 7}
"""How many days of a week are full, from never to always."""
_PLACES = [(19.0 + 22 * n, 52.0) for n in range(4)] + [(30.0 + 22 * n, 77.0) for n in range(3)]


def week(level: int) -> list[Day]:
    """A week in which something happens more or less often."""
    return [Day(x, y, place < DAYS[level]) for place, (x, y) in enumerate(_PLACES)]


def mercury(level: int) -> tuple[int, int]:
    """Where the thermometer's column begins, and how far it goes down to the bulb."""
    top = 70 - 13 * (level - 1)
    return top, 74 - top


def drawn(level: int) -> dict[str, object]:
    """What the template of a drawing prints, from 1 (the least) to 5."""
    top, height = mercury(level)
    bar = 98 - 18 * level
    return {
        "level": level,
        "face": FACES[level],
        "week": week(level),
        "top": top,
        "height": height,
        "bar": bar,
    }
