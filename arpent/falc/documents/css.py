"""What CSS declarations say of how words look: a small part of the language, the one that people write by hand."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from arpent.falc.layout import Look
from arpent.falc.layout.colours import BLACK, WHITE, Colour, contrast, hexadecimal

DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;{}]+)", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<more>(?:[.#][\w-]+)*)", re.IGNORECASE)
LENGTH = re.compile(r"(-?[\d.]+)\s*(px|pt|rem|em|%)?(?!\w)")
POINTS = {"px": 0.75, "pt": 1.0, "rem": 12.0}
RELATIVE = {"em": 1.0, "%": 0.01}
NAMED: Mapping[str, Colour] = {
    "black": BLACK,
    "white": WHITE,
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
}
WEIGHTS = {"normal": 400.0, "bold": 700.0}
UNSAID = frozenset(("inherit", "initial", "unset", "revert"))


@dataclass(frozen=True, slots=True)
class Style:
    """A look, and what serves to know it: colours, and whether words are shown at all."""

    look: Look = Look()  # noqa: RUF009 · a frozen value
    ink: Colour | None = None
    paper: Colour | None = None
    shown: bool = True
    moving: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rules of a style sheet, by what each is about; `elsewhere`: what cannot be told from the markup alone."""

    simple: Mapping[str, tuple[tuple[str, str], ...]]
    """For a tag, a class (« .note ») or an identifier (« #top »): the whole selector, and what it says."""
    elsewhere: tuple[str, ...]

    def of(self, tag: str, given: Mapping[str, str]) -> str:
        """The declarations for an element, the least precise first, as they follow one another."""
        marks = {f".{name}" for name in given.get("class", "").split()} | {f"#{given.get('id', '')}"}
        found = [one for key in ("*", tag, *sorted(marks)) for one in self.simple.get(key, ())]
        kept = [one for one in found if meets(one[0], tag, marks)]
        return ";".join(said for _, said in sorted(kept, key=lambda one: precision(one[0])))


def meets(selector: str, tag: str, marks: set[str]) -> bool:
    found = SIMPLE.fullmatch(selector)
    return (
        found is not None
        and (found["tag"] or "*").lower() in ("*", tag)
        and set(re.findall(r"[.#][\w-]+", found["more"])) <= marks
    )


def precision(selector: str) -> tuple[int, int, int]:
    named = selector[:1] not in "*.#"
    return selector.count("#"), selector.count("."), int(named)


def sheet(text: str) -> Sheet:
    """A style sheet cut into its rules. Rules for some screens only and links under the mouse stand elsewhere."""
    simple: dict[str, list[tuple[str, str]]] = {}
    elsewhere: list[str] = []
    for selectors, said, always in rules(COMMENT.sub("", text)):
        for selector in selectors.split(","):
            selector = selector.strip()
            if always and selector and SIMPLE.fullmatch(selector):
                simple.setdefault(key(selector), []).append((selector, said))
            elif not re.search(r"(?<![\w-])a\b(?:[:.][\w-]+)?$|::", selector):  # links may be underlined
                elsewhere.append(said)
    return Sheet({name: tuple(found) for name, found in simple.items()}, tuple(elsewhere))


def key(selector: str) -> str:
    """What an element must bear for a selector to be looked at: its last mark, else its tag."""
    marks = re.findall(r"[.#][\w-]+", selector)
    return str(marks[-1]) if marks else selector.lower()


def rules(text: str) -> Iterator[tuple[str, str, bool]]:
    """Selectors, declarations, and whether they always hold; `@font-face` and `@keyframes` show nothing."""
    begun: list[str] = []
    last = 0
    for brace in re.finditer("[{}]", text):
        piece = (
            text[last : brace.start()].rsplit(";", 1)[-1].strip()
            if brace[0] == "{"
            else text[last : brace.start()]
        )
        last = brace.end()
        if brace[0] == "{":
            begun.append(piece)
        elif begun:
            selectors = begun.pop()
            around = " ".join(begun)
            if not selectors.startswith("@") and "@keyframes" not in around:
                yield selectors, piece, not begun


def styled(before: Style, declarations: str) -> Style:
    """The style of an element that stands in another."""
    said = declared(declarations)
    look = looked(said, before.look)
    ink, paper = colour(said.get("color", "")) or before.ink, background(said) or before.paper
    if ink and (paper or before.paper is None):
        look = replace(look, contrast=contrast(ink, paper or WHITE) if plain(said) else None)
    hidden = said.get("display") == "none" or said.get("visibility") == "hidden"
    moving = said.get("animation", said.get("animation-name", "none")) != "none"
    return Style(look, ink, paper, before.shown and not hidden, moving)


def declared(declarations: str) -> Mapping[str, str]:
    """What is said last of each property."""
    found = DECLARATION.findall(declarations)
    return {name.lower(): value.lower().replace("!important", "").strip() for name, value in found}


def plain(said: Mapping[str, str]) -> bool:
    return not any(
        "url(" in said.get(name, "") or "gradient" in said.get(name, "")
        for name in ("background", "background-image")
    )


def background(said: Mapping[str, str]) -> Colour | None:
    return colour(said.get("background-color", said.get("background", "")).split(" ")[0])


def colour(words: str) -> Colour | None:
    found = re.fullmatch(r"rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)", words)
    if found:
        return float(found[1]), float(found[2]), float(found[3])
    return NAMED.get(words) or (hexadecimal(words) if words.startswith("#") else None)


def looked(said: Mapping[str, str], before: Look) -> Look:
    """The look around, and what these declarations change of it."""
    look = before
    for name, value in said.items():
        if value not in UNSAID and name in SAID:
            look = look.over(SAID[name](value, before.points))
    return look if plain(said) else replace(look, pattern=True)


def number(value: str) -> float | None:
    found = LENGTH.match(value)
    return _float(found[1]) if found else None


def count(value: str) -> int | None:
    return int(value) if value.isdecimal() and len(value) < 4 else None


def points(value: str, before: float | None) -> float | None:
    """A size, in points; one that rests on the size around is known when that one is."""
    found = LENGTH.match(value)
    size = _float(found[1]) if found else None
    if found is None or size is None or not found[2]:
        return None
    if found[2] in POINTS:
        return size * POINTS[found[2]]
    return None if before is None else size * RELATIVE[found[2]] * before


def lines(value: str, size: float | None) -> float | None:
    found = LENGTH.match(value)
    height = _float(found[1]) if found else None
    if found is None or height is None:
        return None
    if not found[2]:
        return height
    if found[2] in RELATIVE:
        return height * RELATIVE[found[2]]
    return height * POINTS[found[2]] / size if size else None


def _float(digits: str) -> float | None:
    try:
        return float(digits)
    except ValueError:
        return None


def capitals(value: str, _size: float | None) -> Look:
    return Look(capitals=value in ("uppercase", "small-caps", "all-small-caps"))


def underlined(value: str, _size: float | None) -> Look:
    return Look(underlined="underline" in value)


def columns(value: str, _size: float | None) -> Look:
    return Look(columns=int(value)) if value.isdecimal() and len(value) < 4 else Look()


def effects(value: str, _size: float | None) -> Look:
    return Look(effects=value not in ("none", "0"))


SAID: Mapping[str, Callable[[str, float | None], Look]] = {
    "font-size": lambda value, size: Look(points=points(value, size)),
    "font-family": lambda value, _: Look(family=value),
    "font-weight": lambda value, _: Look(weight=WEIGHTS.get(value) or number(value)),
    "font-style": lambda value, _: Look(italic=value.startswith(("italic", "oblique"))),
    "text-decoration": underlined,
    "text-decoration-line": underlined,
    "text-transform": capitals,
    "font-variant": capitals,
    "font-variant-caps": capitals,
    "text-align": lambda value, _: Look(align=value),
    "hyphens": lambda value, _: Look(hyphens=value == "auto"),
    "line-height": lambda value, size: Look(line_height=lines(value, size)),
    "text-indent": lambda value, _: Look(indent=number(value)),
    "columns": columns,
    "column-count": columns,
    "text-shadow": effects,
    "-webkit-text-stroke": effects,
    "letter-spacing": lambda value, _: Look(effects=value.startswith("-")),
}
"""What each property says of a look, given its value and the size of the letters around."""
