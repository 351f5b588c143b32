"""Tests whether answers depend on who gives them, on what is shown and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite, sqrt

import numpy as np

from arpent.analysis.codebook import CodedQuestion
from arpent.analysis.everywhere import UNANSWERED, Reading
from arpent.analysis.figures import Dependence, Figure
from arpent.instrument.values import Kind, text_in
from arpent.stats import Shown, crosstab
from arpent.stats.columns import Ints
from arpent.stats.compare.multiplicity import holm
from arpent.stats.sums.sums import CellSums

LARGEST = 300
"""Contrasts of a table beyond which it is not tested: the time grows with their cube."""


def dependences(question: CodedQuestion, reading: Reading, shown: Sequence[Shown]) -> tuple[Dependence, ...]:
    """One test a breakdown, over its shown groups only: a hidden group tells nothing, not even through a p."""
    if question.kind is not Kind.SELECT_ONE or shown[0] is not Shown.YES:
        return ()
    found = []
    for place, (offset, grouping) in enumerate(
        zip(reading.nodes.offsets, reading.nodes.groupings, strict=True)
    ):
        size = len(grouping.values)
        groups = np.array([group for group in range(size) if shown[offset + group] is Shown.YES], np.int64)
        if groups.size > 1 and (groups.size - 1) * (len(question.choices) - 1) <= LARGEST:
            found += _tested(question, reading, place, groups)
    return tuple(found)


def adjusted(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The same figures, each p adjusted for all their tests together (Holm 1979)."""
    together = [one.p for figure in figures for one in figure.dependences]
    fair = iter(holm(np.array(together)).tolist() if together else ())
    return tuple(
        replace(figure, dependences=tuple(replace(one, p=next(fair)) for one in figure.dependences))
        for figure in figures
    )


def _tested(question: CodedQuestion, reading: Reading, place: int, groups: Ints) -> list[Dependence]:
    grouping, counted = reading.nodes.groupings[place], reading.counted
    cells = counted.sums.cells[grouping.name]
    design = counted.plan.design
    chosen = design.within_clusters() if design.drawn and cells.each_in_one_cluster() else design
    sums = replace(counted.sums, cells={grouping.name: _only(cells, groups)})
    found = crosstab(sums, chosen, item=question.columns[0], by=grouping.name, unanswered=UNANSWERED)
    if not (isfinite(found.p) and isfinite(found.v)):
        return []
    sides = (
        groups.size - len(set(found.empty_rows) & set(groups.tolist())),
        _held(question, found.empty_columns),
    )
    label = grouping.label if isinstance(grouping.label, str) else text_in(grouping.label, reading.edition)
    w = found.v * sqrt(max(min(sides) - 1, 1))
    return [Dependence(grouping.name, label, found.f, found.ndf, found.ddf, found.p, found.v, w, found.n)]


def _held(question: CodedQuestion, empty: Sequence[int]) -> int:
    return len(question.choices) - len(empty)


def _only(cells: CellSums, groups: Ints) -> CellSums:
    """The sums of some groups. The others stay in the design, outside the domain."""
    kept = np.isin(cells.group, groups)
    return replace(
        cells,
        keys=cells.keys[kept],
        first=cells.first[kept],
        second=cells.second[kept],
        counts=cells.counts[kept],
        extremes=cells.extremes[kept],
    )
