"""What protection costs: the lines and the answers hidden."""

from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import Bools, Ints
from arpent.stats.disclosure.publication import Publication


@dataclass(frozen=True, slots=True)
class Loss:
    """Lines with people that are hidden, of how many; the answers that they hold, of how many."""

    lines: int
    of_lines: int
    answers: int
    of_answers: int


def loss(publication: Publication, shown: Bools, *, groups: Ints | None = None) -> Loss:
    """What `shown` (T, G) hides of a publication, in all groups or in some: those of a level, say.

    An answer counts once in each line that it is in.
    """
    chosen = slice(None) if groups is None else groups
    n = np.array([table.n[chosen] for table in publication.tables])
    hidden = ~shown[:, chosen] & (n > 0)
    return Loss(int(hidden.sum()), int((n > 0).sum()), int(n[hidden].sum()), int(n.sum()))
