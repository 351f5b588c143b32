"""A text as the rules look at it: its tokens, sentences and lines, and the verbs of each sentence."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from arpent.falc.explanations import explained_words
from arpent.falc.names import first_names
from arpent.falc.sentences import Sentence, sentences
from arpent.falc.tokens import Token, tokens
from arpent.falc.verbs import finite_verbs

LINE = re.compile(r"[^\n]+")


class Line(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    raw: str
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    lines: Sequence[Line]
    verbs: Sequence[tuple[int, ...]]
    """For each sentence, the places of its finite verbs among the tokens."""
    places: Mapping[str, Sequence[int]]
    """Where each form stands, and each lemma."""
    names: frozenset[int]
    """Places of the words with a capital that does not come from the beginning of a sentence, and of first names."""
    explained: frozenset[str]
    """Words that the text explains."""

    @property
    def words(self) -> int:
        return sum(sentence.words for sentence in self.sentences)

    def of(self, sentence: Sentence) -> Sequence[Token]:
        return self.tokens[sentence.first : sentence.last]

    def shown(self, token: Token) -> str:
        return self.raw[token.start : token.end]

    def capital(self, token: Token) -> bool:
        return self.raw[token.start].isupper()

    def shouted(self, token: Token) -> bool:
        """Written in capitals only: « MDPH »."""
        shown = self.raw[token.start : token.end]
        return len(shown) > 1 and shown.isupper()


def places(tokens: Sequence[Token]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        found[token.key].append(at)
        if token.word.lemma != token.key:
            found[token.word.lemma].append(at)
    return found


def names(raw: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> frozenset[int]:
    firsts = {opening(tokens, sentence) for sentence in sentences}
    capitals = (at for at, token in enumerate(tokens) if token.kind == "w" and raw[token.start].isupper())
    known = first_names()
    return frozenset(
        at for at in capitals if at not in firsts or raw[tokens[at].start : tokens[at].end] in known
    )


def opening(tokens: Sequence[Token], sentence: Sentence) -> int:
    """Where the first word of a sentence stands, after its bullet or quotation mark."""
    for at in range(sentence.first, sentence.last):
        if tokens[at].kind != "p":
            return at
    return sentence.first


def read(raw: str) -> Text:
    cut = tokens(raw)
    parts = sentences(raw, cut)
    lines = [Line(line.start(), line.end()) for line in LINE.finditer(raw) if not line.group().isspace()]
    verbs = [finite_verbs(raw, cut, part.first, part.last) for part in parts]
    return Text(raw, cut, parts, lines, verbs, places(cut), names(raw, cut, parts), explained_words(cut))
