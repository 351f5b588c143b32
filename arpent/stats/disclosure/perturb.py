"""Counts that are moved a little instead of hidden: rounding at random, and cell keys.

Every line of a publication is printed, with counts that are true on average. What decides how a count moves is
the key of its people (`keys`): the same people move alike in every table and every release, so that asking again
does not average the noise away, and the same question gives the same answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import Ints
from arpent.stats.disclosure.keys import Keys, uniform
from arpent.stats.disclosure.noise import Noise
from arpent.stats.disclosure.publication import Publication, Table
from arpent.stats.errors import StatsError

STREAM = 2


@dataclass(frozen=True, slots=True)
class Perturbed:
    """What may be printed: by table `counts` (G, C), and `n` (G,), the answers of each line.

    A printed number is at most `reach` from the true one. They do not add up: `n` is moved on its own, which
    leaves it as near as any count; 0 may stand for a few.
    """

    counts: tuple[Ints, ...]
    n: tuple[Ints, ...]
    reach: int


def perturb(publication: Publication, keys: Sequence[Keys], noise: Noise) -> Perturbed:
    """Add to each count the noise of its people. `keys`: by table (G, C), as `cell_keys` gives them.

    Raises StatsError S098 for keys that do not fit, or a table of amounts.
    """
    return _printed(publication, keys, noise.moved, noise.deviation)


def round_to(publication: Publication, keys: Sequence[Keys], *, base: int = 5) -> Perturbed:
    """Round each count to one of the two multiples of `base` around it, the nearer the likelier: true on average.

    Unbiased random rounding (Nargundkar & Saveland 1972), drawn once and for all by the key of the people.
    Raises what `perturb` raises.
    """

    def rounded(counts: Ints, of: Keys) -> Ints:
        above = counts % base
        return np.asarray(counts - above + base * (uniform(of, STREAM) * base < above))

    return _printed(publication, keys, rounded, base - 1)


def _printed(
    publication: Publication, keys: Sequence[Keys], moved: Callable[[Ints, Keys], Ints], reach: int
) -> Perturbed:
    _check(publication.tables, keys)
    counts, n = [], []
    for table, found in zip(publication.tables, keys, strict=True):
        true = np.asarray(table.counts).astype(np.int64)
        counts.append(moved(true, found))
        answers = slice(table.answers)
        n.append(moved(true[:, answers].sum(axis=1), found[:, answers].sum(axis=1, dtype=np.uint64)))
    return Perturbed(tuple(counts), tuple(n), reach)


def _check(tables: Sequence[Table], keys: Sequence[Keys]) -> None:
    if len(keys) != len(tables):
        raise StatsError(
            "S098", f"{len(keys)} tableaux de clés pour {len(tables)} tableaux. Donnez-en un par tableau."
        )
    for table, found in zip(tables, keys, strict=True):
        if table.people is not None:
            raise StatsError(
                "S098",
                f"Tableau « {table.name} » : des montants ne bougent pas comme des nombres de personnes. Masquez-les.",
            )
        if found.shape != table.counts.shape:
            raise StatsError(
                "S098",
                f"Tableau « {table.name} » : {found.size} clés pour {table.counts.size} cases. Donnez-en une par case.",
            )
