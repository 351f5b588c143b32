"""Writes small DOCX files for the tests, as a word processor would."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
SPACED = (
    '<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)
PLAIN = '<w:rPr><w:sz w:val="32"/></w:rPr>'


def run(text: str, properties: str = PLAIN) -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def docx(
    paragraphs: Sequence[str],
    *,
    styles: str = SPACED,
    settings: str = "",
    section: str = "",
    more: Mapping[str, str] | None = None,
) -> bytes:
    """A document of these paragraphs, with what its other parts say."""
    body = (
        f"<w:document {W}><w:body>{''.join(paragraphs)}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    )
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": body}
    if styles:
        parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    if settings:
        parts["word/settings.xml"] = f"<w:settings {W}>{settings}</w:settings>"
    return packed(parts | dict(more or {}))


def packed(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()
