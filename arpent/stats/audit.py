"""The attacker: what the shown counts, and who lies inside whom, say of each hidden count.

`scipy.optimize` is only loaded when an attack is made: scipy loads a part of itself when it is first named.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from arpent.stats.columns import Floats, Ints
from arpent.stats.relations import Relation


@dataclass(frozen=True, slots=True)
class Opening:
    """The smallest and the largest count a group can have; `by` are the places of the relations that say so."""

    low: float
    high: float
    by: tuple[int, ...]

    @property
    def width(self) -> float:
        """Rounded: linear programming leaves crumbs."""
        return round(self.high - self.low, 6)


@dataclass(frozen=True, slots=True)
class System:
    """The equations of an attacker: hidden groups first, then the people of each whole in none of its parts."""

    hidden: tuple[int, ...]
    lines: Floats
    known: Floats

    def opening(self, group: int) -> "Opening":
        """Between which ends the count of a hidden group is known, and by which relations."""
        cost = np.zeros(self.lines.shape[1])
        cost[self.hidden.index(group)] = 1.0
        low = scipy.optimize.linprog(cost, A_eq=self.lines, b_eq=self.known)
        high = scipy.optimize.linprog(-cost, A_eq=self.lines, b_eq=self.known)
        if not (low.success and high.success):
            return Opening(0.0, np.inf, ())
        weight = np.abs(low.eqlin.marginals) + np.abs(high.eqlin.marginals)
        blamed = tuple(int(place) for place in np.flatnonzero(weight > 1e-9))
        return Opening(float(low.fun), -float(high.fun), blamed)


def attack(n: Ints, relations: Sequence[Relation], shown: Sequence[bool]) -> System:
    """The equations that the shown counts `n` (G,) give, one a relation."""
    hidden = tuple(group for group, visible in enumerate(shown) if not visible)
    column = {group: place for place, group in enumerate(hidden)}
    lines = np.zeros((len(relations), len(hidden) + len(relations)))
    known = np.zeros(len(relations))
    for place, relation in enumerate(relations):
        for group, sign in ((relation.whole, -1), *((part, 1) for part in relation.parts)):
            if group in column:
                lines[place, column[group]] += sign
            else:
                known[place] -= sign * int(n[group])
        outside = int(n[relation.whole] - n[list(relation.parts)].sum())
        lines[place, len(hidden) + place] = 1 if outside else 0
    return System(hidden, lines, known)
