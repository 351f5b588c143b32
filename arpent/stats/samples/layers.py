"""Stages of drawing, numbered: each row's unit, each unit's stratum, and how many were drawn of how many."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.samples.design import CERTAIN, joined


@dataclass(frozen=True, slots=True)
class Layer:
    """One stage over n rows, U units and H strata, each stratum inside one unit of the stage above.

    `unit` (n,); by unit (U,): `stratum`; by stratum (H,): `name` as given, `drawn` units, `fraction` drawn of
    those that exist (0: unknown), `carried` the fraction drawn by the stages above, 1 at the first.
    """

    number: int
    unit: Ints
    stratum: Ints
    name: Ints
    parent: Ints
    drawn: Ints
    fraction: Floats
    carried: Floats

    @property
    def alone(self) -> npt.NDArray[np.bool_]:
        """(H,): strata whose single unit was left to chance."""
        return np.asarray((self.drawn == 1) & (self.fraction < 1 - CERTAIN), dtype=np.bool_)

    def totals(self, values: Floats) -> Floats:
        """(U, q): the sums of `values` (n, q) by unit."""
        sums = [np.bincount(self.unit, column, self.stratum.size) for column in values.T]
        return np.stack(sums, axis=1)


def layer(number: int, strata: Ints, units: Ints, populations: Floats, above: Layer | None) -> Layer:
    """Number one stage inside the one above. Raises StatsError S013, S040, S041."""
    parents = np.zeros(strata.size, np.int64) if above is None else above.unit
    stratum_of_row, first = _numbered(parents, strata)
    unit, row = _numbered(stratum_of_row, units)
    stratum = stratum_of_row[row]
    if above is None:
        _refuse_straddling(units[row], strata[row])
    drawn = np.bincount(stratum, minlength=first.size).astype(np.int64)
    _check_populations(number, populations, stratum_of_row, populations[first], strata[first], drawn)
    carried = np.ones(first.size)
    if above is not None:
        over = above.stratum[above.unit[first]]
        carried = above.carried[over] * above.fraction[over]
    return Layer(
        number,
        unit,
        stratum,
        strata[first],
        parents[first],
        drawn,
        drawn / populations[first],
        carried,
    )


def collapse(layer: Layer) -> Layer:
    """The same stage with its lonely strata read as one with the next, in the order of their labels.

    Inside the unit of the stage above, strata drawn whole left aside. A stratum that is its whole unit stays.
    """
    with np.errstate(divide="ignore"):
        exist = layer.drawn / layer.fraction
    group = np.arange(layer.drawn.size, dtype=np.int64)
    for parent in np.unique(layer.parent[layer.alone]):
        inside = np.flatnonzero(layer.parent == parent)
        group[inside] = inside[joined(layer.drawn[inside], exist[inside])]
    _, first, place = np.unique(group, return_index=True, return_inverse=True)
    existing = np.bincount(place, exist)
    drawn = np.bincount(place, layer.drawn).astype(np.int64)
    return Layer(
        layer.number,
        layer.unit,
        place[layer.stratum].astype(np.int64),
        layer.name[first],
        layer.parent[first],
        drawn,
        drawn / existing,
        layer.carried[first],
    )


def _numbered(outer: Ints, inner: Ints) -> tuple[Ints, Ints]:
    """Number the pairs that occur, 0…K−1: the number of each row (n,), and the first row of each pair (K,)."""
    inside = np.unique(inner, return_inverse=True)[1]
    keys = outer * (int(inside.max(initial=0)) + 1) + inside
    _, first, number = np.unique(keys, return_index=True, return_inverse=True)
    return number.astype(np.int64), first.astype(np.int64)


def _refuse_straddling(units: Ints, strata: Ints) -> None:
    values, counts = np.unique(units, return_counts=True)
    if np.any(counts > 1):
        unit = int(values[counts > 1][0])
        inside = ", ".join(str(stratum) for stratum in strata[units == unit][:3])
        raise StatsError(
            "S040",
            f"Plan : la grappe {unit} est dans plusieurs strates ({inside}). "
            "Donnez un numéro différent à chaque grappe, ou corrigez sa strate.",
        )


def _check_populations(
    number: int, populations: Floats, stratum: Ints, first: Floats, names: Ints, drawn: Ints
) -> None:
    if not np.all(populations == first[stratum]):
        at = int(stratum[populations != first[stratum]][0])
        raise StatsError(
            "S041",
            f"Étage {number}, strate {names[at]} : plusieurs effectifs pour une seule population. "
            "Donnez le même à toutes ses lignes.",
        )
    small = np.flatnonzero(drawn > first)
    if small.size:
        at = int(small[0])
        raise StatsError(
            "S013",
            f"Étage {number}, strate {names[at]} : {drawn[at]} unités ont répondu sur {first[at]:g} existantes. "
            "Corrigez ce nombre, ou déclarez-le inconnu.",
        )
