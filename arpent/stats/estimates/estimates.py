"""From sums to estimates: shares and means, by group, with the variance that the design implies."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from arpent.stats import intervals
from arpent.stats.columns import REASONS, Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.estimates.moments import Moments
from arpent.stats.estimates.variance import Drawn, degrees_of_freedom, sampled_fraction, scores, variance
from arpent.stats.intervals import Method
from arpent.stats.samples.design import Design
from arpent.stats.sums.layout import Run
from arpent.stats.sums.sums import CellSums, Sums, Units


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

    @property
    def margin(self) -> float:
        """The margin of error: half the width of the interval."""
        return (self.high - self.low) / 2


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


def finish(
    sums: Sums,
    design: Design,
    *,
    by: Iterable[str] | None = None,
    level: float = 0.95,
    unanswered: tuple[int, ...] = (),
) -> Mapping[str, Mapping[str, Estimates]]:
    """Every estimate: by grouping, those named in `by` or all, then by item. Much faster than `estimate` item by
    item, for items of one shape are made together; takes and raises what it does."""
    drawn = Drawn.of(sums, design)
    found = {}
    for name in sums.cells if by is None else by:
        cells = sums.cells[name]
        made: dict[str, Estimates] = {}
        for run in cells.layout.runs():
            estimates = _estimates(cells, run, drawn, sums.units, level, unanswered)
            made |= zip(run.names, estimates, strict=True)
        found[name] = {item: made[item] for item in cells.items}
    return found


def estimate(
    sums: Sums,
    design: Design,
    *,
    item: str,
    by: str,
    level: float = 0.95,
    unanswered: tuple[int, ...] = (),
) -> Estimates:
    """Estimate one item by one grouping: shares of codes, or a mean in the unit of the question.

    The variance is that of a linearised ratio; standard errors are in the unit of the value. Degrees of freedom
    are those of R's `degf` on the group, or persons less strata when no cluster was left to chance. The design
    effect compares with a simple random sample with replacement of the same n.
    `unanswered` names the reasons (−1…) that mean that a person who should have answered did not: with them,
    a population is only known as far as its members answered this very question. R knows no such thing.
    Raises StatsError S012 for a lonely unit under `Lonely.FAIL`, S013 for a population below its sample,
    S014 for a level outside 0–1.
    """
    cells = sums.cells[by]
    run = Run((item,), cells.layout.places()[item])
    return next(_estimates(cells, run, Drawn.of(sums, design), sums.units, level, unanswered))


def _estimates(
    cells: CellSums, run: Run, drawn: Drawn, units: Units, level: float, unanswered: tuple[int, ...]
) -> Iterator[Estimates]:
    """The estimates of items of one shape, made together."""
    if not 0 < level < 1:
        raise StatsError("S014", f"Niveau de confiance {level} : il faut un nombre entre 0 et 1, comme 0,95.")
    moments = Moments.of(cells, run, unanswered)
    se = np.sqrt(variance(scores(moments, drawn, units), drawn, cells.groups))
    se = np.where(np.isfinite(moments.value), se, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.maximum(moments.squares / moments.weight[..., None] - moments.value**2, 0)
        deff = se**2 / (spread / (moments.n[..., None] - 1))
        fraction = sampled_fraction(moments, drawn, cells.calibrated)
    df = degrees_of_freedom(moments, drawn, cells.calibrated)
    low, high, method = _interval(moments, se, df, fraction, level, run.first.numeric)
    for at in range(len(run.names)):
        counts = moments.counts[:, at]
        yield Estimates(
            moments.value[:, at],
            low[:, at],
            high[:, at],
            level,
            moments.n[:, at],
            counts[:, REASONS - 1 :: -1],
            method[:, at],
            se[:, at],
            df[:, at],
            deff[:, at],
            counts[:, REASONS:],
        )


def _interval(
    moments: Moments, se: Floats, df: Floats, fraction: Floats, level: float, numeric: bool
) -> tuple[Floats, Floats, Ints]:
    """Student for means, logit for shares, exact where a share has no variance, a point for a census."""
    value = moments.value
    df = np.broadcast_to(df[..., None], value.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        if numeric:
            low, high = intervals.student(value, se, df, level)
            method = np.full(value.shape, Method.STUDENT, dtype=np.int64)
        else:
            low, high, method = _share_interval(moments, se, df, fraction, level)
    method = np.where(np.isfinite(low) & np.isfinite(high), method, Method.NONE)
    census = np.broadcast_to((fraction >= 1 - 1e-12)[..., None], value.shape) & np.isfinite(value)
    low, high = np.where(census, value, low), np.where(census, value, high)
    return low, high, np.where(census, Method.CENSUS, method)


def _share_interval(
    moments: Moments, se: Floats, df: Floats, fraction: Floats, level: float
) -> tuple[Floats, Floats, Ints]:
    value = moments.value
    low, high = intervals.logit(value, se, df, level)
    flat = (se <= 1e-12) | (value <= 0) | (value >= 1)
    method = np.where(flat, Method.EXACT, Method.LOGIT).astype(np.int64)
    if not flat.any():
        return low, high, method
    place = np.nonzero(flat)[:2]
    n = moments.n[place].astype(np.float64)
    worth = intervals.effective_n(n, moments.kish[place], df[flat], level)
    low[flat], high[flat] = intervals.exact(value[flat], worth, fraction[place], level)
    return low, high, method
