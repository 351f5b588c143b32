"""Accessible PDF (PDF/UA-1) made by typst. A layout is a source of ours; every word of a user reaches it as data."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "fonts"
LATIN = 0xFF  # up to here, and for the signs below, our own typeface has everything
COMMON = frozenset("œŒŸ’‘“”–—…•€−\u202f")
INSTEAD = "?"
PROBE = (
    b'#set document(title: "x")\n#set text(lang: "fr", font: "Atkinson Hyperlegible Next")\n#sys.inputs.sign'
)


def compiled(layout: bytes, inputs: dict[str, str], made_at: datetime) -> bytes:
    """The PDF of a typst source. The same source, inputs and moment give the same bytes."""
    made = typst.compile(
        layout,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
        timestamp=made_at.replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return made


def printable(text: str) -> str:
    """The text without the signs that no font of ours can draw: PDF/UA refuses a document with an empty box."""
    rare = {sign for sign in text if ord(sign) > LATIN and sign not in COMMON and not _can_be_drawn(sign)}
    return text.translate({ord(sign): INSTEAD for sign in rare})


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


@cache
def _can_be_drawn(sign: str) -> bool:
    try:
        compiled(PROBE, {"sign": sign}, datetime(2000, 1, 1, tzinfo=UTC))
    except typst.TypstError:
        return False
    return True
