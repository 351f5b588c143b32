"""PDF: the words in the order in which they were drawn, with their letters, their size and their place.

Whoever wrote the PDF chose that order: a word processor draws the words as they are read, a designer may not.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from math import hypot
from typing import Any

from pypdf import Configuration, PageObject, PdfReader, apply_configuration

from arpent.falc.documents.printed import Piece, document
from arpent.falc.documents.values import Document, DocumentRefused

MOST_PAGES = 500
MOST_SECONDS = 30
"""Of processor time. A PDF can hold billions of strokes in a few bytes."""
BOUNDS = Configuration(
    zlib_maximum_output_length=10_000_000,
    lzw_maximum_output_length=10_000_000,
    run_length_maximum_output_length=10_000_000,
    stream_parsing_work_maximum_count=1_000_000,
)
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
MOST_UNREADABLE = 0.2
BROKEN = "Ce PDF est abîmé. Refaites-le à partir du document dont il vient."
LOCKED = "Ce PDF est fermé par un mot de passe. Donnez-en un sans mot de passe."
LONG = "Ce PDF est trop long à lire. Coupez-le en plusieurs documents."
EMPTY = "Ce PDF n’a pas de texte : ses pages sont sans doute des images. Donnez le document dont il vient."
CODED = "Les lettres de ce PDF ne peuvent pas être lues. Donnez le document dont il vient."

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks are for those who write PDF files


def read(data: bytes) -> Document:
    """The words of the pages and how they look. Notes, forms and pictures are left out."""
    pieces, pages = _drawn(data)
    words = "".join(piece.text for piece in pieces)
    if not words.strip():
        raise DocumentRefused(EMPTY)
    if words.count(UNREADABLE) > MOST_UNREADABLE * len(words):
        raise DocumentRefused(CODED)
    return document(pieces, pages)


def _drawn(data: bytes) -> tuple[list[Piece], int]:
    """Each piece, and how many pages. A torn file breaks the library anywhere: whatever it raises is said once."""
    try:
        with apply_configuration(BOUNDS):
            return _pieces(data)
    except (DocumentRefused, MemoryError):
        raise
    except Exception as error:
        raise DocumentRefused(BROKEN) from error


def _pieces(data: bytes) -> tuple[list[Piece], int]:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentRefused(LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise DocumentRefused(LONG)
    until = time.process_time() + MOST_SECONDS
    sheets = enumerate(reader.pages, start=1)
    return [piece for number, page in sheets for piece in _Sheet(number, until).pieces_of(page)], len(
        reader.pages
    )


@dataclass(slots=True)
class _Sheet:
    """Gathers what is drawn on one page."""

    number: int
    until: float
    unit: float = 1.0
    left: float = 0.0
    found: list[Piece] = field(default_factory=list)

    def pieces_of(self, page: PageObject) -> Iterator[Piece]:
        self.unit, self.left = float(page.user_unit), float(page.mediabox.left)
        page.extract_text(visitor_operand_before=self.hurry, visitor_text=self.gather)
        self.hurry()
        yield from self.found

    def hurry(self, *_: Any) -> None:
        if time.process_time() > self.until:
            raise DocumentRefused(LONG)

    def gather(self, text: str, page: list[float], line: list[float], font: Any, size: float) -> None:
        """`page` and `line` place the words; the size of letters follows both."""
        words = text.replace("\n", "")
        if not words:
            return
        x = line[4] * page[0] + line[5] * page[2] + page[4]
        y = line[4] * page[1] + line[5] * page[3] + page[5]
        tall = size * hypot(line[2], line[3]) * hypot(page[2], page[3])
        name = str(font.get("/BaseFont", "")) if font else ""
        self.found.append(
            Piece(self.number, words, (x - self.left) * self.unit, y * self.unit, abs(tall) * self.unit, name)
        )
