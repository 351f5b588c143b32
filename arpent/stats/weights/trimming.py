"""Weights brought back between two bounds, their sum unchanged."""

import numpy as np

from arpent.stats.columns import Floats
from arpent.stats.errors import StatsError
from arpent.stats.samples.sample import check_weights

ROUNDS = 10_000


def trim(weights: Floats, *, low: float = 0.0, high: float = np.inf) -> Floats:
    """Weights (n,) no smaller than `low` and no larger than `high`; what is cut is shared out equally.

    Repeated until all are inside, as R's `trimWeights(strict = TRUE)`. Fitted totals hold no more: rather
    calibrate within bounds, or fit again. Raises StatsError S001; S051 when the mean is outside the bounds.
    """
    check_weights(weights)
    mean = float(weights.mean())
    if not low <= mean <= high:
        raise StatsError(
            "S051",
            f"Poids : leur moyenne, {mean:.4g}, est hors des bornes {low:g} à {high:g}. "
            "Prenez des bornes qui l’entourent.",
        )
    trimmed = weights.copy()
    for _ in range(ROUNDS):
        cut = np.clip(trimmed, low, high)
        left = float(np.sum(trimmed - cut))
        outside = cut != trimmed
        if not outside.any() or outside.all():
            break
        cut[~outside] += left / np.count_nonzero(~outside)
        trimmed = cut
        if np.all(np.abs(trimmed - np.clip(trimmed, low, high)) <= 1e-14 * mean):
            break
    return np.asarray(np.clip(trimmed, low, high))
