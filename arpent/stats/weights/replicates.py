"""Replicate weights: made by the jackknife, balanced halves or the bootstrap, or brought by whoever made them."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import scipy

from arpent.stats.columns import Floats
from arpent.stats.errors import StatsError
from arpent.stats.samples.layers import Layer
from arpent.stats.samples.sample import Replicates, Sample
from arpent.stats.weights.weighting import Weighting

LARGEST = 100_000_000
"""The most replicate weights that the jackknife makes: 800 MB."""

type Statistic = Callable[[Floats], Floats]
"""An estimator of anything: weights (n,) in, estimates (q,) out."""


def brought(
    sample: Sample,
    weights: Floats,
    *,
    scale: float,
    scales: Floats | None = None,
    around_estimate: bool = False,
) -> Sample:
    """The sample with replicate weights (n, R) that came with the data: whole weights, never factors.

    The variance is `scale` · Σ `scales` · (replicate − centre)²; see `Replicates`. Raises StatsError S053.
    """
    wrong = weights.ndim != 2 or weights.shape[0] != sample.n or weights.shape[1] < 2
    if wrong or not np.all(np.isfinite(weights)) or np.any(weights < 0):
        raise StatsError(
            "S053",
            f"Poids répliqués : un tableau {weights.shape} pour {sample.n} lignes, ou des poids négatifs ou absents. "
            "Donnez une ligne par personne et au moins deux répliques.",
        )
    each = np.ones(weights.shape[1]) if scales is None else scales
    return replace(sample, replicates=Replicates(weights, scale, each, around_estimate))


def jackknife(sample: Sample) -> Sample:
    """Each unit of the first stage left out in turn, the others of its stratum weighed up (JKn; JK1 for one
    stratum).

    Wolter (2007, ch. 4); R's `as.svrepdesign`. Strata drawn whole bring nothing; populations of later stages
    are not used. Raises StatsError S012 for a stratum with one unit.
    """
    layer = sample.layers[0]
    _refuse_lonely(layer)
    drawn = layer.drawn[layer.stratum]
    if drawn.size * sample.n > LARGEST:
        raise StatsError(
            "S059",
            f"Jackknife : {drawn.size} répliques de {sample.n} lignes ne tiennent pas en mémoire. "
            "Prenez bootstrap avec quelques centaines de répliques, ou la variance linéarisée.",
        )
    same = layer.stratum[:, None] == layer.stratum[None, :]
    factors = np.where(same, drawn / np.maximum(drawn - 1, 1), 1.0)
    np.fill_diagonal(factors, 0.0)
    rest = (1 - layer.fraction[layer.stratum]) * (drawn - 1) / drawn
    if layer.drawn.size == 1:
        return brought(sample, sample.weights[:, None] * factors[layer.unit], scale=float(rest[0]))
    kept = drawn > 1
    weights = sample.weights[:, None] * factors[:, kept][layer.unit]
    return brought(sample, weights, scale=1.0, scales=rest[kept])


def balanced(sample: Sample, *, fay: float = 0.0, signs: Floats | None = None) -> Sample:
    """Balanced half-samples of strata with two units each; `fay` in [0, 1) keeps a part of the half left out.

    McCarthy (1969), Fay (Judkins 1990). `signs` (R, H) of ±1 says which half each replicate keeps, as somebody
    else did: 1 for the second unit of the stratum; its columns must be orthogonal. Populations are not used.
    Raises StatsError S054 for a stratum that does not have two units, `fay` out of range, signs out of balance.
    """
    layer = sample.layers[0]
    odd = np.flatnonzero(layer.drawn != 2)
    if odd.size or not 0 <= fay < 1:
        place = (
            f"strate {layer.name[odd[0]]} : {layer.drawn[odd[0]]} unités"
            if odd.size
            else f"part gardée {fay:g}"
        )
        raise StatsError(
            "S054",
            f"Demi-échantillons, {place}. Il faut deux unités par strate et une part gardée entre 0 et 1 : "
            "regroupez les strates, ou prenez jackknife ou bootstrap.",
        )
    halves = hadamard(layer.drawn.size + 1)[:, 1 : layer.drawn.size + 1] if signs is None else signs
    _refuse_unbalanced(halves, layer.drawn.size)
    first = np.ones(layer.stratum.size)
    first[np.unique(layer.stratum, return_index=True)[1]] = -1
    factors = 1 + (1 - fay) * halves[:, layer.stratum] * first
    weights = sample.weights[:, None] * factors.T[layer.unit]
    return brought(sample, weights, scale=1 / (len(halves) * (1 - fay) ** 2))


def bootstrap(sample: Sample, *, replicates: int, rng: np.random.Generator) -> Sample:
    """n − 1 units of each stratum drawn with replacement, many times, and weighed up (Rao & Wu 1988).

    With a known population the factors shrink towards 1 by √(1 − f). Later stages are not used. R's
    `subbootweights`, where populations are unknown. Raises StatsError S012 for a stratum with one unit.
    """
    layer = sample.layers[0]
    _refuse_lonely(layer)
    factors = np.ones((layer.stratum.size, replicates))
    for stratum, drawn in enumerate(layer.drawn):
        if drawn > 1:
            times = rng.multinomial(drawn - 1, np.full(drawn, 1 / drawn), replicates).T
            shrunk = np.sqrt(1 - layer.fraction[stratum])
            factors[layer.stratum == stratum] = 1 + shrunk * (times * drawn / (drawn - 1) - 1)
    weights = sample.weights[:, None] * factors[layer.unit]
    return brought(sample, weights, scale=1 / (replicates - 1))


def replicated(statistic: Statistic, sample: Sample) -> tuple[Floats, Floats]:
    """(q,) and (q, q): any estimator of weights and its covariance, from the sample's replicates."""
    if sample.replicates is None:
        raise StatsError(
            "S055",
            "Poids répliqués : cet échantillon n’en a pas. Faites-en (jackknife, balanced, bootstrap).",
        )
    value = np.atleast_1d(statistic(sample.weights))
    repeated = np.stack([np.atleast_1d(statistic(weights)) for weights in sample.replicates.weights.T])
    return value, sample.replicates.covariance(repeated, value)


def refit(sample: Sample, fit: Callable[[Floats], Weighting]) -> Sample:
    """Weights and each of their replicates fitted anew, so that the variance knows about the fit.

    `fit` is `partial(fit_raking, margins=…)`, `partial(fit_poststrata, margin=…)` or any calibration.
    Raises what `fit` raises, for instance when a replicate leaves a category without anybody.
    """
    if sample.replicates is None:
        return fit(sample.weights).on(sample)
    each = [fit(weights).weights for weights in sample.replicates.weights.T]
    repeated = replace(sample.replicates, weights=np.stack(each, axis=1))
    return replace(sample, weights=fit(sample.weights).weights, replicates=repeated)


def hadamard(size: int) -> Floats:
    """A matrix of ±1 with orthogonal columns, its first column of ones, of the power of two that holds `size`."""
    return np.asarray(scipy.linalg.hadamard(1 << (size - 1).bit_length()), dtype=np.float64)


def _refuse_unbalanced(signs: Floats, strata: int) -> None:
    right = signs.ndim == 2 and signs.shape[1] == strata and bool(np.all(np.abs(signs) == 1))
    if not right or not np.array_equal(signs.T @ signs, len(signs) * np.eye(strata)):
        raise StatsError(
            "S054",
            f"Demi-échantillons : les signes {signs.shape} ne sont pas équilibrés pour {strata} strates. "
            "Donnez des colonnes de 1 et de −1, orthogonales, ou laissez Arpent les choisir.",
        )


def _refuse_lonely(layer: Layer) -> None:
    alone = layer.name[layer.alone]
    if alone.size:
        raise StatsError(
            "S012",
            f"Étage 1, strate {int(alone[0])} : une seule unité a répondu, on ne peut pas la laisser de côté. "
            "Regroupez-la avec une autre strate.",
        )
