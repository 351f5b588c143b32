"""The words of a set of answers, and each answer as what it weighs on them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import snowballstemmer
from scipy import sparse

from arpent.stats.columns import Floats
from arpent.stats.verbatim.words import bare, meaningful

type Table = sparse.csr_array


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """V terms. `written` says each as people most often wrote it; `places` finds it from a bare word.

    `idf` (V,): how rare each is, ln((1 + n)/(1 + answers with it)) + 1.
    """

    written: tuple[str, ...]
    idf: Floats
    places: Mapping[str, int]

    @property
    def size(self) -> int:
        return len(self.written)

    def table(self, texts: Iterable[str | None]) -> Table:
        """(n, V), TF-IDF rows of length 1 (0 for an answer without a known word).

        A word said t times counts 1 + ln t: repeating is not saying more (Manning, Raghavan & Schütze 2008,
        *Introduction to Information Retrieval*, §6.4).
        """
        ends, columns, counts = [0], list[int](), list[int]()
        for text in texts:
            said = Counter(self._known(text or ""))
            columns += said.keys()
            counts += said.values()
            ends.append(len(columns))
        values = (1 + np.log(np.array(counts, dtype=np.float64))) * self.idf[
            np.array(columns, dtype=np.int64)
        ]
        table = sparse.csr_array((values, columns, ends), shape=(len(ends) - 1, self.size))
        table.sort_indices()
        return _of_length_one(table)

    def _known(self, text: str) -> list[int]:
        found = (self.places.get(bare(word)) for word in meaningful(text))
        return [place for place in found if place is not None]


def vocabulary_of(texts: Sequence[str | None], *, at_least: int = 2, at_most: float = 0.6) -> Vocabulary:
    """The terms that at least `at_least` answers and at most this share of the answers hold.

    Words that differ by an accent are one; so are those of one stem (Snowball's French). When some people
    write the accent and others do not, the accented spelling decides the stem, for the stemmer needs it.
    """
    said = [frozenset(meaningful(text or "")) for text in texts]
    spelled = _spellings(word for words in said for word in words)
    stem = _stems(spelled)
    holding = Counter(term for words in said for term in {stem[bare(word)] for word in words})
    answers = sum(bool(words) for words in said)
    most = max(at_most * answers, at_least)
    kept = sorted(term for term, count in holding.items() if at_least <= count <= most)
    place = {term: column for column, term in enumerate(kept)}
    counts = np.array([holding[term] for term in kept], dtype=np.float64)
    return Vocabulary(
        _as_written(kept, stem, spelled),
        np.log((1 + len(texts)) / (1 + counts)) + 1,
        {word: place[term] for word, term in stem.items() if term in place},
    )


def _spellings(words: Iterable[str]) -> Mapping[str, Counter[str]]:
    """By bare word, the ways in which it was written."""
    found: dict[str, Counter[str]] = {}
    for word, count in Counter(words).items():
        found.setdefault(bare(word), Counter())[word] = count
    return found


def _best(word: str, forms: Counter[str]) -> str:
    """The spelling to trust: with its accents if somebody wrote them, then the most frequent."""
    return min(forms, key=lambda form: (form == word, -forms[form], form))


def _stems(spelled: Mapping[str, Counter[str]]) -> Mapping[str, str]:
    stemmer = snowballstemmer.stemmer("french")
    return {word: bare(stemmer.stemWord(_best(word, forms))) for word, forms in spelled.items()}


def _as_written(
    terms: Sequence[str], stem: Mapping[str, str], spelled: Mapping[str, Counter[str]]
) -> tuple[str, ...]:
    ways: dict[str, dict[str, int]] = {}
    for word, forms in spelled.items():
        ways.setdefault(stem[word], {})[word] = forms.total()
    most = (min(ways[term], key=lambda word: (-ways[term][word], len(word), word)) for term in terms)
    return tuple(_best(word, spelled[word]) for word in most)


def _of_length_one(table: Table) -> Table:
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    scale = np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return sparse.csr_array(sparse.diags_array(scale) @ table)
