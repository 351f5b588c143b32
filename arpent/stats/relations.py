"""Which groups lie inside which: what both protection and its attacker know."""

from collections import Counter
from collections.abc import Sequence
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
