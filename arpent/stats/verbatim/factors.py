"""Non-negative factors of a sparse table, by hierarchical alternating least squares.

Ours rather than scikit-learn's: forty lines of NumPy against 37 MB, four packages and 1.3 s of import in the
worker. scikit-learn stays the judge in the tests.
"""

from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import Floats
from arpent.stats.verbatim.vocabulary import Table


@dataclass(frozen=True, slots=True)
class Factors:
    """table ≈ weightsᵀ · words. `weights` (K, n) and `words` (K, V) are never negative.

    `residual` is ‖table − weightsᵀ·words‖² / ‖table‖²: the part that the factors do not say.
    """

    weights: Floats
    words: Floats
    residual: float


def factorise(
    table: Table, count: int, rng: np.random.Generator, *, rounds: int = 200, tolerance: float = 1e-4
) -> Factors:
    """Least-squares factors from a random start (Cichocki & Phan 2009, *IEICE Trans.* E92-A:708–721).

    Each row of a factor is solved exactly given the others, in turn; the loss never grows. Stops when a
    round gains less than `tolerance` of what the first one gained.
    """
    start = np.sqrt(table.mean() / count) if table.nnz else 0.0
    weights = start * rng.random((count, table.shape[0]))
    words = start * rng.random((count, table.shape[1]))
    columns = table.T.tocsr()
    norm = float((table.data**2).sum())
    losses: list[float] = []
    for _ in range(rounds):
        _solve(weights, np.asarray(table @ words.T).T, words @ words.T)
        match, gram = np.asarray(columns @ weights.T).T, weights @ weights.T
        _solve(words, match, gram)
        losses.append(norm - 2 * float((match * words).sum()) + float((gram * (words @ words.T)).sum()))
        if len(losses) > 2 and losses[-2] - losses[-1] <= tolerance * (losses[0] - losses[-1]):
            break
    return Factors(weights, words, losses[-1] / norm if norm else 0.0)


def _solve(factor: Floats, match: Floats, gram: Floats) -> None:
    """Each row of `factor` (K, m), given the others: match (K, m) and gram (K, K) of the other factor."""
    for row in range(len(factor)):
        if gram[row, row] > 0:
            step = (match[row] - gram[row] @ factor) / gram[row, row]
            np.maximum(factor[row] + step, 0, out=factor[row])
