"""How Word says what a paragraph looks like: defaults, then styles that rest on others, then the words' own."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SWITCHES = ("i", "u", "caps", "smallCaps", "shadow", "outline")
OFF = ("0", "false", "off", "none")
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Format:
    """What is known of a paragraph or of a run; `None` and the empty word: nothing was said."""

    size: int | None = None
    """In half points."""
    align: str = ""
    line: int | None = None
    """Line height, 240 for simple spacing."""
    font: str = ""
    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    hidden: bool = False
    item: bool = False

    def over(self, other: "Format") -> "Format":
        """This, then what the other says over it."""
        return replace(
            self,
            size=self.size if other.size is None else other.size,
            align=other.align or self.align,
            line=self.line if other.line is None else other.line,
            font=other.font or self.font,
            on=(self.on - other.off) | other.on,
            off=(self.off - other.on) | other.off,
            hidden=self.hidden or other.hidden,
            item=self.item or other.item,
        )


NOTHING = Format()


def declared(properties: "Element | None") -> Format:
    """What the properties of a paragraph (`pPr`) or of a run (`rPr`) say themselves."""
    if properties is None:
        return NOTHING
    spacing = properties.find(f"{W}spacing")
    ruled = spacing is not None and spacing.get(f"{W}lineRule", "auto") == "auto"
    fonts = properties.find(f"{W}rFonts")
    switches = {name: _on(properties, name) for name in SWITCHES}
    return Format(
        size=_number(_value(properties, "sz")),
        align=_value(properties, "jc"),
        line=_number(spacing.get(f"{W}line", "")) if spacing is not None and ruled else None,
        font="" if fonts is None else fonts.get(f"{W}ascii", ""),
        on=frozenset(name for name, on in switches.items() if on),
        off=frozenset(name for name, on in switches.items() if on is False),
        hidden=_on(properties, "vanish") is True,
        item=properties.find(f"{W}numPr") is not None,
    )


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
