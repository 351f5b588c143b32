"""What a few CSS declarations say of the layout. The browser knows the rest."""

import re
from collections.abc import Iterator, Mapping

DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;{}]+)", re.IGNORECASE)
SIZE = re.compile(r"([\d.]+)\s*(px|pt|rem|em|%)?")
SMALLEST_PIXELS = 18.6
"""14 points on paper."""
PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}
TIGHTEST_LINES = 1.5
SAID: Mapping[tuple[str, str], str] = {
    ("font-style", "italic"): "L03",
    ("font-style", "oblique"): "L03",
    ("text-decoration", "underline"): "L03",
    ("text-decoration-line", "underline"): "L03",
    ("text-transform", "uppercase"): "L03",
    ("font-variant", "small-caps"): "L03",
    ("text-align", "justify"): "L05",
    ("text-align", "center"): "L05",
    ("text-align", "right"): "L05",
    ("hyphens", "auto"): "L06",
    ("display", "none"): "hide",
    ("visibility", "hidden"): "hide",
}


def breaches(style: str) -> tuple[str, ...]:
    """The rules that an element's own style breaks; `hide` when it is not shown."""
    return tuple(dict.fromkeys(_broken(style)))


def sheet(text: str) -> tuple[str, ...]:
    """The rules that the declarations of a page's own style sheet break somewhere. What prints is not told apart."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"(?<![\w-])a(?::[\w-]+)?\s*\{[^}]*\}", "", text)  # links may be underlined
    found = dict.fromkeys(rule for body in re.findall(r"\{([^{}]*)\}", text) for rule in _broken(body))
    return tuple(rule for rule in found if rule != "hide")


def _broken(style: str) -> Iterator[str]:
    for name, value in DECLARATION.findall(style):
        name, value = name.lower(), value.lower().replace("!important", "").strip()
        if rule := SAID.get((name, value)):
            yield rule
        yield from _measured(name, value)


def _measured(name: str, value: str) -> Iterator[str]:
    size = SIZE.match(value)
    if (
        name == "font-size"
        and size
        and size[2] in PIXELS
        and float(size[1]) * PIXELS[size[2]] < SMALLEST_PIXELS
    ):
        yield "L01"
    if name == "line-height" and size and not size[2] and float(size[1]) < TIGHTEST_LINES:
        yield "L07"
    if name in ("column-count", "columns") and size and float(size[1]) > 1 and not size[2]:
        yield "L12"
    if name in ("text-shadow", "-webkit-text-stroke") and value != "none":
        yield "L04"
    if name == "animation" and value != "none":
        yield "L15"
