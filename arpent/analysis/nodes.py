"""Every group a figure may show, in one list, and which lie inside which: what protection reasons on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from arpent.analysis.counting import EVERYONE, Breakdown
from arpent.stats import Relation
from arpent.stats.columns import Ints


@dataclass(frozen=True, slots=True)
class Nodes:
    """Node 0 is everyone; then the groups of each breakdown, in order, from its `offsets` on."""

    groupings: tuple[Breakdown, ...]
    offsets: tuple[int, ...]
    size: int
    relations: tuple[Relation, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The groupings in the order of the nodes, everyone first."""
        return (EVERYONE, *(grouping.name for grouping in self.groupings))


def lay_out(groupings: Sequence[Breakdown], inside: Mapping[tuple[str, str], Ints | None]) -> Nodes:
    """Number the groups and relate them: a breakdown nested in another is related to that one."""
    sizes = [len(grouping.values) for grouping in groupings]
    offsets = [1 + sum(sizes[:place]) for place in range(len(sizes))]
    at = {grouping.name: offset for grouping, offset in zip(groupings, offsets, strict=True)}
    relations: list[Relation] = []
    for grouping, offset, size in zip(groupings, offsets, sizes, strict=True):
        parents = _parents(grouping, groupings, inside)
        if not parents:
            relations.append(Relation(0, tuple(range(offset, offset + size))))
        for parent in parents:
            relations += _under(at[parent.name], offset, inside[grouping.name, parent.name])
    return Nodes(tuple(groupings), tuple(offsets), 1 + sum(sizes), tuple(relations))


def _parents(
    grouping: Breakdown, groupings: Sequence[Breakdown], inside: Mapping[tuple[str, str], Ints | None]
) -> list[Breakdown]:
    """The breakdowns it is nested in. Of two that are nested in each other, the first is the parent."""
    place = {other.name: rank for rank, other in enumerate(groupings)}
    found = []
    for other in groupings:
        if other is grouping or inside[grouping.name, other.name] is None:
            continue
        alike = inside[other.name, grouping.name] is not None
        if not alike or place[other.name] < place[grouping.name]:
            found.append(other)
    return found


def _under(parents: int, parts: int, within: Ints | None) -> list[Relation]:
    if within is None:
        return []
    return [
        Relation(parents + int(parent), tuple(int(part) + parts for part in np.flatnonzero(within == parent)))
        for parent in np.unique(within[within >= 0])
    ]
