"""Plain text: the text is the file."""

from arpent.falc.documents.values import Document, DocumentRefused

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(data: bytes) -> Document:
    """A text file as it is."""
    return Document(decoded(data))


def decoded(data: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 with its mark, or the older Windows encoding of French files."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if b"\0" in data:
        raise DocumentRefused(
            "Ce fichier n’est pas du texte. Donnez un fichier .txt, .md, .html, .docx ou .pdf."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "cp1252")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentRefused(
            "L’encodage de ce fichier n’est pas connu. Enregistrez-le à nouveau en UTF-8."
        ) from error
