"""Many tests at once: how large their p-values become when all are kept in mind.

With twenty tests of nothing, one is below 0.05 by chance. Holm bounds the chance that *any* finding is false;
Benjamini–Hochberg bounds the expected *share* of false ones among the findings. As R's `p.adjust`.
"""

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats
from arpent.stats.errors import StatsError


def holm(p: npt.ArrayLike) -> Floats:
    """Adjusted p-values (m,), under any dependence (Holm 1979, *Scand. J. Statist.* 6:65–70).

    NaN is a test that was not made: it stays NaN and does not count. Raises StatsError S060.
    """
    values, order = _increasing(p)
    left = np.arange(order.size, 0, -1)
    return _placed(values, order, np.maximum.accumulate(values[order] * left))


def benjamini_hochberg(p: npt.ArrayLike) -> Floats:
    """Adjusted p-values (m,), for independent or positively dependent tests (Benjamini & Hochberg 1995).

    NaN is a test that was not made: it stays NaN and does not count. Raises StatsError S060.
    """
    values, order = _increasing(p)
    rank = np.arange(1, order.size + 1)
    stepped = values[order] * order.size / rank
    return _placed(values, order, np.minimum.accumulate(stepped[::-1])[::-1])


def _increasing(p: npt.ArrayLike) -> tuple[Floats, npt.NDArray[np.int64]]:
    values = np.asarray(p, dtype=np.float64).ravel()
    bad = np.flatnonzero((values < 0) | (values > 1))
    if bad.size:
        raise StatsError(
            "S060",
            f"Test n° {bad[0]} : une probabilité de {values[bad[0]]:g}. Donnez des nombres entre 0 et 1, "
            "ou NaN pour un test qui n’a pas été fait.",
        )
    made = np.flatnonzero(~np.isnan(values))
    return values, made[np.argsort(values[made], kind="stable")]


def _placed(values: Floats, order: npt.NDArray[np.int64], adjusted: Floats) -> Floats:
    found = np.full(values.size, np.nan)
    found[order] = np.minimum(adjusted, 1)
    return found
