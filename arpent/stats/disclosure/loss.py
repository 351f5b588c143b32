"""What protection costs: the lines and the answers that are hidden, or moved."""

from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import Bools, Ints
from arpent.stats.disclosure.perturb import Perturbed
from arpent.stats.disclosure.publication import Publication


@dataclass(frozen=True, slots=True)
class Loss:
    """Lines with people that are hidden or moved, of how many; the answers that they hold, or by which their
    counts are moved, of how many."""

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


def displaced(publication: Publication, printed: Perturbed, *, groups: Ints | None = None) -> Loss:
    """What noise or rounding moves: to be held against `loss`, where a hidden answer is moved out of sight."""
    chosen = slice(None) if groups is None else groups
    lines, answers, n = 0, 0, 0
    of_lines = 0
    for table, counts in zip(publication.tables, printed.counts, strict=True):
        true = np.asarray(table.counts)[chosen, : table.answers]
        moved = np.abs(counts[chosen, : table.answers] - true).sum(axis=1)
        lines, of_lines = lines + int((moved > 0).sum()), of_lines + int((table.n[chosen] > 0).sum())
        answers, n = answers + int(moved.sum()), n + int(true.sum())
    return Loss(lines, of_lines, answers, n)
