"""Words drawn on sheets, put back into lines and paragraphs, and what their places tell of the layout."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import correlation, linear_regression

from arpent.falc.documents.fonts import looks
from arpent.falc.documents.values import Document, Writer
from arpent.falc.layout import Layout, Look

POINTS_A_CM = 72 / 2.54
SAME_LINE = 0.4
"""Share of the size of the letters by which words of one line may stand higher or lower: exponents do."""
NEXT_LINE = 2.2
"""Beyond that many times the size of its letters, a line begins a paragraph."""
WIDER = 1.25
"""So does a line that stands that many times further than the one before it."""
LETTER = 0.55
"""Usual width of a letter, as a share of its height. Widths are not read: a gap is one beyond any doubt."""
GAP = 3
"""In letters: what is further on the same line is another cell."""
ALIGNED = 1.0
"""Points between two lines that begin at the same place."""
DEEPEST_INDENT = 60
"""Points. Further to the right stands a title, not the first line of a paragraph."""
TOGETHER, SLOPE = -0.8, -0.3
"""Of the place where a line begins, by its width: half of what it lacks when it is centred, a tenth under a bullet."""
FEWEST_LINES = 3
"""What fewer lines tell of their alignment may be chance."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words drawn together, in points from the left and from the bottom of a page."""

    page: int
    text: str
    x: float
    y: float
    points: float
    font: str


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces side by side."""

    pieces: tuple[Piece, ...]

    @property
    def first(self) -> Piece:
        return self.pieces[0]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces).strip()

    @property
    def right(self) -> float:
        """Where it ends, more or less."""
        return self.first.x + len(self.text) * LETTER * self.points

    @property
    def points(self) -> float:
        """Of most of its letters."""
        sizes = sorted(piece.points for piece in self.pieces for _ in piece.text.strip())
        return sizes[len(sizes) // 2]


def document(pieces: Sequence[Piece], pages: int) -> Document:
    """The words of a paper, a paragraph apart from the next by an empty line, and how they look."""
    writer = Writer()
    whole = paragraphs(lines(pieces))
    for paragraph in whole:
        writer.part("\n\n", 0)
        _write(writer, paragraph)
    layout = Layout(pages=pages, numbered=numbered(whole, pages), margin_cm=_margin(pieces))
    return writer.document("", layout, paragraphs=True)


def _write(writer: Writer, paragraph: Sequence[Line]) -> None:
    shape = shaped(paragraph)
    for line in paragraph:
        writer.part("\n", 0)
        for piece in line.pieces:
            start = len(writer)
            words = piece.text.lstrip() if writer.ends_with_space else piece.text
            writer.write(words if piece is not line.pieces[-1] else words.rstrip(), 0)
            look = replace(looks(piece.font).over(shape), line_length=len(line.text))
            writer.show(look if piece.text.isspace() else replace(look, points=piece.points), start)


def lines(pieces: Sequence[Piece]) -> Iterator[Line]:
    """Words that stand side by side, in the order in which they were drawn."""
    open_: list[Piece] = []
    for piece in pieces:
        if open_ and not _beside(open_[-1], piece):
            yield Line(tuple(open_))
            open_ = []
        if open_ or piece.text.strip():
            open_.append(piece)
    if open_:
        yield Line(tuple(open_))


def _beside(before: Piece, after: Piece) -> bool:
    size = min(before.points, after.points)
    right = before.x + (len(before.text.strip()) * LETTER + GAP) * before.points
    return (
        before.page == after.page
        and abs(before.y - after.y) < SAME_LINE * max(size, 1)
        and before.x - ALIGNED <= after.x <= right
    )


def paragraphs(found: Iterator[Line]) -> list[list[Line]]:
    """Lines right under one another, of one size and evenly spaced."""
    whole: list[list[Line]] = []
    for line in found:
        if whole and _goes_on(whole[-1], line):
            whole[-1].append(line)
        else:
            whole.append([line])
    return whole


def _goes_on(paragraph: Sequence[Line], line: Line) -> bool:
    last = paragraph[-1]
    gap = last.first.y - line.first.y
    usual = paragraph[-2].first.y - last.first.y if len(paragraph) > 1 else NEXT_LINE * last.points
    return (
        last.first.page == line.first.page
        and abs(last.points - line.points) < 0.1 * last.points
        and last.first.x < line.right
        and line.first.x < last.right
        and 0 < gap < min(NEXT_LINE * last.points, WIDER * usual)
    )


def shaped(paragraph: Sequence[Line]) -> Look:
    """How far its lines are apart, and where they begin."""
    gaps = [one.first.y - other.first.y for one, other in pairwise(paragraph)]
    return Look(
        line_height=min(gaps) / paragraph[0].points if gaps else None,
        align="center" if _scattered(paragraph) else None,
        indent=_indent([line.first.x for line in paragraph]),
    )


def _scattered(paragraph: Sequence[Line]) -> bool:
    """The shorter a line, the further it begins: lines are centred, or lean on the right. Equal starts prove nothing:
    such a text may be justified."""
    starts = [line.first.x for line in paragraph]
    widths = [line.right - line.first.x for line in paragraph]
    if len(starts) < FEWEST_LINES or len(set(starts)) < 2 or len(set(widths)) < 2:
        return False
    return correlation(widths, starts) < TOGETHER and linear_regression(widths, starts).slope < SLOPE


def _indent(starts: Sequence[float]) -> float | None:
    """Of the first line, when all others begin at the same place; a hanging bullet is none, nor is a short title."""
    first, *others = starts
    if len(others) < FEWEST_LINES or max(others) - min(others) > ALIGNED:
        return None
    further = first - others[0]
    return None if further > DEEPEST_INDENT else further if further > ALIGNED else 0.0


def numbered(whole: Sequence[Sequence[Line]], pages: int) -> bool:
    """Each page but the first has a line with its number, alone or after the word « page »."""
    by_page = groupby((line for paragraph in whole for line in paragraph), key=lambda line: line.first.page)
    told = {page for page, found in by_page if any(_says(line.text, page) for line in found)}
    return told.issuperset(range(2, pages + 1))


def _says(text: str, page: int) -> bool:
    number = rf"(?:page\s*{page}\b|^[-–—\s]*{page}\s*(?:[-–—]|(?:/|sur)\s*\d+)?\s*$)"
    return re.search(number, text, re.IGNORECASE) is not None


def _margin(pieces: Sequence[Piece]) -> float | None:
    """On the left: where the words end on the right is not read."""
    return min((piece.x / POINTS_A_CM for piece in pieces if piece.text.strip()), default=None)
