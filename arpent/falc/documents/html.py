"""HTML: the visible French words of a page, and what its markup and its own style say of the layout.

Style sheets of other files are not read: the browser alone knows what a page looks like in the end.
"""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from arpent.falc.documents.css import Style, sheet, styled
from arpent.falc.documents.plain import decoded
from arpent.falc.documents.values import Document, DocumentRefused, Lines, Writer
from arpent.falc.layout import Layout, Look

UNSEEN = {"head", "script", "style", "template", "noscript", "svg", "math", "code", "pre", "object", "iframe"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LINES = {
    "li",
    "tr",
    "option",
    "dt",
    "dd",
    "div",
    "label",
    "button",
    "summary",
    "legend",
    "figcaption",
    "td",
    "th",
}
PARAGRAPHS = {
    *(
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "section",
        "article",
        "main",
        "header",
    ),
    *(
        "footer",
        "nav",
        "aside",
        "form",
        "fieldset",
        "blockquote",
        "figure",
        "address",
        "body",
        "html",
        "details",
    ),
}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
OWN = {
    **dict.fromkeys(("i", "em", "cite", "dfn"), Look(italic=True)),
    "u": Look(underlined=True),
    "a": Look(link=True),
    "center": Look(align="center"),
    **{tag: Look(heading=level) for tag, level in HEADINGS.items()},
}
"""What a browser does with a tag that no style speaks of."""
PRESENTATION = "table of presentation"
NOTHING = Style().look
MOVING = {"marquee", "blink"}
CELLS = {"td", "th"}
SPACES = re.compile(r"[ \t\r\n\f]+")
CLOSES_ITSELF = {"p", "li", "td", "th", "tr", "option", "dt", "dd"}
LONGEST_TAG = 20_000
MOST_TORN = 50
"""Tags that never end: the parser of Python looks for the end of each through the whole page."""


def read(data: bytes) -> Document:
    """The words that a page shows, block by block."""
    source = decoded(data)
    if _torn(source) > MOST_TORN:
        raise DocumentRefused(
            "Des balises de cette page ne se terminent pas. Enregistrez-la à nouveau depuis un navigateur."
        )
    reading = _Reading(source)
    reading.feed(source)
    reading.close()
    return reading.document()


def _torn(source: str) -> int:
    begun = (found.start() for found in re.finditer("<[a-zA-Z/!?]", source))
    endless = sum(source.find(">", at, at + LONGEST_TAG) < 0 for at in begun)
    return endless + max(0, source.count("<!--") - source.count("-->"))


def _sheets(source: str) -> str:
    """What the page's own style sheets say, all together."""
    found, at = [], source.find("<style")
    while at >= 0:
        start, stop = source.find(">", at) + 1, source.find("</style", at)
        if start == 0 or stop < 0:
            break
        found.append(source[start:stop])
        at = source.find("<style", stop)
    return "\n".join(found)


class _Open:
    """An element that is open: where it began, whether its words are seen, and how they look."""

    __slots__ = ("cells", "seen", "start", "style", "tag")

    def __init__(self, tag: str, start: int, seen: bool, style: Style) -> None:
        self.tag, self.start, self.seen, self.style = tag, start, seen, style
        self.cells = 0
        """Of the row of a table; of its longest row for a table."""


class _Reading(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source, self.lines, self.writer = source, Lines(source), Writer()
        self.opened: list[_Open] = []
        self.sheet = sheet(_sheets(source))
        self.titles = 0
        self.moving: bool | None = None

    def document(self) -> Document:
        while self.opened:
            self._shut(self.opened.pop())
        for said in self.sheet.elsewhere:
            self._note(styled(Style(), said))
        return self.writer.document(self.source, Layout(titles=self.titles, moving=self.moving))

    def _note(self, style: Style) -> None:
        self.moving = style.moving or self.moving
        if style.look != Look():
            self.writer.show_somewhere(style.look)

    @property
    def spot(self) -> int:
        line, column = self.getpos()
        return self.lines.start(line) + column

    @property
    def seen(self) -> bool:
        return not self.opened or self.opened[-1].seen

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in CLOSES_ITSELF and self.opened and self.opened[-1].tag == tag:
            self._shut(self.opened.pop())
        self._part(tag)
        if tag in VOID:
            return
        style = self._style(tag, said)
        seen = self.seen and tag not in UNSEEN and "hidden" not in said and _french(said.get("lang"))
        seen = seen and style.shown
        self.opened.append(_Open(tag, len(self.writer), seen, style))
        self.titles += tag == "h1" and seen
        self.moving = (style.moving and seen) or tag in MOVING or self.moving
        if tag in CELLS:
            self._cell()
        if tag == "table" and said.get("role") == "presentation":
            self.opened[-1].tag = PRESENTATION

    def _style(self, tag: str, said: dict[str, str]) -> Style:
        """The look of the words of an element: what surrounds it, its tag, the page's sheet, its own style."""
        around = self.opened[-1].style if self.opened else Style()
        if tag in OWN:
            around = replace(around, look=around.look.over(OWN[tag]))
        declarations = f"{self.sheet.of(tag, said)};{said.get('style', '')}"
        return around if declarations == ";" else styled(around, declarations)

    def _cell(self) -> None:
        row = next((one for one in reversed(self.opened) if one.tag == "tr"), None)
        table = next((one for one in reversed(self.opened) if one.tag == "table"), None)
        if row and table:
            row.cells += 1
            table.cells = max(table.cells, row.cells)

    def handle_endtag(self, tag: str) -> None:
        named = {tag, PRESENTATION} if tag == "table" else {tag}
        if not any(one.tag in named for one in self.opened[-100:]):
            return
        while self.opened:
            closed = self.opened.pop()
            self._shut(closed)
            if closed.tag in named:
                break
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self.seen:
            return
        at, start = self.spot, len(self.writer)
        for found in re.finditer(r"[ \t\r\n\f]+|[^ \t\r\n\f]+", data):
            if not found[0].isspace() or found[0][0] not in " \t\r\n\f":
                self.writer.write(found[0], at + found.start())
            elif not self.writer.ends_with_space:
                self.writer.write(" ", at + found.start(), width=len(found[0]))
        self._show(start)

    def _show(self, start: int) -> None:
        if self.opened and self.opened[-1].style.look is not NOTHING:
            self.writer.show(self.opened[-1].style.look, start)

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name};")

    def _entity(self, written: str) -> None:
        if self.seen:
            start = len(self.writer)
            self.writer.write(unescape(written), self.spot, width=len(written))
            self._show(start)

    def _part(self, tag: str) -> None:
        if tag in PARAGRAPHS:
            self.writer.part("\n\n", self._here())
        elif tag in LINES or tag in ("br", "hr"):
            self.writer.part("\n", self._here())

    def _here(self) -> int:
        return min(self.spot, max(len(self.source) - 1, 0))

    def _shut(self, element: _Open) -> None:
        if element.tag == "table" and element.seen:
            self.writer.show(Look(table=element.cells), element.start)


def _french(language: str | None) -> bool:
    return not language or language.lower().split("-")[0] == "fr"
