"""Lists of expressions, found in one pass: a word matches as written or by its lemma."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from arpent.falc.text import Text
from arpent.falc.tokens import Token, tokens

LISTS = Path(__file__).with_name("lists")


class Match(NamedTuple):
    first: int
    last: int
    entry: str
    said: str
    """What the list offers instead, or nothing."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Entries by their first word, longest first."""

    starts: Mapping[str, Sequence[tuple[tuple[str, ...], str, str]]]

    def find(self, text: Text, exact: bool = False) -> Iterator[Match]:
        """Matches in the order of the text, never one inside another; `exact` does without lemmas."""
        begun = {at for first in self.starts.keys() & text.places.keys() for at in text.places[first]}
        after = 0
        for at in sorted(begun):
            match = self.at(text.tokens, at, exact) if at >= after else None
            if match:
                yield match
                after = match.last

    def at(self, words: Sequence[Token], at: int, exact: bool) -> Match | None:
        here = words[at]
        for start in (here.key,) if exact else (here.key, here.word.lemma):
            for keys, entry, said in self.starts.get(start, ()):
                last = at + len(keys)
                if last <= len(words) and goes_on(words, at, keys, exact):
                    return Match(at, last, entry, said)
        return None


def goes_on(words: Sequence[Token], at: int, keys: Sequence[str], exact: bool) -> bool:
    """What follows the first word is what the entry says."""
    for step in range(1, len(keys)):
        token = words[at + step]
        if token.key != keys[step] and (exact or token.word.lemma != keys[step]):
            return False
    return True


def phrases(entries: Mapping[str, str]) -> Phrases:
    starts: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
    for entry, said in entries.items():
        keys = tuple(token.key for token in tokens(entry))
        if keys:
            starts[keys[0]].append((keys, entry, said))
    return Phrases({key: sorted(many, key=lambda one: -len(one[0])) for key, many in starts.items()})


@cache
def listed(name: str) -> Mapping[str, str]:
    """A file of `lists/`: one entry a line, then « = » and what to say instead; # begins a remark."""
    found: dict[str, str] = {}
    for line in (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        entry, _, said = line.partition("#")[0].partition("=")
        if entry.strip():
            found[entry.strip()] = said.strip()
    return found


@cache
def phrase_list(name: str) -> Phrases:
    return phrases(listed(name))
