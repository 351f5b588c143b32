"""How a count may be moved: by how much and with what chance, so that on average it does not move.

For each true count the chances are those of largest entropy among those with no bias and the variance asked for,
as Eurostat's perturbation tables (Giessing 2016, *Privacy in Statistical Databases*), after
Marley & Leaver (2011) and Thompson, Broadfoot & Elazar (2013, UNECE work session on data confidentiality).
"""

from dataclasses import dataclass

import numpy as np
from scipy import optimize

from arpent.stats.columns import Floats, Ints
from arpent.stats.disclosure.keys import Keys, uniform
from arpent.stats.errors import StatsError

STREAM = 1


@dataclass(frozen=True, slots=True)
class Noise:
    """`deviation`: the most that a count moves. `variance`: of the move, in squared persons. `least`: the
    smallest count ever printed beside 0, 3 say: smaller ones become 0 or `least` and more.

    Zero stays zero. Raises StatsError S097 for parameters that cannot be had together.
    """

    deviation: int
    variance: float
    least: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.deviation + 1:
            raise StatsError(
                "S097",
                f"Bruit : le plus petit nombre imprimé, {self.least}, doit aller de 1 à l’écart permis plus un, "
                f"{self.deviation + 1}. Corrigez l’un des deux.",
            )
        low, high = self._feasible()
        if not low < self.variance < high:
            raise StatsError(
                "S097",
                f"Bruit : une variance de {self.variance:g} ne se peut pas avec un écart de {self.deviation} au "
                f"plus et rien d’imprimé entre 0 et {self.least}. Prenez-la entre {low:g} et {high:g}.",
            )

    def chances(self, count: int) -> Floats:
        """(2·deviation + 1,): the chance of each move of that count, from −deviation up."""
        moves = self._moves(count)
        found = np.zeros(2 * self.deviation + 1)
        found[moves + self.deviation] = _most_open(moves / self.deviation, self.variance / self.deviation**2)
        return found

    def moved(self, counts: Ints, keys: Keys) -> Ints:
        """`counts` of any shape with their noise, which their `keys` decide."""
        table = np.cumsum([self.chances(count) for count in range(self.deviation + self.least + 1)], axis=1)
        reached = table[np.minimum(counts, len(table) - 1)]
        move = (uniform(keys, STREAM)[..., None] >= reached).sum(axis=-1)
        return np.asarray(counts + np.minimum(move, 2 * self.deviation) - self.deviation)

    def _moves(self, count: int) -> Ints:
        """Moves that keep the count at 0 or at `least` and more; none for 0."""
        moves = np.arange(-self.deviation, self.deviation + 1)
        after = count + moves
        kept = moves == 0 if count == 0 else (after == 0) | (after >= self.least)
        return np.asarray(moves[kept])

    def _feasible(self) -> tuple[float, float]:
        """Between which ends the variance of a move without bias lies, whatever the count."""
        every = [self._moves(count) for count in range(1, self.deviation + self.least + 1)]
        low = max(float(-moves[moves <= 0].max() * moves[moves >= 0].min()) for moves in every)
        return low, min(float(-moves.min() * moves.max()) for moves in every)


def _most_open(moves: Floats, variance: float) -> Floats:
    """The chances of largest entropy of `moves` with mean 0 and that variance: exp(a·move + b·move²)."""
    if moves.size == 1:
        return np.ones(1)

    def chances(slopes: Floats) -> Floats:
        power = slopes[0] * moves + slopes[1] * moves**2
        weight = np.exp(power - power.max())
        return np.asarray(weight / weight.sum())

    def missed(slopes: Floats) -> Floats:
        told = chances(slopes)
        return np.array([told @ moves, told @ moves**2 - variance])

    return chances(optimize.root(missed, np.zeros(2), tol=1e-14).x)
