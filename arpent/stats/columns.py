"""What estimates are made from: a batch of rows, each question as an array of small codes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.stats.errors import StatsError

type Floats = npt.NDArray[np.float64]
type Ints = npt.NDArray[np.int64]
type Bools = npt.NDArray[np.bool_]
type SmallInts = npt.NDArray[np.signedinteger]

REASONS = 6
"""How many reasons for the absence of an answer are told apart: codes −1 to −REASONS."""


@dataclass(frozen=True, slots=True)
class Codes:
    """A closed question, or a breakdown: `codes[i]` in 0…count−1, or −1…−REASONS when row i has none.

    Shape (n,). A breakdown's rows with a negative code belong to no group, and still to the design.
    """

    codes: SmallInts
    count: int


@dataclass(frozen=True, slots=True)
class Amounts:
    """A numeric question: `values[i]` in the question's unit where `codes[i]` is 0; a reason elsewhere.

    Shapes (n,) and (n,). What `values` holds beside a reason is never read.
    """

    values: Floats
    codes: SmallInts


type Column = Codes | Amounts


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a survey: everything `partial` needs, and nothing of the design but each row's cluster.

    `clusters` (n,) indexes the design's clusters; `weights` (n,) are positive; `items` and `groupings`
    hold arrays of the same length. Put a grouping whose codes are all 0 to estimate for everyone.
    `calibration` is each row's calibration cell, 0…count−1: rows whose weights were fitted alike.
    """

    clusters: SmallInts
    weights: Floats
    items: Mapping[str, Column]
    groupings: Mapping[str, Codes]
    calibration: Codes | None = None


def everyone(rows: int) -> Codes:
    """The grouping that holds each of the rows in one group."""
    return Codes(np.zeros(rows, dtype=np.int8), 1)


def check(batch: Batch) -> None:
    """Refuse a batch that cannot be summed. Raises StatsError S001 to S005."""
    if batch.weights.shape != batch.clusters.shape:
        raise StatsError(
            "S003",
            f"Poids : {batch.weights.size} valeurs pour {batch.clusters.size} lignes. Donnez-en une par ligne.",
        )
    if not np.all(np.isfinite(batch.weights) & (batch.weights > 0)):
        bad = int(np.count_nonzero(~(np.isfinite(batch.weights) & (batch.weights > 0))))
        raise StatsError(
            "S001",
            f"Poids : {bad} valeurs nulles, négatives ou absentes. Retirez ces lignes ou corrigez leur poids.",
        )
    if batch.clusters.size and batch.clusters.min() < 0:
        raise StatsError("S002", "Grappes : une ligne n’appartient à aucune grappe. Donnez-lui la sienne.")
    for name, column in (*batch.items.items(), *batch.groupings.items()):
        _check_column(name, column, batch.clusters.size)
    if batch.calibration is not None:
        _check_column("calage", batch.calibration, batch.clusters.size)
        if batch.calibration.codes.min(initial=0) < 0:
            raise StatsError("S031", "Calage : une ligne n’a pas de case de calage. Donnez-lui la sienne.")


def _check_column(name: str, column: Column, rows: int) -> None:
    values = column.values if isinstance(column, Amounts) else column.codes
    if column.codes.shape != (rows,) or values.shape != (rows,):
        raise StatsError(
            "S003", f"« {name} » : {column.codes.size} valeurs pour {rows} lignes. Donnez-en une par ligne."
        )
    count = column.count if isinstance(column, Codes) else 1
    if rows and not (column.codes.min() >= -REASONS and column.codes.max() < count):
        raise StatsError(
            "S004",
            f"« {name} » : un code sort de −{REASONS}…{count - 1}. Corrigez le dictionnaire des codes.",
        )
    if isinstance(column, Amounts) and not np.all(np.isfinite(column.values[column.codes >= 0])):
        raise StatsError("S005", f"« {name} » : un nombre infini ou absent sans raison. Codez la raison.")
