"""What is known of a layout. A word processor's file, a web page and a PDF fill in the same facts, in the same units."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks. What is not known is None, and not tested."""

    points: float | None = None
    """Size in printer's points: 18.67 CSS pixels are 14 points."""
    family: str | None = None
    weight: float | None = None
    """400 is plain, 700 bold."""
    italic: bool | None = None
    underlined: bool | None = None
    link: bool | None = None
    capitals: bool | None = None
    """Shown in capitals by its style."""
    effects: bool | None = None
    """Shadow, outline, stretched or tightened letters."""
    align: str | None = None
    hyphens: bool | None = None
    """Words may be cut at the end of a line."""
    line_height: float | None = None
    """1.5 for what a style sheet calls 1.5, and a word processor « une ligne et demie »."""
    line_length: float | None = None
    """In characters."""
    contrast: float | None = None
    pattern: bool | None = None
    """An image or a pattern behind the text."""
    indent: float | None = None
    """Of the first line, in any unit."""
    columns: int | None = None
    table: int | None = None
    """How many columns the table around it has; 0 outside a table."""
    heading: int | None = None
    """1 for the title of the document, 2 for the titles below it; 0 for what is no title."""
    picture: bool | None = None
    """A picture stands beside it."""

    def over(self, other: "Look") -> "Look":
        """This, then what the other says over it."""
        said = {name: value for name in NAMES if (value := getattr(other, name)) is not None}
        return replace(self, **said) if said else self


NAMES = tuple(field.name for field in fields(Look))
UNKNOWN = Look()


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text in one style, from `start` to `end`. Both are 0 for what is known of the document alone."""

    start: int
    end: int
    look: Look


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a document, and what holds for its pages."""

    blocks: Sequence[Block] = ()
    pages: int | None = None
    numbered: bool | None = None
    """Each page says « page 2 sur 6 »."""
    margin_cm: float | None = None
    questions_whole: bool | None = None
    titles: int | None = None
    """How many titles of the first level."""
    notes: bool | None = None
    """There are notes, at the foot of a page or at the end."""
    moving: bool | None = None
    """Something moves, or time is limited."""
    smallest_target: float | None = None
    """In CSS pixels, the shorter side of the smallest thing to press."""
    smallest_gap: float | None = None
