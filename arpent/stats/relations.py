"""Which groups lie inside which: what both protection and its attacker know."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """Groups side by side inside one group. Persons of `whole` may be in none of the parts."""

    whole: int
    parts: tuple[int, ...]


def is_a_tree(relations: Sequence[Relation]) -> bool:
    """Whether each group lies directly in one other at most: then subtractions do not combine."""
    parents = Counter(part for relation in relations for part in relation.parts)
    return all(count == 1 for count in parents.values())


def without_cycles(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The same relations, less those that say again, the other way round, that two groups are the same."""
    inside: dict[int, set[int]] = {}
    kept = []
    for relation in relations:
        if not any(_reaches(part, relation.whole, inside) for part in relation.parts):
            inside.setdefault(relation.whole, set()).update(relation.parts)
            kept.append(relation)
    return tuple(kept)


def _reaches(start: int, end: int, inside: Mapping[int, set[int]]) -> bool:
    """Whether `end` lies inside `start`, at any depth."""
    waiting, seen = [start], {start}
    while waiting:
        group = waiting.pop()
        if group == end:
            return True
        new = inside.get(group, set()) - seen
        seen |= new
        waiting += new
    return False
