"""Someone who reads figures, knows who may be in which groups, and reasons by linear programming.

It shares nothing with protection: it writes down shares times n, and asks between which ends a count lies.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

from arpent.analysis.figures import Figure, Panel

type Cell = Mapping[str, str]
type Chosen = Callable[[Cell], bool]


def everybody(_cell: Cell) -> bool:
    return True


def panels(figure: Figure) -> list[Panel]:
    return [figure.overall, *(panel for breakdown in figure.breakdowns for panel in breakdown)]


@dataclass
class Attacker:
    """What is known of one closed question. `cells` are the combinations of groups where people may be."""

    cells: Sequence[Cell]
    choices: Sequence[str]
    equations: list[np.ndarray] = field(default_factory=list)
    known: list[float] = field(default_factory=list)

    def reads(self, figure: Figure, among: Chosen = everybody) -> None:
        """Every panel that is shown, of the people of the cells `among`."""
        for panel in panels(figure):
            if panel.n is None:
                continue
            inside = [among(c) and (panel.by is None or c[panel.by] == panel.group) for c in self.cells]
            for number in panel.numbers:
                if number.value is not None:
                    self._writes(inside, [number.choice], number.value * panel.n)
            self._writes(inside, self.choices, panel.n)
            self._writes(inside, [""], sum(panel.missing.values()))

    def knows_size(self, chosen: Chosen, size: int) -> None:
        """How many people are in these cells, from elsewhere."""
        self._writes([chosen(cell) for cell in self.cells], [*self.choices, ""], size)

    def ends(self, chosen: Chosen, choice: str, own: tuple[Chosen, str] | None = None) -> tuple[float, float]:
        """Between which ends the number of people of these cells who answered so is known.

        `own`: the attacker is one of the people of such cells and answered so.
        """
        cost = self._line([chosen(cell) for cell in self.cells], [choice])
        above = self._line([own[0](cell) for cell in self.cells], [own[1]]) if own else np.zeros(cost.size)
        matrix, known = np.array(self.equations), np.array(self.known)
        found = []
        for sign in (1.0, -1.0):
            solved = linprog(
                sign * cost, A_eq=matrix, b_eq=known, A_ub=-above[None], b_ub=[-1.0 if own else 0.0]
            )
            assert solved.status in (0, 3), solved.message
            found.append(sign * solved.fun if solved.status == 0 else np.inf)
        return found[0], found[1]

    def _writes(self, inside: Sequence[bool], choices: Sequence[str], count: float) -> None:
        self.equations.append(self._line(inside, choices))
        self.known.append(count)

    def _line(self, inside: Sequence[bool], choices: Sequence[str]) -> np.ndarray:
        asked = [choice in choices for choice in (*self.choices, "")]
        return np.outer(np.array(inside, float), np.array(asked, float)).ravel()
