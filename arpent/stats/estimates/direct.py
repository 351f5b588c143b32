"""From arrays to estimates in one call: for a notebook, a check, or a question on its own."""

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Amounts, Batch, Codes, Column, everyone
from arpent.stats.estimates.estimates import Estimates, estimate
from arpent.stats.samples.design import Design, simple_random
from arpent.stats.sums.counting import partial


def shares(
    codes: npt.ArrayLike,
    *,
    design: Design | None = None,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    by: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Estimates:
    """The share of each code. `codes` (n,): 0, 1, 2…, or −1 to −6 for a missing answer.

    `clusters` and `by` (n,) are codes too; `weights` (n,) are positive. Without a design, persons are drawn at
    random from a population too large to count. Raises what `partial` and `estimate` raise.
    """
    values = np.asarray(codes, dtype=np.int64)
    column = Codes(values, max(int(values.max(initial=0)) + 1, 1))
    return _estimates(column, design, clusters, weights, by, level)


def means(
    values: npt.ArrayLike,
    *,
    design: Design | None = None,
    clusters: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    by: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Estimates:
    """The mean of `values` (n,), in their unit; NaN is an answer not given. The rest as for `shares`."""
    amounts = np.asarray(values, dtype=np.float64)
    column = Amounts(amounts, np.where(np.isnan(amounts), -2, 0))
    return _estimates(column, design, clusters, weights, by, level)


def _estimates(
    column: Column,
    design: Design | None,
    clusters: npt.ArrayLike | None,
    weights: npt.ArrayLike | None,
    by: npt.ArrayLike | None,
    level: float,
) -> Estimates:
    rows = column.codes.size
    groups = everyone(rows)
    if by is not None:
        codes = np.asarray(by, dtype=np.int64)
        groups = Codes(codes, max(int(codes.max(initial=0)) + 1, 1))
    batch = Batch(
        np.zeros(rows, np.int64) if clusters is None else np.asarray(clusters, dtype=np.int64),
        np.ones(rows) if weights is None else np.asarray(weights, dtype=np.float64),
        {"asked": column},
        {"by": groups},
    )
    return estimate(partial(batch), design or simple_random(), item="asked", by="by", level=level)
