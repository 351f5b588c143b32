"""Documents read for their words and their layout: plain text, Markdown, HTML, DOCX and PDF."""

from importlib import import_module
from pathlib import PurePath

from arpent.falc.documents.values import Document, DocumentRefused, Lines

__all__ = ["Document", "DocumentRefused", "Lines", "read"]

MOST_BYTES = 20_000_000
READERS = {
    ".txt": "plain",
    ".text": "plain",
    "": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "word",
    ".pdf": "pdf",
}
"""Each reader is a module with `read(bytes) -> Document`, imported when a file of its kind is met."""
READABLE = "un fichier .txt, .md, .html, .docx ou .pdf"
ELSEWHERE = {
    ".doc": "Le vieux format .doc n’est pas lu. Enregistrez-le d’abord en .docx. Arpent lit ",
    ".odt": "Le format .odt n’est pas encore lu. Enregistrez-le d’abord en .docx. Arpent lit ",
    ".rtf": "Le format .rtf n’est pas lu. Enregistrez-le d’abord en .docx. Arpent lit ",
}


def read(data: bytes, name: str = "") -> Document:
    """The words of a file; its name tells what it is. Raises DocumentRefused, in words, when it cannot be read."""
    kind = PurePath(name).suffix.lower()
    if kind not in READERS:
        raise DocumentRefused(ELSEWHERE.get(kind, f"Le format {kind} n’est pas lu. Donnez ") + READABLE + ".")
    if len(data) > MOST_BYTES:
        raise DocumentRefused("Ce fichier pèse plus de 20 Mo. Coupez-le en plusieurs documents.")
    document: Document = import_module(f"arpent.falc.documents.{READERS[kind]}").read(data)
    return document
