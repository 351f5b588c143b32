"""Weights that add up to known breakdowns: post-stratification for one, raking for several."""

from collections.abc import Sequence

import numpy as np

from arpent.stats.columns import Floats
from arpent.stats.errors import StatsError
from arpent.stats.samples.sample import check_weights
from arpent.stats.weights.weighting import Margin, Weighting, amount, indicators, occupied, weighting

ROUNDS = 2000
"""Raking that has not settled after so many rounds never will, or too slowly to be trusted."""


def poststratify(base: Floats, margin: Margin) -> Weighting:
    """Weights whose sum is the known total in each category (Holt & Smith 1979; R's `postStratify`).

    `base` (n,) are the weights before. Raises StatsError S001, S003, S013, S044, S046, S047.
    """
    check_weights(base)
    return fit_poststrata(base, margin)


def rake(base: Floats, margins: Sequence[Margin], *, tolerance: float = 1e-10) -> Weighting:
    """Weights that meet several breakdowns at once, each round fitting one after the other.

    Deming & Stephan (1940), on the cells that margins form together, so the time of a round does not grow with
    rows. Residuals are those of R's `calibrate(calfun = "raking")`. `tolerance` bounds the largest relative
    distance to a known total. Raises what `poststratify` raises, S045 for totals that differ, S048 when no
    weights meet the margins.
    """
    check_weights(base)
    return fit_raking(base, margins, tolerance=tolerance)


def fit_poststrata(base: Floats, margin: Margin) -> Weighting:
    """`poststratify` where a replicate may have weights of zero."""
    check_margin(base, margin)
    sums = np.bincount(margin.codes, base, margin.totals.size)
    used = margin.totals > 0
    place = np.cumsum(used) - 1
    factors = margin.totals[used] / sums[used]
    return weighting(base, place[margin.codes], np.eye(factors.size), factors, (1, 0.0))


def fit_raking(base: Floats, margins: Sequence[Margin], *, tolerance: float = 1e-10) -> Weighting:
    """`rake` where a replicate may have weights of zero."""
    for margin in margins:
        check_margin(base, margin)
    _check_sums(margins)
    cells, first = occupied([margin.codes for margin in margins])
    mass = np.bincount(cells, base, first.size)
    fitted, rounds, gap = _settle(mass, margins, [margin.codes[first] for margin in margins], tolerance)
    factors = np.divide(fitted, mass, out=np.ones(mass.size), where=mass > 0)
    return weighting(base, cells, indicators(margins, first), factors, (rounds, gap))


def _settle(
    mass: Floats, margins: Sequence[Margin], codes: Sequence[np.ndarray], tolerance: float
) -> tuple[Floats, int, float]:
    """Fit each margin in turn until all hold: the fitted cells, how many rounds, the gap that is left."""
    fitted = mass.copy()
    for rounds in range(1, ROUNDS + 1):
        for margin, code in zip(margins, codes, strict=True):
            sums = np.bincount(code, fitted, margin.totals.size)
            ratio = np.divide(margin.totals, sums, out=np.zeros_like(sums), where=sums > 0)
            fitted *= ratio[code]
        gaps = [_gaps(fitted, margin, code) for margin, code in zip(margins, codes, strict=True)]
        gap = max(float(each.max()) for each in gaps)
        if gap <= tolerance:
            return fitted, rounds, gap
    worst = int(np.argmax([each.max() for each in gaps]))
    raise StatsError(
        "S048",
        f"Redressement : {margins[worst].label(int(gaps[worst].argmax()))} reste à {gap:.1%} de son effectif "
        f"après {ROUNDS} tours : aucun poids ne respecte toutes les marges. "
        "Regroupez des catégories, ou retirez une marge.",
    )


def _gaps(fitted: Floats, margin: Margin, code: np.ndarray) -> Floats:
    sums = np.bincount(code, fitted, margin.totals.size)
    known = np.maximum(margin.totals, 1e-300)
    return np.where(margin.totals > 0, np.abs(sums - margin.totals) / known, 0)


def check_margin(base: Floats, margin: Margin) -> None:
    """Refuse a margin that no weights can meet. Raises StatsError S003, S013, S044, S046, S047."""
    size = margin.totals.size
    if margin.codes.shape != base.shape:
        raise StatsError(
            "S003",
            f"« {margin.name} » : {margin.codes.size} valeurs pour {base.size} lignes. "
            "Donnez-en une par ligne.",
        )
    outside = np.count_nonzero((margin.codes < 0) | (margin.codes >= size))
    if outside or not np.all(np.isfinite(margin.totals) & (margin.totals >= 0)):
        raise StatsError(
            "S044",
            f"« {margin.name} » : {outside} réponses sans catégorie connue, ou un effectif de population "
            "négatif ou absent. Complétez-les, ou ajoutez une catégorie et son effectif.",
        )
    _check_categories(margin, np.bincount(margin.codes, base > 0, size).astype(np.int64))


def _check_categories(margin: Margin, n: np.ndarray) -> None:
    for category, (answers, total) in enumerate(zip(n, margin.totals, strict=True)):
        label = margin.label(category)
        if total > 0 and not answers:
            raise StatsError(
                "S046",
                f"{label} : personne n’a répondu, pour {amount(total)} personnes dans la population. "
                "Regroupez cette catégorie avec une voisine.",
            )
        if answers and not total:
            raise StatsError(
                "S047",
                f"{label} : {answers} réponses pour une population de 0. "
                "Corrigez l’effectif, ou la catégorie de ces réponses.",
            )
        if answers > total:
            raise StatsError(
                "S013",
                f"{label} : {answers} réponses pour une population de {amount(total)}. "
                "Corrigez l’effectif ; donnez des personnes, pas des pourcentages.",
            )


def _check_sums(margins: Sequence[Margin]) -> None:
    first, *others = margins
    whole = float(first.totals.sum())
    for other in others:
        if abs(other.totals.sum() - whole) > 1e-9 * whole:
            raise StatsError(
                "S045",
                f"Marges : « {first.name} » compte {amount(whole)} personnes et « {other.name} » "
                f"{amount(float(other.totals.sum()))}. Donnez des marges d’une même population.",
            )
