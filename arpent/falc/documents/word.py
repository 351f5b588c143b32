"""DOCX: the paragraphs of a Word document, and the layout that its styles give them. XML bombs are refused."""

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from arpent.falc.documents.formats import Format, Styles, W, declared
from arpent.falc.documents.values import Document, DocumentRefused, Writer

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_BYTES = 60_000_000
SMALLEST_HALF_POINTS = 28
TIGHTEST_TWENTIETHS = 360
MOST_FONTS = 2
SERIFS = ("times", "georgia", "garamond", "cambria", "bookman", "palatino", "century", "baskerville", "serif")
BREAKS = {f"{W}br", f"{W}cr"}
BROKEN = "Ce fichier .docx est abîmé. Ouvrez-le dans un traitement de texte et enregistrez-le à nouveau."
SAID: Mapping[str, str] = {
    "i": "L03",
    "u": "L03",
    "caps": "L03",
    "smallCaps": "L03",
    "shadow": "L04",
    "outline": "L04",
}


def read(data: bytes) -> Document:
    """The words of the body, paragraph by paragraph; deleted words and notes are left out."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            body = _xml(archive, "word/document.xml")
            styles = _optional(archive, "word/styles.xml")
            settings = _optional(archive, "word/settings.xml")
    except (
        zipfile.BadZipFile,
        KeyError,
        ParseError,
        DefusedXmlException,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise DocumentRefused(BROKEN) from error
    return _Reading(Styles(styles)).document(body, settings)


def _xml(archive: zipfile.ZipFile, name: str) -> "Element":
    if archive.getinfo(name).file_size > MOST_BYTES:
        raise DocumentRefused("Ce fichier .docx est trop lourd. Coupez-le en plusieurs documents.")
    with archive.open(name) as part:
        root: Element = fromstring(part.read(MOST_BYTES + 1))
        return root


def _optional(archive: zipfile.ZipFile, name: str) -> "Element | None":
    return _xml(archive, name) if name in archive.namelist() else None


class _Reading:
    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.writer = Writer()
        self.fonts: set[str] = set()

    def document(self, body: "Element", settings: "Element | None") -> Document:
        for paragraph in body.iter(f"{W}p"):
            self._paragraph(paragraph)
        for rule in self._everywhere(body, settings):
            self.writer.see_all(rule)
        return self.writer.document("", paragraphs=True)

    def _paragraph(self, paragraph: "Element") -> None:
        asked = paragraph.find(f"{W}pPr")
        given = self.styles.of(asked).over(declared(asked))
        self.writer.part("\n" if given.item else "\n\n", 0)
        start = len(self.writer)
        for run in _runs(paragraph):
            self._run(run, given)
        for rule in _of_paragraph(given):
            self.writer.see(rule, start)

    def _run(self, run: "Element", paragraph: Format) -> None:
        asked = run.find(f"{W}rPr")
        given = paragraph.over(self.styles.of(asked)).over(declared(asked))
        if given.hidden:
            return
        start = len(self.writer)
        for piece in run:
            self._piece(piece)
        if len(self.writer) > start:
            self.fonts.add(given.font)
            for rule in _of_run(given):
                self.writer.see(rule, start)

    def _piece(self, piece: "Element") -> None:
        if piece.tag == f"{W}t":
            self.writer.write(piece.text or "", 0)
        elif piece.tag in BREAKS:
            self.writer.write("\n", 0)
        elif piece.tag == f"{W}tab":
            self.writer.write(" ", 0)
        elif piece.tag == f"{W}noBreakHyphen":
            self.writer.write("-", 0)
        elif piece.tag == f"{W}footnoteReference":
            self.writer.see_all("C09")

    def _everywhere(self, body: "Element", settings: "Element | None") -> Iterator[str]:
        if (
            any(int(cols.get(f"{W}num") or 1) > 1 for cols in body.iter(f"{W}cols"))
            or body.find(f".//{W}tbl") is not None
        ):
            yield "L12"
        named = {font for font in self.fonts if font}
        if len(named) > MOST_FONTS or any(font.lower().startswith(SERIFS) for font in named):
            yield "L02"
        hyphens = None if settings is None else settings.find(f"{W}autoHyphenation")
        if hyphens is not None and hyphens.get(f"{W}val", "true") not in ("0", "false", "off"):
            yield "L06"


def _runs(paragraph: "Element") -> Iterator["Element"]:
    """The runs of a paragraph, not those that a reviewer deleted nor those of a text box, which has its own."""
    for child in paragraph:
        if child.tag == f"{W}r":
            yield child
        elif child.tag in (
            f"{W}ins",
            f"{W}hyperlink",
            f"{W}smartTag",
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}fldSimple",
        ):
            yield from _runs(child)


def _of_paragraph(given: Format) -> Iterator[str]:
    if given.align in ("both", "distribute", "center", "right", "end"):
        yield "L05"
    if given.line is not None and given.line < TIGHTEST_TWENTIETHS:
        yield "L07"


def _of_run(given: Format) -> Iterator[str]:
    if given.size is not None and given.size < SMALLEST_HALF_POINTS:
        yield "L01"
    yield from dict.fromkeys(rule for name, rule in SAID.items() if name in given.on)
