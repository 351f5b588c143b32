"""Makes small PDF files for the tests, as people's own programs would."""

from io import BytesIO
from pathlib import Path

import typst
from pypdf import PdfWriter

FONTS = Path(__file__).parents[2] / "arpent" / "ui" / "fonts"
PLAIN = "Atkinson Hyperlegible Next"
EASY = f"""
#set page(margin: 3.2cm, footer: context align(left)[page #counter(page).display() sur #counter(page).final().first()])
#set text(lang: "fr", font: "{PLAIN}", size: 16pt, hyphenate: false)
#set par(leading: 1em, spacing: 2em, justify: false)
"""


def pdf(body: str, *, settings: str = EASY) -> bytes:
    """What typst makes of a text."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    made = typst.compile((settings + body).encode(), font_paths=fonts, ignore_system_fonts=True, format="pdf")
    assert isinstance(made, bytes)
    return made


def locked(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(data))
    writer.encrypt(user_password=password, owner_password="autre")
    return _bytes(writer)


def blank(pages: int) -> bytes:
    """Pages without a word, as a scanner makes them but for the picture."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    return _bytes(writer)


def _bytes(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
