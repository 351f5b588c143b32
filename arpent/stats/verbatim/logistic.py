"""Logistic regressions on a sparse table, one for each topic, fitted together.

Ours rather than scikit-learn's, for the reason given in `factors`; scikit-learn is the judge in the tests.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from arpent.stats.columns import Floats
from arpent.stats.verbatim.vocabulary import Table

LOOSENESS = 10.0
"""How little the weights are held back: C of the usual notation, for rows of length 1."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """`weights` (V, K) and `bias` (K,). A topic seen always or never has weights of 0: its score is constant."""

    weights: Floats
    bias: Floats

    def scores(self, table: Table) -> Floats:
        """(n, K) probabilities."""
        return np.asarray(expit(table @ self.weights + self.bias), dtype=np.float64)


def fit(table: Table, marks: Floats, *, looseness: float = LOOSENESS) -> Logistic:
    """The minimum of ½‖w‖² + C·Σ log-loss for each topic; `marks` (n, K) are 0 or 1. The bias is free."""
    varied = (marks.min(axis=0) < 1) & (marks.max(axis=0) > 0)
    weights = np.zeros((table.shape[1], marks.shape[1]))
    bias = np.where(marks.max(axis=0) > 0, 6.0, -6.0)  # always or never seen: sure, yet not infinitely
    if varied.any():
        weights[:, varied], bias[varied] = _minimum(table, marks[:, varied], looseness)
    return Logistic(weights, bias)


def _minimum(table: Table, marks: Floats, looseness: float) -> tuple[Floats, Floats]:
    terms, topics = table.shape[1], marks.shape[1]
    turned = table.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        both = flat.reshape(terms + 1, topics)
        weights = both[:-1]
        log_odds = table @ weights + both[-1]
        value = 0.5 * float((weights**2).sum())
        value += looseness * float((np.logaddexp(0, log_odds) - marks * log_odds).sum())
        wrong = looseness * (expit(log_odds) - marks)
        slope = np.vstack([turned @ wrong + weights, wrong.sum(axis=0)])
        return value, slope.ravel()

    start = np.zeros((terms + 1) * topics)
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500, "ftol": 1e-9, "gtol": 1e-4}
    )
    both = found.x.reshape(terms + 1, topics)
    return both[:-1], both[-1]
