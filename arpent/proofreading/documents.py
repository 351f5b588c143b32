"""A document as proofreading sees it: its texts in order, and the fingerprint that names exactly those words."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass

from arpent.falc import FALC, FALC_QUESTION, Item, Profile


@dataclass(frozen=True, slots=True)
class Passage:
    """One text: where it stands, what the document calls it, its words, whether it asks something."""

    where: str
    name: str
    words: str
    asked: bool = False
    markdown: bool = False

    @property
    def profile(self) -> Profile:
        return FALC_QUESTION if self.asked else FALC


@dataclass(frozen=True, slots=True)
class Document:
    """What people will read. `key` names it through its changes; `questions` when it is a whole questionnaire."""

    key: str
    title: str
    passages: tuple[Passage, ...]
    questions: tuple[Item, ...] = ()
    explained: Collection[str] = ()
    """Words whose meaning is told beside it."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of its words, in their order: one letter more and it is another text."""
        words = json.dumps([passage.words for passage in self.passages], ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()

    @property
    def words(self) -> str:
        """All of them, as people were given them to read."""
        return "\n\n".join(passage.words for passage in self.passages)


def passages(*told: tuple[str, str, str, bool]) -> tuple[Passage, ...]:
    """Those that say something, each of them once."""
    kept: dict[str, Passage] = {}
    for where, name, words, asked in told:
        if words.strip():
            kept.setdefault(words, Passage(where, name, words, asked))
    return tuple(kept.values())
