"""Markdown: what will be read on the page, without its marks. Code and HTML are left out: nobody reads them aloud."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from arpent.falc.documents.plain import decoded
from arpent.falc.documents.values import Document, Lines, Writer
from arpent.falc.layout import Layout, Look

LONGEST_LINE = 20_000
"""Nobody writes longer lines by hand. Such a file is read as it is: its marks would cost too much to look for."""
ITALIC = Look(italic=True)
CELLS = {"th_open", "td_open"}
TOGETHER = {"table_open", "bullet_list_open", "ordered_list_open"}


def read(data: bytes, *, breaks: bool = False) -> Document:
    """The paragraphs, headings, items and cells of a Markdown file. `breaks`: a new line there is one on the page."""
    source = decoded(data)
    if max(map(len, source.splitlines()), default=0) > LONGEST_LINE:
        return Document(source)
    return _Reading(source, breaks).document()


class _Reading:
    def __init__(self, source: str, breaks: bool) -> None:
        self.source = source
        self.newline = "hardbreak" if breaks else "softbreak"
        self.lines = Lines(source)
        self.writer = Writer()
        self.cursor = self.table = self.columns = 0

    def document(self) -> Document:
        tokens = (
            MarkdownIt("commonmark", {"maxNesting": 100})
            .enable("table")
            .disable("text_join")
            .parse(self.source)
        )
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type == "inline" and before is not None:
                self._block(before, token)
            if token.type in TOGETHER:
                self._at(token)
                self.writer.part("\n\n", self.cursor)
            self._table(token)
        return self.writer.document(self.source, Layout())

    def _table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self.table, self.columns = len(self.writer), 0
            case "th_open":
                self.columns += 1
            case "table_close":
                self.writer.show(Look(table=self.columns), self.table)

    def _at(self, token: Token) -> None:
        if token.map:
            self.cursor = max(self.cursor, self.lines.start(token.map[0] + 1))

    def _block(self, opening: Token, inline: Token) -> None:
        self._at(inline)
        self.writer.part("\n" if opening.hidden or opening.type in CELLS else "\n\n", self.cursor)
        start = len(self.writer)
        self._words(inline.children or [])
        if opening.type == "heading_open":
            self.writer.show(Look(heading=int(opening.tag[1])), start)

    def _words(self, children: Sequence[Token]) -> None:
        italics: list[int] = []
        for child in children:
            match child.type:
                case "text" | "text_special":
                    self._text(child)
                case "softbreak" if self.newline == "softbreak":
                    self.writer.write(" ", self.cursor, width=1)
                case "softbreak" | "hardbreak":
                    self.writer.part("\n", self.cursor)
                case "em_open":
                    italics.append(len(self.writer))
                case "em_close":
                    self.writer.show(ITALIC, italics.pop())

    def _text(self, child: Token) -> None:
        """Words are found again in the source after the last ones; an escape is found by its own mark."""
        written = child.markup if child.type == "text_special" and child.markup else child.content
        found = self.source.find(written, self.cursor)
        if found < 0:
            self.writer.write(child.content, min(self.cursor, max(len(self.source) - 1, 0)), width=1)
            return
        same = written == child.content
        self.writer.write(child.content, found, width=None if same else len(written))
        self.cursor = found + len(written)
