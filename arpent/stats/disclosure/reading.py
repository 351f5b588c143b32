"""What a reader finds behind moved counts: what each may stand for, once all that is printed is put together.

Noise that cannot exceed a bound tells something: parts that are printed far above their whole have all moved up.
The reader knows how counts move, which groups lie inside which and what adds up to what, and asks linear
programming between which ends each true count lies.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

from arpent.stats.columns import Floats
from arpent.stats.disclosure.perturb import Perturbed
from arpent.stats.disclosure.publication import Publication
from arpent.stats.errors import StatsError


@dataclass(frozen=True, slots=True)
class Behind:
    """By table, (G, C) twice: the smallest and the largest that each true count can be."""

    low: tuple[Floats, ...]
    high: tuple[Floats, ...]


def behind(publication: Publication, printed: Perturbed) -> Behind:
    """Between which ends each true count lies for whoever reads everything, as real numbers.

    Two linear programs a count: for a publication of some thousand counts. Raises StatsError S095 when what is
    printed cannot come from this publication.
    """
    equations = _Equations(publication, printed)
    lows, highs = [], []
    for place, table in enumerate(publication.tables):
        ends = [equations.ends(equations.starts[place] + cell) for cell in range(table.counts.size)]
        low, high = np.array(ends).reshape(*table.counts.shape, 2).transpose(2, 0, 1)
        lows.append(np.ceil(low - 1e-6))
        highs.append(np.floor(high + 1e-6))
    return Behind(tuple(lows), tuple(highs))


class _Equations:
    """`rows` @ counts lie between `least` and `most`, and each count between its own ends."""

    def __init__(self, publication: Publication, printed: Perturbed) -> None:
        self.publication, self.printed = publication, printed
        sizes = [table.counts.size for table in publication.tables]
        self.starts = np.concatenate([[0], np.cumsum(sizes)])
        told = np.concatenate([counts.ravel() for counts in printed.counts])
        least = np.maximum(
            told - printed.reach, np.minimum(told, 1)
        )  # zero stays zero: what is more is someone
        self.bounds = np.column_stack([least, told + printed.reach])
        said = [*self._relations(), *self._inside(), *self._totals()]
        self.least = np.array([least for _, least, _ in said])
        self.most = np.array([most for _, _, most in said])
        at = [(row, column, sign) for row, (terms, _, _) in enumerate(said) for column, sign in terms]
        row, column, sign = np.array(at, dtype=np.float64).reshape(-1, 3).T
        self.rows = sparse.csr_array(
            (sign, (row.astype(int), column.astype(int))), shape=(len(said), told.size)
        )

    def at(self, table: int, group: int, column: int) -> int:
        """The unknown of a count."""
        return int(self.starts[table] + group * self.publication.tables[table].counts.shape[1] + column)

    def _relations(self) -> Iterator[tuple[list[tuple[int, float]], float, float]]:
        """Parts are their whole, or less of it when some people are in none: the reader knows which."""
        for place, table in enumerate(self.publication.tables):
            counts = np.asarray(table.counts)
            for relation in self.publication.relations:
                left = counts[relation.whole] - counts[list(relation.parts)].sum(axis=0)
                for column in range(counts.shape[1]):
                    terms = [(self.at(place, part, column), -1.0) for part in relation.parts]
                    yield (
                        [(self.at(place, relation.whole, column), 1.0), *terms],
                        0,
                        np.inf if left.any() else 0,
                    )

    def _inside(self) -> Iterator[tuple[list[tuple[int, float]], float, float]]:
        for place, table in enumerate(self.publication.tables):
            if table.inside is not None:
                above, column = self.publication.place(table.inside[0]), table.inside[1]
                for group in range(len(self.publication.groups)):
                    terms = [(self.at(place, group, code), 1.0) for code in range(table.counts.shape[1])]
                    yield [(self.at(above, group, column), -1.0), *terms], 0, 0

    def _totals(self) -> Iterator[tuple[list[tuple[int, float]], float, float]]:
        for place, table in enumerate(self.publication.tables):
            for group, told in enumerate(self.printed.n[place]):
                terms = [(self.at(place, group, code), 1.0) for code in range(table.answers)]
                yield terms, max(int(told) - self.printed.reach, 0), int(told) + self.printed.reach

    def ends(self, unknown: int) -> tuple[float, float]:
        """The least and the most that one count can be."""
        low, high = (self._least(unknown, sign) for sign in (1.0, -1.0))
        return low, -high

    def _least(self, unknown: int, sign: float) -> float:
        cost = np.zeros(self.bounds.shape[0])
        cost[unknown] = sign
        limits = optimize.LinearConstraint(self.rows, self.least, self.most)
        found = optimize.milp(cost, constraints=limits, bounds=optimize.Bounds(*self.bounds.T))
        if not found.success:
            raise StatsError(
                "S095",
                "Les nombres montrés se contredisent : aucune réponse ne peut les donner tous. Vérifiez que les "
                "tableaux viennent du même gel.",
            )
        return float(found.fun)
