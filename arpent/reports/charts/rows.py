"""The rows of a chart: the whole first, then the groups of each breakdown under its name."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from arpent.analysis.figures import Figure, Panel, Suppression
from arpent.reports.typography import typeset, whole

PER_DRAWING = 16  # more rows than this go to a second drawing: one picture fits one sheet of paper

WHY_HIDDEN = {
    Suppression.TOO_FEW: "Trop peu de réponses",
    Suppression.COMPLEMENT: "Masqué aussi",
    Suppression.FEW_ASSOCIATIONS: "Trop peu d’associations",
    Suppression.ALL_ALIKE: "Réponses trop semblables",
    Suppression.NONE: "En partie masqué",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A group and its numbers, or, without panel, the name of a breakdown."""

    label: str
    panel: Panel | None
    strong: bool = False

    @property
    def people(self) -> str:
        """How many answered, or that it may not be said."""
        if self.panel is None:
            return ""
        return "n masqué" if self.panel.n is None else f"n = {whole(self.panel.n)}"


def drawings(figure: Figure, whole_label: str) -> Iterator[tuple[Row, ...]]:
    """The rows of each drawing, never more than fit on a page."""
    rows: list[Row] = [Row(whole_label, figure.overall, strong=True)]
    for groups in figure.breakdowns:
        heading = typeset(groups[0].by_label) if groups else ""
        for part in _parts(groups):
            block = _block(heading, part)
            if len(rows) + len(block) > PER_DRAWING:
                yield tuple(rows)
                rows = []
            rows += block
    yield tuple(rows)


def _parts(groups: tuple[Panel, ...]) -> Iterator[tuple[Panel, ...]]:
    """The groups of a breakdown in as few parts as pages need, of nearly one length."""
    pages = -(-len(groups) // (PER_DRAWING - 1)) or 1
    length = -(-len(groups) // pages) or 1
    return (groups[start : start + length] for start in range(0, len(groups), length))


def _block(heading: str, groups: tuple[Panel, ...]) -> list[Row]:
    return [Row(heading, None), *(Row(typeset(panel.group_label), panel) for panel in groups)]


def placed(
    rows: tuple[Row, ...], *, top: int, step: int, heading: int
) -> tuple[list[tuple[Row, float]], int]:
    """Each row with the middle of its place, and the height that all take."""
    at, places = float(top), []
    for row in rows:
        room = heading if row.panel is None else step
        places.append((row, at + room / 2))
        at += room
    return places, int(at)


def wrapped(text: str, pixels: int, lines: int = 2) -> list[str]:
    """A label cut into lines that fit: the typeface takes less than 8 pixels a letter at 15 pixels."""
    letters = int(pixels / 7.9)
    return textwrap.wrap(text, letters, max_lines=lines, placeholder=" …") or [""]
