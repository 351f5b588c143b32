"""Where each item lies in the sums: items of one shape side by side, so that they are estimated together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from arpent.stats.columns import REASONS, Codes, Column


@dataclass(frozen=True, slots=True)
class Place:
    """The columns of one item: `start` among sums of weights, `counted` among counts, `order` among numbers."""

    count: int
    start: int
    counted: int
    order: int
    numeric: bool

    @property
    def width(self) -> int:
        """Columns of sums: one a code; for an amount Σw, Σwx and Σwx²."""
        return 3 if self.numeric else self.count


@dataclass(frozen=True, slots=True)
class Run:
    """Items of one shape: `names` side by side from `first`."""

    names: tuple[str, ...]
    first: Place


@dataclass(frozen=True, slots=True)
class Layout:
    """`counts`: by item, in the order in which they were asked, how many codes it has; 0 for an amount."""

    counts: Mapping[str, int]

    @classmethod
    def of(cls, items: Mapping[str, Column]) -> "Layout":
        return cls({name: item.count if isinstance(item, Codes) else 0 for name, item in items.items()})

    @property
    def summed(self) -> int:
        """How many columns of sums there are."""
        return sum(count or 3 for count in self.counts.values())

    @property
    def counted(self) -> int:
        """How many columns of counts there are: reasons first in each item."""
        return sum(REASONS + (count or 1) for count in self.counts.values())

    @property
    def numbers(self) -> int:
        return sum(count == 0 for count in self.counts.values())

    def places(self) -> dict[str, Place]:
        """By item, closed ones by number of codes, then amounts."""
        found, start, counted, order = {}, 0, 0, 0
        for name in sorted(self.counts, key=lambda name: (self.counts[name] == 0, self.counts[name])):
            count = self.counts[name]
            place = found[name] = Place(count or 1, start, counted, order, count == 0)
            start, counted, order = start + place.width, counted + REASONS + place.count, order + (count == 0)
        return found

    def runs(self) -> Iterator[Run]:
        """The items by shape."""
        shapes: dict[tuple[bool, int], list[str]] = {}
        places = self.places()
        for name, place in places.items():
            shapes.setdefault((place.numeric, place.count), []).append(name)
        for names in shapes.values():
            yield Run(tuple(names), places[names[0]])
