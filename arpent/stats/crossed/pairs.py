"""Two people asked about the same thing: a person and a relative, two readings of one answer. Do they agree?

Matched pairs only; one row a pair. A relative is never merged into the person's own voice: this says how far
apart the two are, and in which direction.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.estimates.reading import Bools, Reading, independent, mean_and_scores, read, read_share
from arpent.stats.samples.sample import Sample


@dataclass(frozen=True, slots=True)
class Agreement:
    """How n pairs agree on a question of K ordered choices. `incomplete` pairs lack an answer.

    `same` and `near` (at most one step apart) are shares of pairs; `higher` and `lower` those where the second
    answers above and below the first, `direction` the one less the other. `kappa` counts every disagreement
    alike, `linear` and `quadratic` by the distance and its square; 1 is full agreement, 0 what chance would
    do with these margins; NaN when everyone gave one same answer.
    """

    same: Reading
    near: Reading
    higher: Reading
    lower: Reading
    direction: Reading
    kappa: Reading
    linear: Reading
    quadratic: Reading
    incomplete: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Bland & Altman (1986, 1999): second less first, in the unit of the answers.

    `bias` is the mean difference, `sd` its spread; between `lower` and `upper` lie a share `coverage` of the
    differences, if they are about normal.
    """

    bias: Reading
    sd: float
    lower: Reading
    upper: Reading
    coverage: float
    incomplete: int


def agreement(
    first: Ints, second: Ints, count: int, *, sample: Sample | None = None, level: float = 0.95
) -> Agreement:
    """Agreement of codes (n,) in 0…count−1, negative where there is none.

    Weighted kappa (Cohen 1968) with its large-sample error (Fleiss, Cohen & Everitt 1969), which is its
    linearisation: with a `sample`, over weights and clusters; else pairs are independent. Raises StatsError
    S087 for codes that do not pair, S088 for fewer than two complete pairs.
    """
    _paired(first, second)
    if np.any(first >= count) or np.any(second >= count):
        raise StatsError("S087", f"Paires : un code dépasse {count - 1}. Corrigez le nombre de choix.")
    drawn = sample or independent(first.size)
    held = _complete((first >= 0) & (second >= 0), drawn)
    apart = np.where(held, second - first, 0)
    shares = (apart == 0, np.abs(apart) <= 1, apart > 0, apart < 0)
    same, near, higher, lower = (read_share(yes & held, drawn, held, level=level) for yes in shares)
    value, scores = mean_and_scores(np.sign(apart).astype(np.float64), drawn, held)
    kappa, linear, quadratic = (
        _kappa(first, second, count, power, drawn, held, level) for power in (0, 1, 2)
    )
    direction = read(value, scores, drawn, held, level=level)
    absent = int(np.count_nonzero(~held))
    return Agreement(same, near, higher, lower, direction, kappa, linear, quadratic, absent)


def limits(
    first: Floats,
    second: Floats,
    *,
    sample: Sample | None = None,
    coverage: float = 0.95,
    level: float = 0.95,
) -> Limits:
    """Limits of agreement of amounts (n,), NaN where there is none: bias ± z·sd.

    Errors are linearised, over the design when there is a `sample`; for normal differences they are those of
    Bland & Altman (1999, §2). Raises StatsError S087, S088.
    """
    _paired(first, second)
    drawn = sample or independent(first.size)
    gaps = second - first
    held = _complete(np.isfinite(gaps), drawn)
    bias, brought = mean_and_scores(gaps, drawn, held)
    n = np.count_nonzero(held)
    spread, widened = mean_and_scores(np.where(held, (gaps - bias) ** 2, 0.0) * n / (n - 1), drawn, held)
    sd, z = float(np.sqrt(spread)), float(special.ndtri((1 + coverage) / 2))
    slope = z * widened / (2 * sd) if sd else 0 * widened
    return Limits(
        read(bias, brought, drawn, held, level=level),
        sd,
        read(bias - z * sd, brought - slope, drawn, held, level=level),
        read(bias + z * sd, brought + slope, drawn, held, level=level),
        coverage,
        int(np.count_nonzero(~held)),
    )


def _kappa(
    first: Ints, second: Ints, count: int, power: int, sample: Sample, held: Bools, level: float
) -> Reading:
    """1 − observed over expected disagreement, and the influence of each pair on it."""
    steps = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    cost = (steps > 0).astype(np.float64) if power == 0 else (steps / max(count - 1, 1)) ** power
    weight = np.where(held, sample.weights, 0.0)
    a, b = np.where(held, first, 0), np.where(held, second, 0)
    rows = np.bincount(a, weight, count) / weight.sum()
    columns = np.bincount(b, weight, count) / weight.sum()
    seen, chance = float(weight @ cost[a, b] / weight.sum()), float(rows @ cost @ columns)
    if not chance:
        return Reading(np.nan, np.nan, np.nan, np.nan, level, np.nan, int(held.sum()))
    drift = (cost @ columns)[a] + (rows @ cost)[b] - 2 * chance
    influence = -(cost[a, b] - seen) / chance + seen * drift / chance**2
    scores = np.where(held, influence / weight.sum(), 0.0)
    return read(1 - seen / chance, scores, sample, held, level=level)


def _paired(first: Ints | Floats, second: Ints | Floats) -> None:
    if first.ndim != 1 or first.shape != second.shape:
        raise StatsError(
            "S087",
            f"Paires : {first.size} réponses d’un côté et {second.size} de l’autre. Donnez une ligne par paire.",
        )


def _complete(held: Bools, sample: Sample) -> Bools:
    if sample.n != held.size:
        raise StatsError("S087", f"Paires : {held.size} paires pour {sample.n} lignes du plan. Alignez-les.")
    if np.count_nonzero(held) < 2:
        raise StatsError(
            "S088",
            f"Paires : {int(held.sum())} paire complète. Il en faut au moins 2 pour parler d’accord.",
        )
    return held
