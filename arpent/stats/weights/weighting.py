"""Weights fitted to what is known of a population, and what the fit did to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.samples.sample import Calibration, Sample

FAR = 5.0
"""A weight beyond five times the median, or below a fifth of it, is pointed out as extreme."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A known breakdown of the population: `codes` (n,) in 0…K−1, `totals` (K,) people in each category.

    `name` and `labels` are said in refusals. Totals are counts, never percentages: a sample is smaller.
    """

    name: str
    codes: Ints
    totals: Floats
    labels: tuple[str, ...] = ()

    def label(self, category: int) -> str:
        """« Âge », 30 à 39 ans; the number of a category without a label."""
        return f"« {self.name} », {self.labels[category] if self.labels else f'catégorie {category}'}"


@dataclass(frozen=True, slots=True)
class Spread:
    """How unequal weights are. `deff` is Kish's 1 + cv²; `extreme` counts weights beyond `FAR` × the median."""

    smallest: float
    largest: float
    deff: float
    extreme: int

    @classmethod
    def of(cls, weights: Floats) -> "Spread":
        middle = float(np.median(weights))
        far = int(np.count_nonzero((weights > FAR * middle) | (weights < middle / FAR)))
        deff = float(weights.size * np.sum(weights**2) / weights.sum() ** 2)
        return cls(float(weights.min()), float(weights.max()), deff, far)


@dataclass(frozen=True, slots=True)
class Weighting:
    """Fitted `weights` (n,), what they were fitted to, and how that went.

    `gap` is the largest distance left between a fitted total and the known one, relative to the known one.
    `before` and `after` compare the weights; new over base goes from `smallest_factor` to `largest_factor`.
    """

    weights: Floats
    calibration: Calibration
    iterations: int
    gap: float
    before: Spread
    after: Spread
    smallest_factor: float
    largest_factor: float

    def on(self, sample: Sample) -> Sample:
        """The same sample under these weights, with standard errors that know what they were fitted to.

        Replicate weights must be fitted one by one: `replicates.refit`. Raises StatsError S052 otherwise, and
        when the sample was fitted before: one fit would be forgotten.
        """
        known = sample.calibration
        if known is not None and not np.array_equal(known.base, self.calibration.base):
            raise StatsError(
                "S052",
                "Calage : cet échantillon est déjà calé, sur d’autres poids de départ. "
                "Partez des poids du tirage, avec toutes les marges à la fois.",
            )
        if sample.replicates is not None:
            raise StatsError(
                "S052",
                "Calage : cet échantillon a des poids répliqués, qui se calent un par un. Appelez « refit ».",
            )
        return replace(sample, weights=self.weights, calibration=self.calibration)


def weighting(
    base: Floats, cells: Ints, margins: Floats, factors: Floats, fit: tuple[int, float]
) -> Weighting:
    """The result of a fit by cell: `cells` (n,), `margins` (C, p), `factors` (C,), `fit` iterations and gap."""
    weights = base * factors[cells]
    return Weighting(
        weights,
        Calibration(cells, margins, base, factors),
        *fit,
        Spread.of(base),
        Spread.of(weights),
        float(factors.min()),
        float(factors.max()),
    )


def occupied(codes: Sequence[Ints] | npt.NDArray[np.generic]) -> tuple[Ints, Ints]:
    """Number the combinations of columns that occur: the cell of each row (n,), the first row of each cell."""
    cell = np.zeros(len(codes[0]), np.int64)
    first = np.zeros(1, np.int64)
    for column in codes:
        values = np.unique(column, return_inverse=True)[1]
        keys = cell * (int(values.max(initial=0)) + 1) + values
        _, first, cell = np.unique(keys, return_index=True, return_inverse=True)
    return cell.astype(np.int64), first.astype(np.int64)


def indicators(margins: Sequence[Margin], first: Ints) -> Floats:
    """(C, ΣK): 1 where a cell, known by its first row, is in a category."""
    blocks = [np.eye(margin.totals.size)[margin.codes[first]] for margin in margins]
    return np.concatenate(blocks, axis=1)


def amount(value: float) -> str:
    """12 345,5: a number in a refusal."""
    return f"{value:,.10g}".replace(",", "\u202f").replace(".", ",")
