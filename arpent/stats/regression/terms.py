"""What an answer may depend on: numbers and groups, as the columns of a regression."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Codes, Floats
from arpent.stats.compare.answered import column
from arpent.stats.errors import StatsError
from arpent.stats.samples.linearised import Bools
from arpent.stats.samples.sample import Sample

INTERCEPT = "intercept"


@dataclass(frozen=True, slots=True)
class Predictors:
    """`matrix` (n, k), a row a person; `names` and `terms` (k,): a group's columns share its term.

    `inside` (n,) are the rows that have every number and every code; other rows of `matrix` hold zeros.
    """

    matrix: Floats
    names: tuple[str, ...]
    terms: tuple[str, ...]
    inside: Bools


def predictors(given: Mapping[str, npt.ArrayLike | Codes], sample: Sample) -> Predictors:
    """A number is a column; `Codes` are one column for each code but 0, the reference, named `term=code`.

    Raises StatsError S003 and S005 for columns, S067 for a code that nobody has.
    """
    inside = np.ones(sample.n, dtype=np.bool_)
    columns: list[Floats] = []
    names: list[str] = []
    terms: list[str] = []
    for term, values in given.items():
        found = column(values.codes if isinstance(values, Codes) else values, sample, term)
        if isinstance(values, Codes):
            inside &= found >= 0
            new = [(f"{term}={code}", (found == code).astype(np.float64)) for code in range(1, values.count)]
        else:
            inside &= ~np.isnan(found)
            new = [(term, found)]
        names += [name for name, _ in new]
        columns += [numbers for _, numbers in new]
        terms += [term] * len(new)
    matrix = np.column_stack(columns) if columns else np.zeros((sample.n, 0))
    return Predictors(np.where(inside[:, None], matrix, 0), tuple(names), tuple(terms), inside)


def check_columns(found: Predictors, inside: Bools) -> None:
    """Refuse columns that say nothing, or that others already say. Raises StatsError S067 and S068."""
    rows = found.matrix[inside]
    still = [name for name, numbers in zip(found.names, rows.T, strict=True) if np.ptp(numbers) == 0]
    if still:
        raise StatsError(
            "S067",
            f"« {still[0]} » : la même valeur pour toutes les personnes retenues. Retirez-la, ou regroupez ses "
            "modalités.",
        )
    repeated = _repeated(rows, found.names)
    if repeated:
        others = ", ".join(f"« {name} »" for name in repeated[1])
        raise StatsError(
            "S068", f"« {repeated[0]} » se déduit exactement de {others}. Retirez l’une de ces colonnes."
        )


def _repeated(rows: Floats, names: tuple[str, ...]) -> tuple[str, list[str]] | None:
    """The first column that the ones before it give, and those it is made of."""
    centred = rows - rows.mean(axis=0)
    centred = centred / np.sqrt((centred**2).sum(axis=0))
    r = np.linalg.qr(centred, mode="r")
    alone = np.flatnonzero(np.abs(np.diag(r)) < 1e-9) if r.size else np.zeros(0, np.int64)
    places = alone if r.shape[0] == r.shape[1] else np.arange(r.shape[0], r.shape[1])
    if not places.size:
        return None
    first = int(places[0])
    slopes = np.linalg.solve(r[:first, :first], r[:first, first])
    return names[first], [names[at] for at in np.flatnonzero(np.abs(slopes) > 1e-7)]
