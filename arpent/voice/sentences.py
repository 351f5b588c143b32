"""Where sentences begin and end: one clip each, so that the one being heard can be shown."""

import hashlib
import re
import unicodedata

_END = re.compile(r"[.!?…][.!?…\s»”\")]*(?=\s|$)")
_INITIAL = re.compile(r"(?:^|[\s(])[A-ZÉ]\.$")
_NEW_LINE = re.compile(r"\n")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")


def spans(text: str) -> list[tuple[int, int]]:
    """The place of each sentence in the text.

    A line that goes on with a small letter is the same sentence: easy-to-read lines are cut where one breathes.
    """
    cuts = sorted({*_after_marks(text), *_after_lines(text), len(text)})
    found = [_trimmed(text, start, end) for start, end in zip([0, *cuts], cuts, strict=False)]
    return [(start, end) for start, end in found if any(map(str.isalnum, text[start:end]))]


def sentences(text: str) -> list[str]:
    """The sentences of a text, each as it is said."""
    return [plain(text[start:end]) for start, end in spans(text)]


def plain(text: str) -> str:
    """The words alone: one kind of space and of apostrophe, nothing unseen."""
    shown = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).replace("’", "'")
    return _SPACES.sub(" ", shown).strip()


def digest(sentence: str, language: str) -> str:
    """What names a sentence of a language, whichever page shows it."""
    return short_hash(language, plain(sentence))


def short_hash(*parts: str) -> str:
    """A name made of these parts: the first half of their SHA-256."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def language_of(edition: str) -> str:
    """`fr` for `fr`, `fr-simple` and `fr-simple-x-picto`: they sound alike."""
    return edition.split("-")[0].lower()


def _after_marks(text: str) -> list[int]:
    return [end.end() for end in _END.finditer(text) if _ends_here(text, end)]


def _ends_here(text: str, end: re.Match[str]) -> bool:
    after = text[end.end() :].lstrip()
    goes_on = after[:1].islower()
    return not goes_on and not _INITIAL.search(text[max(0, end.start() - 2) : end.start() + 1])


def _after_lines(text: str) -> list[int]:
    places = [line.end() for line in _NEW_LINE.finditer(text)]
    return [place for place in places if not text[place:].lstrip(" \t\u00a0\u202f")[:1].islower()]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
