"""Lists of expressions, found in one pass: a word matches as written or by its lemma."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

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

    def find(self, words: Sequence[Token], exact: bool = False) -> Iterator[Match]:
        at = 0
        while at < len(words):
            match = self.at(words, at, exact)
            if match:
                yield match
            at = match.last if match else at + 1

    def at(self, words: Sequence[Token], at: int, exact: bool = False) -> Match | None:
        here = words[at]
        for start in (here.key,) if exact else dict.fromkeys((here.key, here.word.lemma)):
            for keys, entry, said in self.starts.get(start, ()):
                if at + len(keys) <= len(words) and all(
                    same(words[at + step], key, exact) for step, key in enumerate(keys)
                ):
                    return Match(at, at + len(keys), entry, said)
        return None


def same(token: Token, key: str, exact: bool) -> bool:
    return token.key == key or (not exact and token.word.lemma == key)


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
