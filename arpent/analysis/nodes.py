"""Every group a figure may show, in one list, and which lie inside which: what protection reasons on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from arpent.analysis.counting import EVERYONE, Breakdown
from arpent.stats.columns import Ints
from arpent.stats.disclosure import Relation

type Within = Mapping[tuple[int, int], Ints]
"""(finer, coarser) breakdowns → for each group of the finer, the one of the coarser that holds it all, or −1."""


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

    @property
    def lines(self) -> tuple[str, ...]:
        """A name for each node, the same from one freeze to the next: « », « region=12 »…"""
        values = [f"{grouping.name}={value}" for grouping in self.groupings for value in grouping.values]
        return (EVERYONE, *values)


def lay_out(groupings: Sequence[Breakdown], atoms: Ints) -> Nodes:
    """Number the groups and relate them, from the combinations of groups (A, groupings) that people are in.

    A breakdown nested in others (associations in regions) is related to those; any other, to everyone. And a
    single group that lies inside one of another breakdown is related to it.
    """
    sizes = [len(grouping.values) for grouping in groupings]
    offsets = tuple(1 + sum(sizes[:place]) for place in range(len(sizes)))
    within = {
        (finer, coarser): _within(atoms[:, finer], atoms[:, coarser], sizes[finer])
        for finer, coarser in permutations(range(len(sizes)), 2)
    }
    relations: list[Relation] = []
    for finer, (offset, size) in enumerate(zip(offsets, sizes, strict=True)):
        if not any(_nested(finer, coarser, within, atoms) for coarser in range(len(sizes))):
            relations.append(Relation(0, tuple(range(offset, offset + size))))
    for (finer, coarser), found in within.items():
        whole = _nested(finer, coarser, within, atoms)
        if whole:
            relations += _related(found, offsets[finer], offsets[coarser], together=True)
        elif not _nested(coarser, finer, within, atoms):
            once = found if coarser < finer else _without_twins(found, within[coarser, finer])
            relations += _related(once, offsets[finer], offsets[coarser], together=False)
    return Nodes(tuple(groupings), offsets, 1 + sum(sizes), tuple(relations))


def _within(finer: Ints, coarser: Ints, size: int) -> Ints:
    """For each group of `finer`, the group of `coarser` where all its people are, or −1."""
    low, high = np.full(size, np.iinfo(np.int64).max), np.full(size, -1)
    grouped = finer >= 0
    np.minimum.at(low, finer[grouped], coarser[grouped])
    np.maximum.at(high, finer[grouped], coarser[grouped])
    return np.where(low == high, high, -1)


def _nested(finer: int, coarser: int, within: Within, atoms: Ints) -> bool:
    """Whether each group of one lies inside a group of the other. Of two twins, the first is the coarser."""
    if finer == coarser or not _all_inside(finer, coarser, within, atoms):
        return False
    return coarser < finer or not _all_inside(coarser, finer, within, atoms)


def _all_inside(finer: int, coarser: int, within: Within, atoms: Ints) -> bool:
    occupied = np.unique(atoms[atoms[:, finer] >= 0, finer])
    return bool(np.all(within[finer, coarser][occupied] >= 0))


def _without_twins(found: Ints, back: Ints) -> Ints:
    """The same, less the groups that are one and the same in both breakdowns: those are related the other way."""
    twins = (found >= 0) & (back[found] == np.arange(found.size))
    return np.where(twins, -1, found)


def _related(found: Ints, parts: int, wholes: int, *, together: bool) -> list[Relation]:
    """One relation a whole when its parts divide it, one a part when they only happen to be inside."""
    inside = [(wholes + int(found[part]), parts + int(part)) for part in np.flatnonzero(found >= 0)]
    if not together:
        return [Relation(whole, (part,)) for whole, part in inside]
    return [
        Relation(whole, tuple(part for above, part in inside if above == whole))
        for whole in sorted({whole for whole, _ in inside})
    ]
