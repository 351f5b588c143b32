"""Vega-Lite's SVG made ours: a title, a description, classes instead of fixed colours, and nothing else.

The page's policy forbids style attributes; the result has none. Fixed colours stay as presentation attributes,
which any class overrides, so that one drawing serves the page in light or dark, the PDF and a saved file.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree as Tree

import vl_convert

from arpent.reports.charts.colours import FILL_CLASSES, HATCH, HIDDEN, STROKE_CLASSES
from arpent.ui.pdf import FONTS

SVG = "{http://www.w3.org/2000/svg}"
KEPT = {
    "x", "y", "x1", "y1", "x2", "y2", "d", "transform", "fill", "stroke", "stroke-width",
    "font-size", "font-weight", "text-anchor", "fill-opacity",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing, as the text of an SVG element."""

    svg: str
    width: int
    height: int
    title: str
    description: str


@cache
def _fonts_are_known() -> None:
    vl_convert.register_font_directory(str(FONTS))


def drawn(specification: dict[str, Any], *, name: str, title: str, description: str, kind: str) -> Picture:
    """The picture of a specification. `name` begins every identifier in it; `kind` is its class."""
    _fonts_are_known()
    numbered, said = _numbered(specification)
    raw = vl_convert.vegalite_to_svg(numbered, allowed_base_urls=[])
    source = Tree.fromstring(raw)  # noqa: S314  (our own renderer wrote it)
    width, height = int(float(source.get("width", "0"))), int(float(source.get("height", "0")))
    root = Tree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": f"chart chart--{kind}",
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
            "aria-labelledby": f"{name}-t {name}-d",
            "font-family": "Atkinson Hyperlegible Next",
        },
    )
    Tree.SubElement(root, "title", {"id": f"{name}-t"}).text = title
    Tree.SubElement(root, "desc", {"id": f"{name}-d"}).text = description
    _copy_children(source, root, said)
    _hatch(root, f"{name}-h")
    return Picture(Tree.tostring(root, encoding="unicode"), width, height, title, description)


def _numbered(specification: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The specification with a number for each of its texts, and the texts, to be put back once it is drawn.

    The renderer sets every text in type to measure it, which is half of its work. Nothing here depends on how long
    a text is: no axis, no legend, no room to fit.
    """
    said: list[str] = []
    layers = []
    for layer in specification["layer"]:
        if layer["mark"]["type"] == "text":
            start, values = len(said), layer["data"]["values"]
            said += [datum["text"] for datum in values]
            numbers = [datum | {"text": str(at)} for at, datum in enumerate(values, start)]
            layer = layer | {"data": {"values": numbers}}
        layers.append(layer)
    return specification | {"layer": layers}, tuple(said)


def _copy_children(source: Tree.Element, target: Tree.Element, said: Sequence[str]) -> None:
    for child in source:
        tag = child.tag.removeprefix(SVG)
        if tag == "g":
            _copy_children(child, _group(child, target), said)
        elif _is_seen(tag, child):
            copy = Tree.SubElement(target, tag, _attributes(child))
            copy.text = said[int(child.text)] if tag == "text" and child.text else child.text


def _group(source: Tree.Element, target: Tree.Element) -> Tree.Element:
    """Groups that move nothing are left out."""
    transform = source.get("transform", "")
    if not transform or re.fullmatch(r"translate\(0,\s*0\)", transform):
        return target
    return Tree.SubElement(target, "g", {"transform": transform})


def _is_seen(tag: str, element: Tree.Element) -> bool:
    if element.get("display") == "none" or "background" in element.get("class", ""):
        return False
    return tag in {"path", "line", "text", "rect", "circle"} and element.get("d") != ""


def _attributes(element: Tree.Element) -> dict[str, str]:
    kept = {name: _shortened(value) for name, value in element.attrib.items() if name in KEPT}
    classes = [FILL_CLASSES.get(kept.get("fill", ""), ""), STROKE_CLASSES.get(kept.get("stroke", ""), "")]
    if kept.get("font-weight") == "600" and not classes[0]:
        classes.append("c-strong")
    named = " ".join(filter(None, classes))
    return {"class": named, **kept} if named else kept


def _shortened(value: str) -> str:
    """Coordinates to a tenth of a pixel."""
    return re.sub(r"-?\d+\.\d{2,}", lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value)


def _hatch(root: Tree.Element, name: str) -> None:
    """The fill of what is hidden becomes a hatching of its own."""
    boxes = [element for element in root.iter() if element.get("fill") == HIDDEN]
    for box in boxes:
        box.set("fill", f"url(#{name})")
        box.set("class", box.get("class", "").replace("c-hidden ", ""))
    if boxes:
        pattern = Tree.SubElement(
            Tree.SubElement(root, "defs"),
            "pattern",
            {"id": name, "width": "8", "height": "8", "patternUnits": "userSpaceOnUse"},
        )
        Tree.SubElement(
            pattern,
            "path",
            {
                "class": "c-hatchline",
                "d": "M-2 2L2 -2M0 8L8 0M6 10L10 6",
                "stroke": HATCH,
                "stroke-width": "1.2",
            },
        )
