"""The covariance of weighted sums of scores under any sample: what every record-level estimate rests on."""

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats
from arpent.stats.errors import StatsError
from arpent.stats.samples.design import CERTAIN, Lonely
from arpent.stats.samples.layers import Layer
from arpent.stats.samples.sample import Sample


def covariance(scores: Floats, sample: Sample) -> Floats:
    """(q, q): the covariance of Σ w·score for influence scores (n, q), or (n,) for one.

    Scores of rows outside a domain are 0: rows are never cut. Scores of calibrated weights are first replaced
    by their residuals. Each stage adds the spread of its units' totals inside strata, times the fractions
    drawn above it (Särndal, Swensson & Wretman 1992, §4.3; R's `svyrecvar`). With replicate weights, the
    spread of the replicated sums. Raises StatsError S003 for a wrong length, S012 under `Lonely.FAIL`.
    """
    table = scores[:, None] if scores.ndim == 1 else scores
    if table.shape[0] != sample.n:
        raise StatsError(
            "S003", f"Scores : {table.shape[0]} lignes pour {sample.n} personnes. Donnez-en un par ligne."
        )
    if sample.replicates is not None:
        repeated = sample.replicates.weights.T @ table
        return sample.replicates.covariance(repeated, sample.weights @ table)
    if sample.calibration is not None:
        table = sample.calibration.residuals(table)
    weighted = table * sample.weights[:, None]
    parts = [_stage(layer, weighted, sample) for layer in sample.layers if layer.carried.any()]
    return np.asarray(sum(parts), dtype=np.float64)


def degrees_of_freedom(sample: Sample, domain: npt.NDArray[np.bool_] | None = None) -> int:
    """Units less strata among those that hold rows of the domain (n,), as R's `degf`; at the first stage that
    left something to chance. Replicate weights: their rank less one."""
    if sample.replicates is not None:
        return _rank(sample.replicates.weights if domain is None else sample.replicates.weights[domain]) - 1
    layer = next((each for each in sample.layers if np.any(each.fraction < 1 - CERTAIN)), sample.layers[-1])
    units = np.unique(layer.unit if domain is None else layer.unit[domain])
    return int(units.size - np.unique(layer.stratum[units]).size)


def _stage(layer: Layer, weighted: Floats, sample: Sample) -> Floats:
    """(q, q): Σ over strata of carried · (1 − f) · n/(n − 1) · Σ(total − mean)²."""
    alone = layer.alone & (layer.carried > 0)
    if sample.lonely is Lonely.FAIL and alone.any():
        raise StatsError(
            "S012",
            f"Étage {layer.number}, strate {int(layer.name[alone][0])} : une seule unité a répondu, sa variance "
            "ne peut pas être estimée. Regroupez-la avec une autre, ou choisissez une règle "
            "(certainty, centre, collapse).",
        )
    totals, own = layer.totals(weighted), layer.stratum
    sums = np.stack([np.bincount(own, column, layer.drawn.size) for column in totals.T], axis=1)
    several = layer.drawn > 1
    centre = np.where(several[:, None], sums / layer.drawn[:, None], 0)
    single = float(sample.lonely is not Lonely.CERTAINTY)
    factor = np.where(several, layer.drawn / np.maximum(layer.drawn - 1, 1), single)
    factor = factor * np.where(layer.fraction < 1 - CERTAIN, 1 - layer.fraction, 0) * layer.carried
    gaps = (totals - centre[own]) * np.sqrt(factor[own])[:, None]
    return np.asarray(gaps.T @ gaps)


def _rank(weights: Floats) -> int:
    """How many replicates are not combinations of others, as R's `qr` with a tolerance of 1e-5."""
    norms = np.sqrt(np.sum(weights**2, axis=0))
    directions = weights[:, norms > 0] / norms[norms > 0]
    values = np.linalg.eigvalsh(directions.T @ directions)
    return int(np.count_nonzero(values > 1e-10 * values.max(initial=0)))
