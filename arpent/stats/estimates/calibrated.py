"""What calibrated weights explain of a score, from sums by calibration cell."""

from dataclasses import dataclass
from math import prod

import numpy as np

from arpent.stats.columns import Floats
from arpent.stats.grouped import Grouped
from arpent.stats.sums.sums import Units


@dataclass(frozen=True, slots=True)
class Fitted:
    """By unit (U,), with scores of any shape (…): what the margins of its calibration cell say of each score.

    `scores` (C, …) are by cell; a unit's residual is its score less `scores[cell]` times its weight.
    """

    units: Units
    scores: Floats

    @property
    def by_unit(self) -> Floats:
        """(U, …): the explained part of the sum of weighted scores."""
        found = self.scores[self.units.cell]
        return np.asarray(found * self.units.weight.reshape(-1, *[1] * (found.ndim - 1)))

    def squares(self, own: Floats, crossed: Floats) -> Floats:
        """(U, …): Σw²(score − explained)² from Σw²score² and Σw²score."""
        found = self.scores[self.units.cell]
        squared = self.units.squares.reshape(-1, *[1] * (found.ndim - 1))
        return np.asarray(own - 2 * found * crossed + found**2 * squared)


def fitted(units: Units, weighted: Floats) -> Fitted | None:
    """Explain the scores whose weighted sums by unit are `weighted` (U, …); None when nothing was calibrated.

    The regression on margins weighs rows by their weight before calibration (Deville & Särndal 1992, §3.4).
    """
    fit = units.fit
    if fit is None:
        return None
    cells = Grouped.by(units.cell, units.calibrated)
    mass = cells.total(units.weight) / fit.factors
    scores = weighted.shape[1:]
    sums = cells.total(weighted.reshape(len(weighted), prod(scores))) / fit.factors[:, None]
    return Fitted(units, (fit.margins @ fit.slopes(mass, sums)).reshape(len(fit.margins), *scores))
