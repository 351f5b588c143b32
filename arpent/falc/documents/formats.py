"""How Word says what a paragraph looks like: defaults, then styles that rest on others, then the words' own."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from arpent.falc.layout import Look
from arpent.falc.layout.colours import BLACK, WHITE, Colour, contrast, hexadecimal

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SWITCHES = ("i", "u", "caps", "smallCaps", "shadow", "outline", "emboss", "imprint")
ALIGNED = {"start": "left", "left": "left", "end": "right", "both": "justify", "distribute": "justify"}
OFF = ("0", "false", "off", "none")
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Format:
    """What is known of a paragraph or of a run; `None` and the empty word: nothing was said."""

    size: int | None = None
    """In half points."""
    align: str = ""
    line: int | None = None
    """Line height: 240 for simple spacing, or twentieths of a point when `exact`."""
    exact: bool = False
    font: str = ""
    indent: int | None = None
    """Of the first line, in twentieths of a point."""
    level: int | None = None
    """Of a title: 0 for the highest."""
    ink: Colour | None = None
    paper: Colour | None = None
    tight: bool | None = None
    """Letters closer than their font has them."""
    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    hidden: bool = False
    item: bool = False

    def over(self, other: "Format") -> "Format":
        """This, then what the other says over it."""
        return replace(
            self,
            size=first(other.size, self.size),
            align=other.align or self.align,
            line=first(other.line, self.line),
            exact=self.exact if other.line is None else other.exact,
            font=other.font or self.font,
            indent=first(other.indent, self.indent),
            level=first(other.level, self.level),
            ink=first(other.ink, self.ink),
            paper=first(other.paper, self.paper),
            tight=first(other.tight, self.tight),
            on=(self.on - other.off) | other.on,
            off=(self.off - other.on) | other.off,
            hidden=self.hidden or other.hidden,
            item=self.item or other.item,
        )

    @property
    def look(self) -> Look:
        """What is known of how it looks: nobody says what is as usual, and no size at all depends on the program."""
        return Look(
            points=None if self.size is None else self.size / 2,
            family=self.font or None,
            italic=self._is("i"),
            underlined=self._is("u"),
            capitals=self._is("caps", "smallCaps"),
            effects=self._is("shadow", "outline", "emboss", "imprint") or self.tight is True,
            align=ALIGNED.get(self.align, self.align) or "left",
            line_height=self._line_height,
            indent=self.indent or 0,
            contrast=contrast(self.ink or BLACK, self.paper or WHITE) if self.ink or not self.paper else None,
            heading=None if self.level is None else self.level + 1,
        )

    def _is(self, *names: str) -> bool:
        return not self.on.isdisjoint(names)

    @property
    def _line_height(self) -> float | None:
        if not self.exact:
            return (self.line or 240) / 240
        return self.line / 10 / self.size if self.line and self.size else None


def first[Value](*several: Value | None) -> Value | None:
    """The first that is known."""
    return next((one for one in several if one is not None), None)


NOTHING = Format()


def declared(properties: "Element | None") -> Format:
    """What the properties of a paragraph (`pPr`) or of a run (`rPr`) say themselves."""
    if properties is None:
        return NOTHING
    spacing = properties.find(f"{W}spacing")
    fonts = properties.find(f"{W}rFonts")
    switches = {name: _on(properties, name) for name in SWITCHES}
    return Format(
        size=_number(_value(properties, "sz")),
        align=_value(properties, "jc"),
        line=None if spacing is None else _number(spacing.get(f"{W}line", "")),
        exact=spacing is not None and spacing.get(f"{W}lineRule", "auto") != "auto",
        font="" if fonts is None else fonts.get(f"{W}ascii", ""),
        indent=_indent(properties),
        level=_level(properties),
        ink=hexadecimal(_value(properties, "color")),
        paper=_paper(properties),
        tight=_tight(spacing),
        on=frozenset(name for name, on in switches.items() if on),
        off=frozenset(name for name, on in switches.items() if on is False),
        hidden=_on(properties, "vanish") is True,
        item=properties.find(f"{W}numPr") is not None,
    )


def _indent(properties: "Element") -> int | None:
    indented = properties.find(f"{W}ind")
    return None if indented is None else _number(indented.get(f"{W}firstLine", ""))


def _level(properties: "Element") -> int | None:
    """The tenth level means « no title »."""
    level = _number(_value(properties, "outlineLvl"))
    return level if level is not None and level < 9 else None


def _paper(properties: "Element") -> Colour | None:
    shade = properties.find(f"{W}shd")
    return None if shade is None else hexadecimal(shade.get(f"{W}fill", ""))


def _tight(spacing: "Element | None") -> bool | None:
    between = None if spacing is None else _number(spacing.get(f"{W}val", ""))
    return None if between is None else between < 0


class Styles:
    """The styles of a document, each with what it rests on."""

    def __init__(self, root: "Element | None") -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._usual = next((name for name, style in self._styles.items() if _usual(style)), "")
        self._defaults = NOTHING
        for path in ("rPrDefault/rPr", "pPrDefault/pPr"):
            part = (
                None
                if root is None
                else root.find(f"{W}docDefaults/" + "/".join(W + one for one in path.split("/")))
            )
            self._defaults = self._defaults.over(declared(part))

    def of(self, properties: "Element | None") -> Format:
        """What the named style says. For a paragraph without one: the usual style, over the defaults."""
        inline = properties is not None and properties.tag == f"{W}rPr"
        name = "" if properties is None else _value(properties, "rStyle" if inline else "pStyle")
        if inline:
            return self._named(name)
        return self._defaults.over(self._named(name or self._usual))

    def _named(self, name: str) -> Format:
        chain: list[Format] = []
        while name in self._styles and len(chain) < DEEPEST:
            style = self._styles[name]
            own = declared(style.find(f"{W}pPr")).over(declared(style.find(f"{W}rPr")))
            chain.append(own)
            name = _value(style, "basedOn")
        given = NOTHING
        for own in reversed(chain):
            given = given.over(own)
        return given


def _usual(style: "Element") -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")


def _value(properties: "Element", name: str) -> str:
    child = properties.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _on(properties: "Element", name: str) -> bool | None:
    """Said to be on, said to be off, or not said."""
    child = properties.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "true") not in OFF


def _number(words: str) -> int | None:
    try:
        return int(float(words))
    except ValueError:
        return None
