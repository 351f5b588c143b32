"""Adding up the rows of an array that belong together, and short lines of numbers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.stats.columns import Floats, Ints


@dataclass(frozen=True, slots=True)
class Grouped:
    """Rows sorted by what they belong to: `order` (M,), `starts` of each occupied place, `places`, of `size`."""

    order: Ints
    starts: Ints
    places: Ints
    size: int

    @classmethod
    def by(cls, place: Ints, size: int) -> "Grouped":
        order = np.argsort(place, kind="stable")
        places, starts = np.unique(place[order], return_index=True)
        return cls(order, starts, places, size)

    def total[T: (np.float64, np.int64)](self, values: npt.NDArray[T]) -> npt.NDArray[T]:
        """(size, …): the sum of the rows of `values` (M, …) of each place; 0 where there is none."""
        found = np.zeros((self.size, *values.shape[1:]), values.dtype)
        if self.places.size:
            found[self.places] = np.add.reduceat(self._sorted(values), self.starts, axis=0)
        return found

    def least(self, values: Floats) -> Floats:
        """(size, …): the smallest of each place; infinity where there is none."""
        found = np.full((self.size, *values.shape[1:]), np.inf)
        if self.places.size:
            found[self.places] = np.minimum.reduceat(self._sorted(values), self.starts, axis=0)
        return found

    def _sorted[T: (np.float64, np.int64)](self, values: npt.NDArray[T]) -> npt.NDArray[T]:
        if self.order.size == self.places.size and np.array_equal(self.order, np.arange(self.order.size)):
            return values
        return values[self.order]


def across[T: (np.float64, np.int64)](values: npt.NDArray[T]) -> npt.NDArray[T]:
    """(…,): the sum of `values` (…, K) over few K, added one by one: NumPy's sum is slow on short lines."""
    found = np.zeros(values.shape[:-1], values.dtype)
    for place in range(values.shape[-1]):
        found += values[..., place]
    return found
