"""A page as a browser shows it: what the script `SCRIPT` tells of it, as the same facts as a file.

With Playwright: `computed.read(page.evaluate(computed.SCRIPT))`, then `examine`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from arpent.falc.documents.values import Document
from arpent.falc.layout import Block, Layout, Look
from arpent.falc.layout.colours import WHITE, Colour, contrast, mixed

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
POINTS = 0.75
"""In a CSS pixel."""


class Words(TypedDict):
    """One run of words, in CSS pixels; colours are red, green, blue and how opaque they are."""

    text: str
    pixels: float
    family: str
    weight: float
    italic: bool
    underlined: bool
    link: bool
    capitals: bool
    effects: bool
    align: str
    label: bool
    hyphens: bool
    lineHeight: float
    several: bool
    lineLength: float | None
    ink: Sequence[float]
    papers: Sequence[Sequence[float]]
    pattern: bool
    indent: float
    columns: int
    table: int
    heading: int


class Shown(TypedDict):
    """A page, as the script tells it."""

    words: Sequence[Words]
    titles: int
    moving: bool
    smallestTarget: float | None
    smallestGap: float | None


def read(page: Shown) -> Document:
    """The words that a browser shows, a line each, and how each looks."""
    blocks, text = [], ""
    for words in page["words"]:
        start = len(text)
        text += words["text"]
        blocks.append(Block(start, len(text), look(words)))
        text += "\n"
    layout = Layout(
        tuple(blocks),
        titles=page["titles"],
        moving=page["moving"],
        smallest_target=page["smallestTarget"],
        smallest_gap=page["smallestGap"],
    )
    return Document(text.rstrip("\n"), layout=layout)


def look(words: Words) -> Look:
    """The short label of a button may stand in its middle, and one line has no line below: neither says anything."""
    return Look(
        points=words["pixels"] * POINTS,
        family=words["family"],
        weight=words["weight"],
        italic=words["italic"],
        underlined=words["underlined"],
        link=words["link"],
        capitals=words["capitals"],
        effects=words["effects"],
        align=None if words["label"] else words["align"],
        hyphens=words["hyphens"],
        line_height=words["lineHeight"] if words["several"] else None,
        line_length=words["lineLength"],
        contrast=seen_contrast(words),
        pattern=words["pattern"],
        indent=words["indent"],
        columns=words["columns"],
        table=words["table"],
        heading=words["heading"],
    )


def seen_contrast(words: Words) -> float | None:
    """Against what lies behind, each colour over those of the elements around; unknown over an image."""
    if words["pattern"]:
        return None
    behind: Colour = WHITE
    for paper in reversed(words["papers"]):
        behind = over(paper, behind)
    return contrast(over(words["ink"], behind), behind)


def over(colour: Sequence[float], under: Colour) -> Colour:
    red, green, blue, share = colour
    return mixed((red, green, blue), under, share)
