"""Ways of answering that say more about the form than about the person: flagged, never deleted.

Yes to everything, always the last choice, one answer all along: often the sign of questions that are too hard
(Finlay & Lyons 2001; Heal & Sigelman 1995). Each flag is a reason to look, never a proof about a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.estimates.reading import Bools, Reading, mean_and_scores, read
from arpent.stats.samples.sample import Sample
from arpent.stats.scales.scores import Scale

type Pair = tuple[int, int]
"""Two questions of a scale that say opposite things, by their places; one of them is reversed."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A mean with everyone, without the flagged rows, and the difference that leaving them out makes.

    `flagged` rows, among those that have a value. The difference is `without` less `everyone`; both come from the
    same people, and its interval knows it.
    """

    everyone: Reading
    without: Reading
    difference: Reading
    flagged: int


def acquiescence(answers: Floats, scale: Scale, pairs: Sequence[Pair], *, share: float = 0.5) -> Bools:
    """(n,): who agrees with a thing and with its opposite, in at least `share` of the pairs they answered.

    To agree is to answer above the middle of the scale, before any turning. False for who answered no pair.
    Raises StatsError S085 for a pair that is not two opposite questions of the scale.
    """
    first, second = _opposites(answers, scale, pairs)
    both = (first > scale.middle) & (second > scale.middle)
    return _often(both, ~np.isnan(first) & ~np.isnan(second), share, 1)


def contradiction(answers: Floats, scale: Scale, pairs: Sequence[Pair]) -> Bools:
    """(n,): who answers a thing and its opposite on the same side of the middle, yes or no, in one pair or more."""
    first, second = _opposites(answers, scale, pairs)
    together = (first - scale.middle) * (second - scale.middle)
    return np.asarray(np.any(together > 0, axis=1))


def straight_lining(answers: Floats, *, fewest: int = 4) -> Bools:
    """(n,): who gave one and the same answer to all the questions (n, k) they answered, at least `fewest`.

    Give the answers of one block as they were given, unturned. A sincere person may answer alike when no
    question of the block is reversed.
    """
    answered = ~np.isnan(answers)
    high = np.max(np.where(answered, answers, -np.inf), axis=1, initial=-np.inf)
    low = np.min(np.where(answered, answers, np.inf), axis=1, initial=np.inf)
    return np.asarray((answered.sum(axis=1) >= fewest) & (high == low))


def last_option(positions: Ints, counts: Ints, *, share: float = 0.9, fewest: int = 5) -> Bools:
    """(n,): who chose the last choice as it was shown, in at least `share` of `fewest` questions or more.

    `positions` (n, q) is the place of the chosen choice, from 0, negative without answer; `counts` (q,) is how
    many choices each question shows. Only telling when the last choice is not always the best one.
    Raises StatsError S085 for a place that no choice has.
    """
    if positions.ndim != 2 or counts.shape != positions.shape[1:] or np.any(positions >= counts):
        raise StatsError(
            "S085",
            f"Dernier choix : un tableau de forme {positions.shape} et {counts.size} nombres de choix, ou une place "
            "au-delà du dernier choix. Donnez un nombre de choix par question.",
        )
    return _often(positions == counts - 1, positions >= 0, share, fewest)


def with_and_without(values: Floats, flagged: Bools, sample: Sample, *, level: float = 0.95) -> SideBySide:
    """The mean of `values` (n,), NaN where there is none, with every row and without the flagged ones (n,).

    Rows are never cut: those without flag are a domain of the sample. Raises StatsError S086 when all are
    flagged, or none has a value.
    """
    held = ~np.isnan(values)
    kept = held & ~flagged
    if not kept.any():
        raise StatsError(
            "S086",
            f"Avec et sans : {int(held.sum())} valeurs, toutes signalées. Il n’y a rien à montrer sans elles : "
            "revoyez les seuils des signaux.",
        )
    everyone, brought = mean_and_scores(values, sample, held)
    without, left = mean_and_scores(values, sample, kept)
    return SideBySide(
        read(everyone, brought, sample, held, level=level),
        read(without, left, sample, kept, level=level),
        read(without - everyone, left - brought, sample, held, level=level),
        int(np.count_nonzero(held & flagged)),
    )


def _opposites(answers: Floats, scale: Scale, pairs: Sequence[Pair]) -> tuple[Floats, Floats]:
    """(n, p) twice: the answers, as given, to both questions of each pair."""
    scale.turned(answers)  # refuses answers off the scale
    k = len(scale.reversed)
    for first, second in pairs:
        if not (0 <= first < k and 0 <= second < k) or scale.reversed[first] == scale.reversed[second]:
            raise StatsError(
                "S085",
                f"Paire ({first}, {second}) : il faut deux questions de l’échelle, l’une inversée et l’autre non.",
            )
    return answers[:, [first for first, _ in pairs]], answers[:, [second for _, second in pairs]]


def _often(seen: Bools, possible: Bools, share: float, fewest: int) -> Bools:
    """(n,): seen in at least a share of the possible places, when there are enough of them."""
    places = possible.sum(axis=1)
    times = (seen & possible).sum(axis=1)
    return np.asarray((places >= fewest) & (times >= share * places - 1e-9))
