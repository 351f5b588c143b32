"""HTML: the visible French words of a page, and what its markup and its own style say of the layout.

Style sheets of other files are not read: the browser alone knows what a page looks like in the end.
"""

import re
from html import unescape
from html.parser import HTMLParser

from arpent.falc.documents.css import breaches, sheet
from arpent.falc.documents.plain import decoded
from arpent.falc.documents.values import Document, DocumentRefused, Lines, Writer

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
TAGS_SEEN = {"i": "L03", "em": "L03", "cite": "L03", "dfn": "L03", "u": "L03", "table": "L12", "sup": ""}
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


class _Open:
    """An element that is open: what it began with, whether its words are seen, and the rules it breaks."""

    __slots__ = ("rules", "seen", "start", "tag")

    def __init__(self, tag: str, start: int, seen: bool, rules: tuple[str, ...]) -> None:
        self.tag, self.start, self.seen, self.rules = tag, start, seen, rules


class _Reading(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source, self.lines, self.writer = source, Lines(source), Writer()
        self.opened: list[_Open] = []
        self.styles = ""
        self.has_title = False

    def document(self) -> Document:
        while self.opened:
            self._shut(self.opened.pop())
        if not self.has_title:
            self.writer.see_all("S01")
        for rule in sheet(self.styles):
            self.writer.see_all(rule)
        return self.writer.document(self.source)

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
        seen = self.seen and tag not in UNSEEN and "hidden" not in said and _french(said.get("lang"))
        rules = tuple(rule for rule in (TAGS_SEEN.get(tag, ""), *breaches(said.get("style", ""))) if rule)
        if tag == "table" and said.get("role") == "presentation":
            rules = tuple(rule for rule in rules if rule != "L12")
        seen = seen and "hide" not in rules
        self.opened.append(_Open(tag, len(self.writer), seen, rules))
        self.has_title |= tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        if not any(one.tag == tag for one in self.opened[-100:]):
            return
        while self.opened:
            closed = self.opened.pop()
            self._shut(closed)
            if closed.tag == tag:
                break
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self.opened and self.opened[-1].tag == "style":
            self.styles += data
        if not self.seen:
            return
        at = self.spot
        for found in re.finditer(r"[ \t\r\n\f]+|[^ \t\r\n\f]+", data):
            if not found[0].isspace() or found[0][0] not in " \t\r\n\f":
                self.writer.write(found[0], at + found.start())
            elif not self.writer.ends_with_space:
                self.writer.write(" ", at + found.start(), width=len(found[0]))

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name};")

    def _entity(self, written: str) -> None:
        if self.seen:
            self.writer.write(unescape(written), self.spot, width=len(written))

    def _part(self, tag: str) -> None:
        if tag in PARAGRAPHS:
            self.writer.part("\n\n", self._here())
        elif tag in LINES or tag in ("br", "hr"):
            self.writer.part("\n", self._here())

    def _here(self) -> int:
        return min(self.spot, max(len(self.source) - 1, 0))

    def _shut(self, element: _Open) -> None:
        if element.seen:
            for rule in element.rules:
                self.writer.see(rule, element.start)


def _french(language: str | None) -> bool:
    return not language or language.lower().split("-")[0] == "fr"
