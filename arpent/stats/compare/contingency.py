"""A cross-table of any sample, row by row: its test, and how strong the link is, with an interval."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from arpent.stats.columns import Floats
from arpent.stats.compare.answered import codes_of, inside_of
from arpent.stats.compare.comparison import Effect, Ground, Procedure, Size
from arpent.stats.crosstabs import Association, Obstacle, rao_scott
from arpent.stats.errors import StatsError
from arpent.stats.samples.linear import covariance, degrees_of_freedom
from arpent.stats.samples.sample import Sample


@dataclass(frozen=True, slots=True)
class Crossing:
    """The link between two questions. `shares` (R, C) of everyone in the table, `se` (R, C) of each.

    `statistic` follows Fisher's law with `ndf` and `df` degrees of freedom when there is no link. `effect` is
    Cramér's V. NaN where `obstacle` says why. `counts` (R, C) are rows, unweighted: for disclosure control,
    never for a reader.
    """

    statistic: float
    ndf: float
    df: float
    p: float
    level: float
    n: int
    missing: int
    method: Procedure
    effect: Effect
    deff: float
    shares: Floats
    se: Floats
    counts: npt.NDArray[np.int64]
    empty_rows: tuple[int, ...]
    empty_columns: tuple[int, ...]
    obstacle: Obstacle


def cross(
    rows: npt.ArrayLike,
    columns: npt.ArrayLike,
    *,
    sample: Sample,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Crossing:
    """Test whether two closed questions are linked, by Rao & Scott's second-order F.

    Codes (n,) are 0, 1, 2…, negative where there is no answer. The degrees of freedom of the design are those of
    the rows that answered both. Raises StatsError S003 for lengths, S061 when nobody answered both.
    """
    first = codes_of(rows, sample, "Lignes")
    second = codes_of(columns, sample, "Colonnes")
    kept = inside_of(domain, sample)
    inside = kept & (first >= 0) & (second >= 0)
    if not inside.any():
        raise StatsError("S061", "Tableau : personne n’a répondu aux deux questions. Choisissez-en d’autres.")
    shape = (int(first[inside].max()) + 1, int(second[inside].max()) + 1)
    cell = np.where(inside, first * shape[1] + second, -1)
    member = cell[:, None] == np.arange(shape[0] * shape[1])
    weights = np.where(inside, sample.weights, 0)
    shares = weights @ member / weights.sum()
    spread = covariance(np.where(inside[:, None], (member - shares) / weights.sum(), 0), sample)
    missing = int(np.count_nonzero(kept & ~inside))
    ground = Ground(sample, degrees_of_freedom(sample, inside), level, (int(inside.sum()),), missing)
    table = shares.reshape(shape)
    found = rao_scott(table, spread, df=ground.df, n=ground.n[0])
    se = np.sqrt(np.maximum(np.diag(spread), 0)).reshape(shape)
    return _crossing(found, ground, table, se, member.sum(axis=0).reshape(shape))


def _crossing(
    found: Association, ground: Ground, shares: Floats, se: Floats, counts: npt.NDArray[np.int64]
) -> Crossing:
    return Crossing(
        statistic=found.f,
        ndf=found.ndf,
        df=found.ddf,
        p=found.p,
        level=ground.level,
        n=found.n,
        missing=ground.missing,
        method=Procedure.CENSUS if ground.census else Procedure.RAO_SCOTT,
        effect=_strength(found, ground),
        deff=found.deff,
        shares=shares,
        se=se,
        counts=counts.astype(np.int64),
        empty_rows=found.empty_rows,
        empty_columns=found.empty_columns,
        obstacle=found.obstacle,
    )


def _strength(found: Association, ground: Ground) -> Effect:
    """Cramér's V and an interval of it, by inverting the noncentral F.

    Smithson (2003, *Confidence Intervals*) does so for Pearson's chi-square under simple random sampling. Under
    a design, F = X²/tr(Δ) is taken as noncentral with Rao and Scott's degrees of freedom, whose noncentrality λ
    stands for V² = V̂²/F · λ/ndf. An approximation: docs/methods/comparisons.md says how often it holds.
    """
    if ground.census:
        return Effect(Size.CRAMER_V, found.v, found.v, found.v)
    if found.obstacle is not Obstacle.NONE:
        return Effect(Size.CRAMER_V, found.v)
    tail = (1 - ground.level) / 2
    unit = found.v / np.sqrt(found.f * found.ndf) if found.f > 0 else 0.0
    low, high = (_noncentrality(found, share) for share in (1 - tail, tail))
    return Effect(Size.CRAMER_V, found.v, min(unit * np.sqrt(low), 1.0), min(unit * np.sqrt(high), 1.0))


def _noncentrality(found: Association, share: float) -> float:
    """The λ under which a share of all F is below the one found; 0 when none is as small."""
    if special.fdtr(found.ndf, found.ddf, found.f) <= share:
        return 0.0
    return float(special.ncfdtrinc(found.ndf, found.ddf, share, found.f))
