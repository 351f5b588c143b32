"""One factor behind several questions, by maximum likelihood."""

from dataclasses import dataclass

import numpy as np
import scipy

from arpent.stats.columns import Floats

SMALLEST = 0.005
"""The smallest part of a question's variance that is left to itself, as in R's `factanal`."""


@dataclass(frozen=True, slots=True)
class Factor:
    """(k,) each: `loadings`, in the unit of the answers, and `uniquenesses`, the variance left to each question.

    `improper` when a uniqueness met its lower bound (a Heywood case).
    """

    loadings: Floats
    uniquenesses: Floats
    improper: bool

    @property
    def omega(self) -> float:
        """McDonald's omega: the share of the variance of the sum that the factor makes (1999, ch. 6)."""
        common = float(self.loadings.sum()) ** 2
        return common / (common + float(self.uniquenesses.sum()))


def one_factor(spread: Floats) -> Factor:
    """The factor of a covariance matrix (k, k), k ≥ 3, by maximum likelihood (Jöreskog 1967; R's `factanal`).

    Fitted on correlations, given back in the unit of the answers; the factor points where most loadings do.
    """
    deviations = np.sqrt(np.diag(spread))
    related = spread / np.outer(deviations, deviations)
    start = np.clip((1 - 0.5 / len(related)) / np.diag(np.linalg.pinv(related)), SMALLEST, 1.0)
    options = {"ftol": 1e-15, "gtol": 1e-11, "maxiter": 5000, "maxfun": 20000}
    found = scipy.optimize.minimize(
        _misfit,
        start,
        (related,),
        "L-BFGS-B",
        jac=True,
        bounds=[(SMALLEST, 1.0)] * len(related),
        options=options,
    ).x
    loadings = _loadings(found, related)
    if loadings.sum() < 0:
        loadings = -loadings
    return Factor(loadings * deviations, found * deviations**2, bool(np.any(found <= SMALLEST * (1 + 1e-6))))


def _loadings(unique: Floats, related: Floats) -> Floats:
    root = np.sqrt(unique)
    values, vectors = np.linalg.eigh(related / np.outer(root, root))
    return np.asarray(root * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0)))


def _misfit(unique: Floats, related: Floats) -> tuple[float, Floats]:
    """The likelihood profiled over loadings, and its slope along each uniqueness (Lawley & Maxwell 1971, ch. 4)."""
    root = np.sqrt(unique)
    rest = np.maximum(np.linalg.eigvalsh(related / np.outer(root, root))[:-1], 1e-300)
    loadings = _loadings(unique, related)
    gap = np.outer(loadings, loadings) + np.diag(unique) - related
    return float(np.sum(rest - np.log(rest) - 1)), np.diag(gap) / unique**2
