"""Draw the icons of an installed page from arpent/ui/static/ui/icon.svg.

From the root: `.venv/bin/python -m scripts.draw_icons`. The drawing stands on a white plate: rounded where the system
shows the file as it is, to the edges where it cuts a shape of its own (« maskable »), and then small enough to stay
inside the circle that is never cut, four fifths of the width.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import vl_convert

TARGET = Path(__file__).resolve().parent.parent / "arpent" / "ui" / "static" / "ui"
SOURCE = TARGET / "icon.svg"
ICONS: Mapping[str, tuple[int, float, float]] = {
    "icon-192.png": (192, 0.72, 0.18),
    "icon-512.png": (512, 0.72, 0.18),
    "icon-maskable-512.png": (512, 0.52, 0),
}
"""For each file: its width, how much of it the drawing is high, how round its corners are."""


def drawn(width: int, high: float, round_: float) -> bytes:
    """One icon."""
    svg = SOURCE.read_text()
    across, down = map(float, re.search(r'viewBox="0 0 (\S+) (\S+)"', svg).groups())  # type: ignore[union-attr]
    scale = width * high / down
    left, top = (width - across * scale) / 2, (width - down * scale) / 2
    inside = re.sub(r"</?svg[^>]*>", "", svg)
    plate = f'<rect width="{width}" height="{width}" rx="{width * round_}" fill="#fff"/>'
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{width}">{plate}'
        f'<g transform="translate({left} {top}) scale({scale})">{inside}</g></svg>'
    )
    return vl_convert.svg_to_png(whole, scale=1, ppi=72)


def main() -> int:
    for name, how in ICONS.items():
        (TARGET / name).write_bytes(drawn(*how))
    print(f"{len(ICONS)} icons drawn.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
