"""Topics proposed from what people wrote, with how steady each is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.verbatim.factors import Factors, factorise
from arpent.stats.verbatim.vocabulary import Table, Vocabulary, vocabulary_of

TOP = 10
"""Words that tell a topic, and that two topics are compared on."""
KEPT = 0.8
"""Share of the answers that each resample keeps."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What several answers talk about.

    `words` as people wrote them, most telling first. `answers` speak of it more than of any other topic.
    `over_starts` and `over_answers` (0 to 1): mean cosine with its twin from other random starts, and from
    other starts on four answers out of five. `overlap`: mean Jaccard of the ten first words with those of the
    latter. Under about 0.7, the next eight answers might dissolve it.
    """

    words: tuple[str, ...]
    answers: int
    over_starts: float
    over_answers: float
    overlap: float


@dataclass(frozen=True, slots=True)
class Topics:
    """K topics of n answers, the most spoken of first.

    `weights` (n, K): how much each answer speaks of each; a row of 0 speaks of none. `main` (n,): the topic
    that it speaks of most, −1 for none. `explained`: share of the table's squares that the topics account for.
    """

    topics: tuple[Topic, ...]
    weights: Floats
    main: Ints
    explained: float
    vocabulary: Vocabulary
    table: Table
    words: Floats

    @property
    def steadiness(self) -> float:
        """Mean overlap of the topics under resampling, 0 to 1."""
        return float(np.mean([topic.overlap for topic in self.topics]))

    @property
    def closeness(self) -> Floats:
        """(n, K) cosine of each answer with the words of each topic, 0 to 1."""
        return np.asarray(self.table @ _unit(self.words).T, dtype=np.float64)

    def nearest(self, topic: int, *, cleared: npt.NDArray[np.bool_], count: int = 5) -> Ints:
        """The rows closest to a topic, no two alike, among those that a person has cleared, and no other.

        `cleared` (n,). Closeness is the cosine of the answer with the words of the topic.
        """
        near = np.asarray(self.table @ _unit(self.words[topic])).ravel()
        order = [int(row) for row in np.argsort(-near, kind="stable") if cleared[row] and near[row] > 0]
        found: list[int] = []
        for row in order:
            if len(found) == count:
                break
            alike = np.asarray((self.table[found] @ self.table[[row]].T).todense()).ravel() if found else ()
            if not np.any(np.asarray(alike) > 0.95):
                found.append(row)
        return np.array(found, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How steady a number of topics is: mean overlap of their words when answers are resampled."""

    count: int
    overlap: float
    explained: float


def topics_of(
    texts: Sequence[str | None], *, count: int, rng: np.random.Generator, starts: int = 5
) -> Topics:
    """Topics by non-negative factors of TF-IDF (Lee & Seung 1999, *Nature* 401:788–791).

    The best of `starts` random starts is kept; the others, and as many starts on resampled answers, say how
    steady it is. Raises StatsError S110 when there is too little to read, S111 for a count below 2.
    """
    vocabulary = vocabulary_of(texts)
    table = vocabulary.table(texts)
    _check(table, count)
    runs = sorted((factorise(table, count, rng) for _ in range(starts)), key=lambda run: run.residual)
    best = _ordered(runs[0])
    again = [factorise(_some(table, rng), count, rng) for _ in range(starts)]
    cosine = np.mean([_twins(best.words, run.words)[0] for run in runs[1:]] or [np.ones(count)], axis=0)
    kept, overlap = np.mean([_twins(best.words, run.words) for run in again], axis=0)
    main = _main(best.weights)
    found = tuple(
        Topic(
            _telling(best.words[place], vocabulary),
            int(np.count_nonzero(main == place)),
            float(cosine[place]),
            float(kept[place]),
            float(overlap[place]),
        )
        for place in range(count)
    )
    weights = best.weights.T.copy()
    return Topics(found, weights, main, 1 - best.residual, vocabulary, table, best.words)


def steadiness(
    texts: Sequence[str | None], *, counts: Sequence[int], rng: np.random.Generator, starts: int = 5
) -> tuple[Steadiness, ...]:
    """How steady each number of topics is (after Greene, O’Callaghan & Cunningham 2014, ECML-PKDD 498–513).

    Raises what `topics_of` raises.
    """
    vocabulary = vocabulary_of(texts)
    table = vocabulary.table(texts)
    found = []
    for count in counts:
        _check(table, count)
        best = min((factorise(table, count, rng) for _ in range(2)), key=lambda run: run.residual)
        again = [factorise(_some(table, rng), count, rng) for _ in range(starts)]
        overlap = np.mean([_twins(best.words, run.words)[1] for run in again])
        found.append(Steadiness(count, float(overlap), 1 - best.residual))
    return tuple(found)


def suggested(tried: Sequence[Steadiness], *, margin: float = 0.05) -> int:
    """The largest number of topics almost as steady as the steadiest: it says more for the same trust."""
    best = max(one.overlap for one in tried)
    return max(one.count for one in tried if one.overlap >= best - margin)


def _check(table: Table, count: int) -> None:
    if count < 2:
        raise StatsError("S111", f"Sujets : {count} demandé. Demandez-en au moins 2.")
    readable = int(np.count_nonzero(np.diff(table.indptr)))
    if readable < 5 * count or table.shape[1] < 2 * count:
        raise StatsError(
            "S110",
            f"Sujets : {readable} réponses ont des mots en commun, c’est trop peu pour {count} sujets. "
            f"Lisez-les une à une, ou demandez-en moins (il en faut {5 * count}).",
        )


def _some(table: Table, rng: np.random.Generator) -> Table:
    rows = rng.permutation(table.shape[0])[: max(1, round(KEPT * table.shape[0]))]
    return table[np.sort(rows)]


def _ordered(run: Factors) -> Factors:
    """Topics as long as their words are, the most spoken of first."""
    length = np.linalg.norm(run.words, axis=1)
    words = run.words / np.where(length > 0, length, 1)[:, None]
    weights = run.weights * length[:, None]
    order = np.argsort(-np.bincount(_main(weights) + 1, minlength=len(words) + 1)[1:], kind="stable")
    return Factors(weights[order], words[order], run.residual)


def _main(weights: Floats) -> Ints:
    return np.where(weights.max(axis=0) > 0, weights.argmax(axis=0), -1).astype(np.int64)


def _telling(words: Floats, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(vocabulary.written[place] for place in _top(words))


def _top(words: Floats) -> list[int]:
    """The first words, without those that hardly count beside the first of all."""
    least = 0.05 * words.max()
    return [int(place) for place in np.argsort(-words, kind="stable")[:TOP] if words[place] > least]


def _twins(mine: Floats, theirs: Floats) -> tuple[Floats, Floats]:
    """(K,) cosine and (K,) Jaccard of the top words, each topic with its twin in another run."""
    cosine = _unit(mine) @ _unit(theirs).T
    rows, columns = linear_sum_assignment(-cosine)
    overlap = [
        _jaccard(_top(mine[row]), _top(theirs[column])) for row, column in zip(rows, columns, strict=True)
    ]
    return np.asarray(cosine[rows, columns], dtype=np.float64), np.array(overlap)


def _jaccard(mine: Sequence[int], theirs: Sequence[int]) -> float:
    both = len(set(mine) & set(theirs))
    either = len(set(mine) | set(theirs))
    return both / either if either else 0.0


def _unit(rows: Floats) -> Floats:
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), dtype=np.float64)
