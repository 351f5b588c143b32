"""How far two people who code the same answers agree, beyond what chance would give."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError

type Marks = npt.NDArray[np.signedinteger]


@dataclass(frozen=True, slots=True)
class Kappa:
    """Kappa between −1 and 1: 0 is chance, 1 is full agreement. `agreed` is the plain share of agreement.

    `value`, `low`, `high`, `se` are NaN when both coders gave one same code to everything: nothing to agree on.
    """

    value: float
    low: float
    high: float
    level: float
    se: float
    n: int
    agreed: float


def kappa(first: npt.ArrayLike, second: npt.ArrayLike, *, level: float = 0.95) -> Kappa:
    """Cohen's kappa of two codings (n,); a negative code is an answer that was not coded, and is left out.

    Standard error of Fleiss, Cohen & Everitt (1969, *Psychological Bulletin* 72:323–327), for independent
    answers. Raises StatsError S112 for codings of different lengths, S115 when no answer has both.
    """
    one, two = _both(np.asarray(first), np.asarray(second))
    codes = np.unique(np.concatenate([one, two]))
    table = np.zeros((codes.size, codes.size))
    np.add.at(table, (np.searchsorted(codes, one), np.searchsorted(codes, two)), 1 / one.size)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    observed, chance = float(np.trace(table)), float(rows @ columns)
    if chance >= 1:
        return Kappa(np.nan, np.nan, np.nan, level, np.nan, one.size, observed)
    value = (observed - chance) / (1 - chance)
    se = _standard_error(table, rows, columns, value, chance) / np.sqrt(one.size)
    return _agreement(value, float(se), level, one.size, observed)


def kappa_overall(first: npt.ArrayLike, second: npt.ArrayLike, *, level: float = 0.95) -> Kappa:
    """Kappa over all the topics (n, K) together. Its error leaves out one answer at a time (jackknife), for
    the topics of one answer are not independent. Raises what `kappa` raises."""
    one, two = np.asarray(first), np.asarray(second)
    if one.shape != two.shape or one.ndim != 2:
        raise StatsError(
            "S112", f"Codages de tailles {one.shape} et {two.shape}. Donnez-en deux de même taille."
        )
    coded = ((one >= 0) & (two >= 0)).all(axis=1)
    _both(one.ravel(), two.ravel())
    counts = _two_by_two(one[coded], two[coded])
    total, n = counts.sum(axis=0), int(counts.shape[0])
    value, agreed = _kappa_of(total), float((total[0] + total[3]) / total.sum())
    without = np.array([_kappa_of(total - mine) for mine in counts])
    se = float(np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum())) if n > 1 else np.nan
    return _agreement(value, se, level, n, agreed)


def alpha(codings: Sequence[npt.ArrayLike]) -> float:
    """Krippendorff's nominal alpha of two coders or more, each (n,); a negative code is not coded.

    Source: Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*. NaN when one code only was given.
    """
    table = np.stack([np.asarray(coding, dtype=np.int64) for coding in codings], axis=1)
    codes = np.unique(table[table >= 0])
    counts = np.stack([(table == code).sum(axis=1) for code in codes], axis=1).astype(np.float64)
    size = counts.sum(axis=1)
    counts, size = counts[size >= 2], size[size >= 2]
    together = (counts.T / np.maximum(size - 1, 1)) @ counts - np.diag(
        (counts.T / np.maximum(size - 1, 1)).sum(axis=1)
    )
    margin = together.sum(axis=1)
    expected = margin.sum() ** 2 - (margin**2).sum()
    if expected <= 0:
        return float("nan")
    observed = together.sum() - np.trace(together)
    return float(1 - (margin.sum() - 1) * observed / expected)


def _both(one: Ints, two: Ints) -> tuple[Ints, Ints]:
    if one.shape != two.shape:
        raise StatsError(
            "S112", f"Codages de tailles {one.shape} et {two.shape}. Donnez-en deux de même taille."
        )
    coded = (one >= 0) & (two >= 0)
    if not coded.any():
        raise StatsError(
            "S115", "Accord : aucune réponse n’a été codée deux fois. Codez-en au moins 30 à deux."
        )
    return one[coded], two[coded]


def _standard_error(table: Floats, rows: Floats, columns: Floats, value: float, chance: float) -> float:
    away = 1 - value
    same = np.diag(table) @ (1 - (rows + columns) * away) ** 2
    crossed = table * (columns[:, None] + rows[None, :]) ** 2
    other = away**2 * (crossed.sum() - np.trace(crossed))
    spread = same + other - (value - chance * away) ** 2
    return float(np.sqrt(max(spread, 0.0)) / (1 - chance))


def _two_by_two(one: Marks, two: Marks) -> Floats:
    """(n, 4): for each answer, how many topics are no–no, no–yes, yes–no, yes–yes."""
    cell = 2 * (one > 0) + (two > 0)
    return np.stack([(cell == kind).sum(axis=1) for kind in range(4)], axis=1).astype(np.float64)


def _kappa_of(cells: Floats) -> float:
    none, second, first, both = cells / cells.sum()
    chance = (both + first) * (both + second) + (none + first) * (none + second)
    return float((none + both - chance) / (1 - chance)) if chance < 1 else float("nan")


def _agreement(value: float, se: float, level: float, n: int, agreed: float) -> Kappa:
    spread = float(ndtri((1 + level) / 2)) * se
    return Kappa(value, max(value - spread, -1.0), min(value + spread, 1.0), level, se, n, agreed)
