"""From sums to estimates: shares and means, by group, with the variance that the design implies."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from arpent.stats import intervals
from arpent.stats.columns import REASONS, Floats, Ints
from arpent.stats.design import Design
from arpent.stats.errors import StatsError
from arpent.stats.intervals import Method
from arpent.stats.sums import Sums
from arpent.stats.variance import Moments, by_group, sampled_fraction, variance


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number and all that must be said with it. NaN where it cannot be known."""

    value: float
    low: float
    high: float
    level: float
    n: int
    missing: tuple[int, ...]  # by reason, −1 first
    method: Method
    se: float
    df: float
    deff: float


@dataclass(frozen=True, slots=True)
class Estimates:
    """One item by group: B groups × K codes (K = 1 for a mean), the fields of `Estimate` as arrays.

    `value, low, high, se, deff, method` are (B, K); `n, df` are (B,); `missing` is (B, REASONS);
    `counts` (B, K) are rows, unweighted: for disclosure control, never for a reader.
    """

    value: Floats
    low: Floats
    high: Floats
    level: float
    n: Ints
    missing: Ints
    method: Ints
    se: Floats
    df: Floats
    deff: Floats
    counts: Ints

    def at(self, group: int = 0, code: int = 0) -> Estimate:
        """The estimate of one code in one group."""
        return Estimate(
            value=float(self.value[group, code]),
            low=float(self.low[group, code]),
            high=float(self.high[group, code]),
            level=self.level,
            n=int(self.n[group]),
            missing=tuple(int(count) for count in self.missing[group]),
            method=Method(int(self.method[group, code])),
            se=float(self.se[group, code]),
            df=float(self.df[group]),
            deff=float(self.deff[group, code]),
        )


def finish(sums: Sums, design: Design, *, level: float = 0.95) -> Mapping[str, Mapping[str, Estimates]]:
    """Every estimate: by grouping, then by item. Raises what `estimate` raises."""
    return {
        grouping: {item: estimate(sums, design, item=item, by=grouping, level=level) for item in cells.items}
        for grouping, cells in sums.cells.items()
    }


def estimate(
    sums: Sums,
    design: Design,
    *,
    item: str,
    by: str,
    level: float = 0.95,
    unanswered: tuple[int, ...] = (),
) -> Estimates:
    """The shares (or the mean) of one item in each group of a grouping.

    Ratio estimates over valid answers; variances linearised over the whole design, so that a group is a
    domain and never a cut of the rows (Särndal, Swensson & Wretman 1992, ch. 5 and 10; R's `svymean` on a
    subset of a design). `deff` compares with simple random sampling with replacement of the same n.
    `unanswered` names the reasons (−1…) that mean that a person who should have answered did not: with them,
    a population is only known as far as its members answered this very question. R knows no such thing.
    Raises StatsError S012 for a lonely unit under `Lonely.FAIL`, S013 for a population below its sample,
    S014 for a level outside 0–1.
    """
    if not 0 < level < 1:
        raise StatsError("S014", f"Niveau de confiance {level} : il faut un nombre entre 0 et 1, comme 0,95.")
    cells = sums.cells[by]
    moments = Moments.of(cells.items[item], cells.keys, cells.groups, unanswered)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = moments.total / moments.weight[:, None]
        se = np.sqrt(variance(moments, value, sums.rows, design))
        spread = np.maximum(moments.squares / moments.weight[:, None] - value**2, 0)
        deff = se**2 / (spread / (moments.n[:, None] - 1))
    counts = by_group(cells.items[item].counts, moments.group, moments.groups)
    df = moments.degrees_of_freedom(design, sums.rows)
    low, high, method = _interval(moments, value, se, df, level, sums.rows, design, cells.items[item].numeric)
    return Estimates(
        value,
        low,
        high,
        level,
        moments.n,
        counts[:, REASONS - 1 :: -1].astype(np.int64),
        method,
        se,
        df,
        deff,
        counts[:, REASONS:].astype(np.int64),
    )


def _interval(
    moments: Moments,
    value: Floats,
    se: Floats,
    df: Floats,
    level: float,
    rows: Ints,
    design: Design,
    numeric: bool,
) -> tuple[Floats, Floats, Ints]:
    """Student for means, logit for shares, exact where a share has no variance, a point for a census."""
    df = np.broadcast_to(df[:, None], value.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        fraction = sampled_fraction(moments, rows, design)
        if numeric:
            low, high = intervals.student(value, se, df, level)
            method = np.full(value.shape, Method.STUDENT, dtype=np.int64)
        else:
            low, high, method = _share_interval(moments, value, se, df, fraction, level)
    method = np.where(np.isfinite(low) & np.isfinite(high), method, Method.NONE)
    census = np.broadcast_to((fraction >= 1 - 1e-12)[:, None], value.shape) & np.isfinite(value)
    low, high = np.where(census, value, low), np.where(census, value, high)
    return low, high, np.where(census, Method.CENSUS, method)


def _share_interval(
    moments: Moments, value: Floats, se: Floats, df: Floats, fraction: Floats, level: float
) -> tuple[Floats, Floats, Ints]:
    low, high = intervals.logit(value, se, df, level)
    flat = (se <= 1e-12) | (value <= 0) | (value >= 1)
    method = np.where(flat, Method.EXACT, Method.LOGIT).astype(np.int64)
    if not flat.any():
        return low, high, method
    group = np.nonzero(flat)[0]
    n = moments.n[group].astype(np.float64)
    worth = intervals.effective_n(n, moments.kish[group], df[flat], level)
    low[flat], high[flat] = intervals.exact(value[flat], worth, fraction[group], level)
    return low, high, method
