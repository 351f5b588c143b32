"""A document as a checker reads it: its words, where each stood in the file, and what can be seen of its layout."""

from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from arpent.falc.layout import Block, Layout, Look


class DocumentRefused(Exception):
    """A file that cannot be read, in words: the fact, then the remedy."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is read in a file.

    `origins` gives, for each character of `text`, its place in the source; it is empty where the text is the source
    itself (plain text), or where the source is no text (DOCX).
    """

    text: str
    origins: "array[int]" = field(default_factory=lambda: array("L"))
    ends: Mapping[int, int] = field(default_factory=dict)
    """Where a character ends that is longer in the source: an entity, a run of spaces."""
    source: str = ""
    layout: Layout = field(default_factory=Layout)
    """What is known of how it looks; the places of its blocks are those of `text`."""
    paragraphs: bool = False
    """Places are told by paragraph, not by line: the file has no lines."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same words in the source: characters from, to."""
        if not self.origins:
            return start, end
        if start >= len(self.origins):
            return len(self.source), len(self.source)
        last = max(start, min(end, len(self.text)) - 1)
        return self.origins[start], self.ends.get(last, self.origins[last] + 1)


class Writer:
    """Gathers the words of a document in order, each with its origin and its look."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._origins = array("L")
        self._ends: dict[int, int] = {}
        self._blocks: list[Block] = []
        self._last = ""

    def __len__(self) -> int:
        return len(self._origins)

    def write(self, words: str, origin: int, *, width: int | None = None) -> None:
        """Add words. `width` is given when they are not written so in the source: an entity, an escape."""
        if not words:
            return
        self._pieces.append(words)
        self._last = (self._last + words)[-2:]
        if width is None:
            self._origins.extend(range(origin, origin + len(words)))
        else:
            self._origins.extend([origin] * len(words))
            self._ends[len(self) - 1] = origin + width

    def part(self, mark: str, origin: int) -> None:
        """Begin a new line (`\\n`) or a new paragraph (`\\n\\n`), unless one has just begun."""
        if not self._pieces:
            return
        missing = len(mark) - (len(self._last) - len(self._last.rstrip("\n")))
        if missing > 0:
            self.write("\n" * missing, origin, width=1)

    @property
    def ends_with_space(self) -> bool:
        return not self._last or self._last[-1].isspace()

    def show(self, look: Look, start: int) -> None:
        """Say how what was written since `start` looks."""
        if start >= len(self):
            return
        last = self._blocks[-1] if self._blocks else None
        if last and last.look is look and last.end == start:
            self._blocks[-1] = replace(last, end=len(self))
        else:
            self._blocks.append(Block(start, len(self), look))

    def show_somewhere(self, look: Look) -> None:
        """Say how something in the document looks, without knowing what."""
        self._blocks.append(Block(0, 0, look))

    def document(self, source: str, layout: Layout, *, paragraphs: bool = False) -> Document:
        """What was gathered, on the pages that `layout` tells."""
        text = "".join(self._pieces).rstrip("\n")
        origins = array("L") if paragraphs else self._origins
        layout = replace(layout, blocks=tuple(self._blocks))
        return Document(text, origins, self._ends, source, layout, paragraphs)


class Lines:
    """Where lines begin, so that a character has a line and a column, both counted from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, line: int) -> int:
        """Where a line begins, counted from 1."""
        return self._starts[min(line, len(self._starts)) - 1]
