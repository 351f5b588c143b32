"""Tests whether answers depend on who gives them, on what is shown and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite, sqrt

import numpy as np

from arpent.analysis.codebook import CodedQuestion
from arpent.analysis.coding import NUMERIC
from arpent.analysis.counting import Breakdown
from arpent.analysis.everywhere import UNANSWERED, Reading
from arpent.analysis.figures import Dependence, Figure
from arpent.instrument.values import Kind, Texts, text_in
from arpent.stats import Design, Shown, Sums, crosstab, equality
from arpent.stats.columns import Ints
from arpent.stats.compare.multiplicity import holm
from arpent.stats.sums.sums import CellSums

LARGEST = 300
"""Contrasts of a table beyond which it is not tested: the time grows with their cube."""


@dataclass(frozen=True, slots=True)
class _Item:
    """What is tested at once: a question, or one of its choices, with the fate of each node."""

    name: str
    codes: int  # 0 for a number
    fate: Sequence[Shown]
    choice: str | None = None
    label: Texts | None = None

    @property
    def contrasts(self) -> int:
        """By group after the first."""
        return max(self.codes - 1, 1)


def dependences(
    question: CodedQuestion, reading: Reading, shown: Sequence[Shown], cells: Sequence[Sequence[Shown]]
) -> tuple[Dependence, ...]:
    """One test a breakdown, over its shown groups only: a hidden group tells nothing, not even through a p.

    Each choice of a question with several answers, or of a rank, is tested by itself, where `cells` show it.
    """
    found: list[Dependence] = []
    for item in _items(question, shown, cells):
        if item.fate[0] is Shown.YES:
            for place in range(len(reading.nodes.groupings)):
                found += _at(item, reading, place)
    return tuple(found)


def adjusted(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The same figures, each p adjusted for all their tests together (Holm 1979)."""
    together = [one.p for figure in figures for one in figure.dependences]
    fair = iter(holm(np.array(together)).tolist() if together else ())
    return tuple(
        replace(figure, dependences=tuple(replace(one, p=next(fair)) for one in figure.dependences))
        for figure in figures
    )


def _items(
    question: CodedQuestion, shown: Sequence[Shown], cells: Sequence[Sequence[Shown]]
) -> Iterator[_Item]:
    if question.kind is Kind.SELECT_ONE:
        yield _Item(question.columns[0], len(question.choices), shown)
    elif question.kind in NUMERIC:
        yield _Item(question.columns[0], 0, shown)
    elif question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
        codes = 2 if question.kind is Kind.SELECT_MULTIPLE else 0
        for name, choice, fate in zip(question.columns, question.choices, cells, strict=True):
            yield _Item(name, codes, fate, choice.name, choice.label)


def _at(item: _Item, reading: Reading, place: int) -> list[Dependence]:
    """The test of an item by a breakdown; none when it cannot be made."""
    offset, grouping = reading.nodes.offsets[place], reading.nodes.groupings[place]
    size = len(grouping.values)
    groups = np.array([group for group in range(size) if item.fate[offset + group] is Shown.YES], np.int64)
    if groups.size < 2 or (groups.size - 1) * item.contrasts > LARGEST:
        return []
    counted = reading.counted
    cells = counted.sums.cells[grouping.name]
    design = counted.plan.design
    chosen = design.within_clusters() if design.drawn and cells.each_in_one_cluster() else design
    sums = replace(counted.sums, cells={grouping.name: _only(cells, groups)})
    tested = (
        _table(item, sums, chosen, grouping, groups) if item.codes else _means(item, sums, chosen, grouping)
    )
    if tested is None:
        return []
    label = None if item.label is None else text_in(item.label, reading.edition, item.choice or "")
    return [
        replace(
            tested, by_label=_words(grouping, reading.edition), choice=item.choice, choice_label=label or ""
        )
    ]


def _table(item: _Item, sums: Sums, design: Design, grouping: Breakdown, groups: Ints) -> Dependence | None:
    found = crosstab(sums, design, item=item.name, by=grouping.name, unanswered=UNANSWERED)
    if not (isfinite(found.p) and isfinite(found.v)):
        return None
    sides = (
        groups.size - len(set(found.empty_rows) & set(groups.tolist())),
        item.codes - len(found.empty_columns),
    )
    w = found.v * sqrt(max(min(sides) - 1, 1))
    return Dependence(grouping.name, "", found.f, found.ndf, found.ddf, found.p, found.v, w, found.n)


def _means(item: _Item, sums: Sums, design: Design, grouping: Breakdown) -> Dependence | None:
    found = equality(sums, design, item=item.name, by=grouping.name, unanswered=UNANSWERED)
    if not (isfinite(found.p) and 0 <= found.eta2 < 1):
        return None
    size = sqrt(found.eta2 / (1 - found.eta2))
    return Dependence(
        grouping.name, "", found.f, found.ndf, found.ddf, found.p, None, size, found.n, eta2=found.eta2
    )


def _words(grouping: Breakdown, edition: str) -> str:
    return grouping.label if isinstance(grouping.label, str) else text_in(grouping.label, edition)


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
