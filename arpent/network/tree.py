"""The federation as branches, for pages that draw it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from arpent.network.models import Organisation
from arpent.network.rows import plain


@dataclass(frozen=True, slots=True)
class Branch:
    """A node and the branches under it, by name."""

    organisation: Organisation
    children: tuple["Branch", ...]


def grow(organisations: Iterable[Organisation]) -> tuple[Branch, ...]:
    """The branches that these nodes make; one whose parent is not among them stands at the top."""
    nodes = list(organisations)
    present = {node.pk for node in nodes}
    below: dict[int | None, list[Organisation]] = defaultdict(list)
    for node in sorted(nodes, key=lambda node: plain(node.name)):
        below[node.parent_id if node.parent_id in present else None].append(node)
    return _branches(None, below)


def _branches(parent: int | None, below: dict[int | None, list[Organisation]]) -> tuple[Branch, ...]:
    return tuple(Branch(node, _branches(node.pk, below)) for node in below.get(parent, []))
