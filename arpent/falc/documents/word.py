"""DOCX: the paragraphs of a Word document, and the layout that its styles give them. XML bombs are refused."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from arpent.falc.documents.formats import OFF, Format, Styles, W, declared
from arpent.falc.documents.values import Document, DocumentRefused, Writer
from arpent.falc.layout import Layout, Look

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_BYTES = 60_000_000
TWENTIETHS_A_CM = 20 * 72 / 2.54
PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
EDGE = re.compile(r"word/(?:header|footer)\d*\.xml")
MOST_COLUMNS = 100
MOST_EDGES = 12
"""Headers and footers that are read."""
BREAKS = {f"{W}br", f"{W}cr"}
NOTES = {f"{W}footnoteReference", f"{W}endnoteReference"}
BROKEN = "Ce fichier .docx est abîmé. Ouvrez-le dans un traitement de texte et enregistrez-le à nouveau."


def read(data: bytes) -> Document:
    """The words of the body, paragraph by paragraph; deleted words and notes are left out."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            body = _xml(archive, "word/document.xml")
            styles = _optional(archive, "word/styles.xml")
            settings = _optional(archive, "word/settings.xml")
            told = _optional(archive, "docProps/app.xml")
            named = [name for name in archive.namelist() if EDGE.fullmatch(name)]
            edges = [_xml(archive, name) for name in named[:MOST_EDGES]]
    except (
        zipfile.BadZipFile,
        KeyError,
        ParseError,
        DefusedXmlException,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise DocumentRefused(BROKEN) from error
    reading = _Reading(Styles(styles), Look(hyphens=_hyphens(settings), columns=_columns(body)))
    return reading.document(
        body, Layout(pages=_pages(told), numbered=_numbered(edges), margin_cm=_margin(body))
    )


def _xml(archive: zipfile.ZipFile, name: str) -> "Element":
    if archive.getinfo(name).file_size > MOST_BYTES:
        raise DocumentRefused("Ce fichier .docx est trop lourd. Coupez-le en plusieurs documents.")
    with archive.open(name) as part:
        root: Element = fromstring(part.read(MOST_BYTES + 1))
        return root


def _optional(archive: zipfile.ZipFile, name: str) -> "Element | None":
    return _xml(archive, name) if name in archive.namelist() else None


class _Reading:
    def __init__(self, styles: Styles, everywhere: Look) -> None:
        self.styles, self.everywhere = styles, everywhere
        self.writer = Writer()
        self.looks: dict[Format, Look] = {}
        self.notes = False

    def document(self, body: "Element", layout: Layout) -> Document:
        tables = {width: Look(table=width) for width in range(MOST_COLUMNS)}
        for paragraph, width in _paragraphs(body):
            start = len(self.writer)
            self._paragraph(paragraph)
            self.writer.show(tables[min(width, MOST_COLUMNS - 1)], start)
        self.writer.show_somewhere(self.everywhere)
        return self.writer.document("", replace(layout, notes=self.notes), paragraphs=True)

    def _paragraph(self, paragraph: "Element") -> None:
        asked = paragraph.find(f"{W}pPr")
        given = self.styles.of(asked).over(declared(asked))
        self.writer.part("\n" if given.item else "\n\n", 0)
        for run in _runs(paragraph):
            self._run(run, given)

    def _run(self, run: "Element", paragraph: Format) -> None:
        asked = run.find(f"{W}rPr")
        given = paragraph.over(self.styles.of(asked)).over(declared(asked))
        if given.hidden:
            return
        start = len(self.writer)
        for piece in run:
            self._piece(piece)
        self.writer.show(self.looks.setdefault(given, given.look), start)

    def _piece(self, piece: "Element") -> None:
        if piece.tag == f"{W}t":
            self.writer.write(piece.text or "", 0)
        elif piece.tag in BREAKS:
            self.writer.write("\n", 0)
        elif piece.tag == f"{W}tab":
            self.writer.write(" ", 0)
        elif piece.tag == f"{W}noBreakHyphen":
            self.writer.write("-", 0)
        elif piece.tag in NOTES:
            self.notes = True


def _paragraphs(body: "Element") -> Iterator[tuple["Element", int]]:
    """Each paragraph, and how many columns the table around it has."""
    ahead = [(body, 0)]
    while ahead:
        element, width = ahead.pop()
        if element.tag == f"{W}tbl":
            width = max((len(row.findall(f"{W}tc")) for row in element.findall(f"{W}tr")), default=0)
        if element.tag == f"{W}p":
            yield element, width
        ahead += [(child, width) for child in reversed(element)]


def _columns(body: "Element") -> int:
    """The most that a section has."""
    said = [cols.get(f"{W}num", "1") for cols in body.iter(f"{W}cols")]
    return max((int(number) for number in said if number.isdecimal()), default=1)


def _hyphens(settings: "Element | None") -> bool:
    said = None if settings is None else settings.find(f"{W}autoHyphenation")
    return said is not None and said.get(f"{W}val", "true") not in OFF


def _margin(body: "Element") -> float | None:
    """The narrowest on the left or on the right, in centimetres."""
    said = [one.get(f"{W}{side}", "") for one in body.iter(f"{W}pgMar") for side in ("left", "right")]
    return min((int(one) / TWENTIETHS_A_CM for one in said if one.isdecimal()), default=None)


def _pages(told: "Element | None") -> int | None:
    """As the word processor last counted them."""
    said = None if told is None else told.findtext(f"{PROPERTIES}Pages")
    return int(said) if said and said.isdecimal() else None


def _numbered(edges: "list[Element]") -> bool:
    """A header or a footer says the number of the page."""
    return any("PAGE" in _fields(edge) for edge in edges)


def _fields(edge: "Element") -> set[str]:
    said = [one.text or "" for one in edge.iter(f"{W}instrText")]
    said += [one.get(f"{W}instr", "") for one in edge.iter(f"{W}fldSimple")]
    return {word for words in said for word in words.split()}


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
