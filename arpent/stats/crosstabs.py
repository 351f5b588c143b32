"""Does an answer depend on a group? The second-order Rao–Scott test of a table, and how strong the link is.

Rao & Scott (1984), *Annals of Statistics* 12:46–60, as R's `svychisq(statistic = "F")` computes it. Counting
heads as if they were drawn one by one finds links that are not there when people of one cluster resemble each
other: here Pearson's statistic is divided by what the design does to it.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from scipy import special

from arpent.stats.columns import Floats
from arpent.stats.errors import StatsError

EMPTY = 1e-14
"""A share below this is an empty cell: rounding, nobody."""


class Obstacle(IntEnum):
    """What keeps a table, or a difference, from being tested."""

    NONE = 0
    ONE_LINE = 1  # fewer than two rows or two columns hold anybody
    SPARSE = 2  # too many empty cells to tell rows from columns
    NO_CHANCE = 3  # nothing is left to chance, or no degree of freedom: one cluster a stratum, or a census
    NO_SPREAD = 4  # of two groups: everyone of each answered alike, so nothing says how answers differ


@dataclass(frozen=True, slots=True)
class Association:
    """The link between the rows and the columns of one table. NaN where it cannot be known.

    `f` follows Fisher's law with `ndf` and `ddf` degrees of freedom when there is no link, with probability
    `p` of one as large. `first_order` is the probability by the first-order correction (R's "Chisq").
    `v` is Cramér's V of the weighted table: 0 no link, 1 the one tells the other. `deff` is the mean design
    effect of the contrasts, for `n` answers. `empty_rows` and `empty_columns` were left out: nobody is there.
    """

    f: float
    ndf: float
    ddf: float
    p: float
    first_order: float
    v: float
    deff: float
    n: int
    empty_rows: tuple[int, ...] = ()
    empty_columns: tuple[int, ...] = ()
    obstacle: Obstacle = Obstacle.NONE


@dataclass(frozen=True, slots=True)
class Tested:
    """T tables of one shape: the fields of `Association` as arrays (T,)."""

    f: Floats
    ndf: Floats
    ddf: Floats
    p: Floats
    first_order: Floats
    v: Floats
    eigenvalue: Floats
    obstacle: npt.NDArray[np.int64]


def rao_scott(shares: npt.ArrayLike, covariance: npt.ArrayLike, *, df: float, n: int) -> Association:
    """Test one table. `shares` (R, C): the share of each cell, of everyone in the table: they add up to 1.

    `covariance` (R·C, R·C) is that of the shares, cells row by row; `df` the degrees of freedom of the design
    (clusters less strata); `n` the answers. Rows and columns that hold nobody are left out, and named.
    Raises StatsError S030 when the table and its covariance do not fit.
    """
    table = np.asarray(shares, dtype=np.float64)
    spread = np.asarray(covariance, dtype=np.float64)
    _check(table, spread)
    rows, columns = table.sum(axis=1) > EMPTY, table.sum(axis=0) > EMPTY
    kept = np.outer(rows, columns).ravel()
    found = rao_scott_each(
        table[np.ix_(rows, columns)][None], spread[np.ix_(kept, kept)][None], np.array([float(df)])
    )
    return association(found, 0, n, rows, columns)


def association(
    found: Tested, place: int, n: int, rows: npt.NDArray[np.bool_], columns: npt.NDArray[np.bool_]
) -> Association:
    """One of the tests as a result, with the rows and columns that were left out."""
    return Association(
        f=float(found.f[place]),
        ndf=float(found.ndf[place]),
        ddf=float(found.ddf[place]),
        p=float(found.p[place]),
        first_order=float(found.first_order[place]),
        v=float(found.v[place]),
        deff=float(found.eigenvalue[place]) * n,
        n=n,
        empty_rows=tuple(int(at) for at in np.flatnonzero(~rows)),
        empty_columns=tuple(int(at) for at in np.flatnonzero(~columns)),
        obstacle=Obstacle(int(found.obstacle[place])),
    )


def contrasts(rows: int, columns: int) -> Floats:
    """(R·C, (R−1)(C−1)): an orthonormal basis of what rows and columns apart do not explain."""
    return np.asarray(np.kron(helmert(rows), helmert(columns)), dtype=np.float64)


def helmert(size: int) -> Floats:
    """(size, size − 1): an orthonormal basis of what is orthogonal to ones."""
    basis = np.zeros((size, max(size - 1, 0)))
    for place in range(size - 1):
        basis[: place + 1, place] = 1
        basis[place + 1, place] = -(place + 1)
    return np.asarray(basis / np.sqrt((basis**2).sum(axis=0)), dtype=np.float64)


def rao_scott_each(shares: Floats, covariance: Floats, df: Floats) -> Tested:
    """Test T tables at once: `shares` (T, R, C) without empty rows or columns, `covariance` (T, RC, RC)."""
    inverse = inverses(shares)
    basis = contrasts(*shares.shape[1:])
    scored = inverse[:, :, None] * basis
    return decide(shares, scored.mT @ covariance @ scored, df)


def inverses(shares: Floats) -> Floats:
    """(T, R·C): one over each share, 0 for an empty cell."""
    flat = shares.reshape(shares.shape[0], -1)
    return np.divide(1, flat, out=np.zeros_like(flat), where=flat > EMPTY)


def decide(shares: Floats, numerator: Floats, df: Floats) -> Tested:
    """The tests of T tables, from the covariance (T, Q, Q) of their contrasts divided by the shares."""
    total, rows, columns = shares.shape
    size = (rows - 1) * (columns - 1)
    if min(rows, columns) < 2:
        nothing = np.full(total, np.nan)
        why = np.full(total, int(Obstacle.ONE_LINE))
        return Tested(nothing, nothing, nothing, nothing, nothing, nothing, nothing, why)
    link = _pearson(shares)
    sparse, delta = _design_effects(shares, numerator)
    trace = np.trace(delta, axis1=1, axis2=2)
    squared = np.einsum("tij,tji->t", delta, delta)
    still = ~(trace > EMPTY**2) | ~(df > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        f, ndf = link / trace, trace**2 / squared
        f, ndf = np.where(sparse | still, np.nan, f), np.where(sparse | still, np.nan, ndf)
    v = np.sqrt(link / min(rows - 1, columns - 1))
    return Tested(
        f,
        ndf,
        ndf * df,
        special.fdtrc(ndf, ndf * df, f),
        special.chdtrc(size, f * size),
        v,
        np.where(sparse, np.nan, trace) / size,
        np.where(sparse, Obstacle.SPARSE, np.where(still, Obstacle.NO_CHANCE, Obstacle.NONE)),
    )


def _pearson(shares: Floats) -> Floats:
    """(T,): Pearson's statistic for one answer: Σ (share − row·column)² / (row·column)."""
    expected = shares.sum(axis=2, keepdims=True) * shares.sum(axis=1, keepdims=True)
    return np.asarray(((shares - expected) ** 2 / expected).sum(axis=(1, 2)))


def _design_effects(shares: Floats, numerator: Floats) -> tuple[npt.NDArray[np.bool_], Floats]:
    """Which tables are too sparse, and (T, Q, Q): what the design does, over what drawing one by one would."""
    basis = contrasts(*shares.shape[1:])
    denominator = (basis * inverses(shares)[:, :, None]).mT @ basis
    sparse = (shares <= EMPTY).any(axis=(1, 2))
    sparse[sparse] = np.linalg.matrix_rank(denominator[sparse], hermitian=True) < basis.shape[1]
    denominator[sparse] = np.eye(basis.shape[1])
    return sparse, np.linalg.solve(denominator, numerator)


def _check(table: Floats, covariance: Floats) -> None:
    if table.ndim != 2 or covariance.shape != (table.size, table.size):
        raise StatsError(
            "S030",
            f"Tableau de {table.size} cases, covariance de {' × '.join(map(str, covariance.shape))} : "
            f"il en faut {table.size} × {table.size}. Donnez la covariance de chaque case, ligne par ligne.",
        )
    if not (np.all(table >= 0) and abs(table.sum() - 1) < 1e-6):
        raise StatsError(
            "S030",
            f"Tableau : les parts doivent être positives et faire 1 au total, pas {table.sum():g}. "
            "Divisez chaque case par le total.",
        )
