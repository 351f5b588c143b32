"""Sentences of a page that can be heard: each is marked with the clips that say it.

The mark is put on the HTML once it is drawn, so that templates keep writing their words as they do.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import count

from arpent.voice.sentences import digest, plain, spans

_PIECES = re.compile(r"<!--.*?-->|<[^>]+>|&[#\w]+;|[^<&]|[<&]", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_SILENT = re.compile(
    r"<(svg|select|textarea|audio|noscript)\b|<(\w+)(?=[^>]*\s(?:aria-hidden=\"true\"|hidden|data-unsaid)[\s>])"
)
_INLINE = frozenset(["span", "strong", "em", "b", "i", "abbr", "small", "bdi"])
HERE = re.compile(r"<!--listen:(.*?)-->")
"""Where the button that reads a block stands, with its words."""
CUT = "<!--cut-->"
"""Where a sentence ends though nothing shows it: between two answers of a list."""

MOST = 40
"""Clips put end to end in one sound."""


@dataclass(slots=True)
class Aloud:
    """What can be heard on a page: the keys of each sentence by its digest, and the address before them."""

    keys: Mapping[str, tuple[str, ...]]
    base: str
    slow: bool = False  # what an address asks for, where no script runs
    blocks: "count[int]" = field(default_factory=lambda: count(1))

    def saying(self, sentence: str, language: str) -> tuple[str, ...]:
        """In that language, else in French: a choice of one edition and « Je ne sais pas » stand in one block."""
        return self.keys.get(digest(sentence, language)) or self.keys.get(digest(sentence, "fr"), ())


@dataclass(slots=True)
class Listener:
    """In place of `Aloud`, it notes what a page would say."""

    heard: list[tuple[str, str]] = field(default_factory=list)
    blocks: "count[int]" = field(default_factory=lambda: count(1))

    def saying(self, sentence: str, language: str) -> tuple[str, ...]:
        self.heard.append((language, plain(sentence)))
        return ()


def marked(
    html: str, language: str, voice: Aloud | Listener, block: int
) -> tuple[str, list[tuple[str, ...]]]:
    """The block with its sentences marked, and the keys of each in their order."""
    found: list[tuple[str, ...]] = []
    written: list[str] = []
    run: list[str] = []

    def flush() -> None:
        written.append(_marked_run(run, language, voice, block, found))
        run.clear()

    closing, depth = "", 0
    for piece in _PIECES.findall(html):
        name = _name(piece)
        if closing:
            depth += (name == closing and not piece.startswith("</")) - (piece == f"</{closing}>")
            written.append(piece)
            closing = closing if depth else ""
        elif silent := _SILENT.match(piece):
            flush()
            written.append(piece)
            closing, depth = silent[1] or silent[2], 1
        elif piece == CUT:
            flush()
        elif name and name not in _INLINE and name != "br":
            flush()
            written.append(piece)
        else:
            run.append(piece)
    flush()
    return "".join(written), found


def _marked_run(
    run: list[str], language: str, voice: Aloud | Listener, block: int, found: list[tuple[str, ...]]
) -> str:
    """Words that no block cuts, with their sentences marked; one sentence when inline marks go across."""
    places = [place for place, piece in enumerate(run) if _said(piece)]
    text = "".join(_said(run[place]) for place in places)
    inside = [(_open(run, places[start]), _close(run, places[end - 1])) for start, end in spans(text)]
    if any(not _balanced(run[start:end]) for start, end in inside):
        inside = [(0, len(run))] if _balanced(run) else []
    written, here = [], 0
    for start, end in inside:
        words = "".join(run[start:end])
        keys = voice.saying("".join(map(_said, run[start:end])), language)
        written += [*run[here:start], _mark(words, block, keys) if keys else words]
        here = end
        found += [keys] if keys else []
    return "".join([*written, *run[here:]])


def _mark(words: str, block: int, keys: tuple[str, ...]) -> str:
    return f'<span class="said" data-said="{block}" data-clip="{escape(" ".join(keys))}">{words}</span>'


def _said(piece: str) -> str:
    if piece.startswith("<") and len(piece) > 1:
        return "\n" if _name(piece) == "br" else ""
    said = unescape(piece)
    return said if len(said) == 1 else " "


def _name(piece: str) -> str:
    named = _NAME.match(piece) if len(piece) > 1 else None
    return named[1].lower() if named else ""


def _open(run: list[str], place: int) -> int:
    """Before the inline marks that open on that letter, or on the spaces before it."""
    before = place
    while before and run[before - 1].isspace():
        before -= 1
    if before and run[before - 1].startswith("<") and _opens(run[before - 1]):
        place = before
    while place and run[place - 1].startswith("<") and _opens(run[place - 1]):
        place -= 1
    return place


def _close(run: list[str], place: int) -> int:
    """After the inline marks that close on that letter, or on the spaces after it."""
    place += 1
    after = place
    while after < len(run) and run[after].isspace():
        after += 1
    if after < len(run) and run[after].startswith("</"):
        place = after
    while place < len(run) and run[place].startswith("</"):
        place += 1
    return place


def _opens(piece: str) -> bool:
    return len(piece) > 1 and not piece.startswith("</") and _name(piece) in _INLINE


def _balanced(pieces: list[str]) -> bool:
    depth = 0
    for piece in pieces:
        if len(piece) > 1 and piece.startswith("<") and _name(piece) in _INLINE:
            depth += -1 if piece.startswith("</") else 1
            if depth < 0:
                return False
    return depth == 0
