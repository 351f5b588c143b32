"""Designs: what a lonely stratum is collapsed with."""

import numpy as np
import pytest

from arpent.stats.design import neighbours


@pytest.mark.parametrize(
    ("units", "places"),
    [
        ([2, 3], [0, 1]),
        ([1, 3, 2], [0, 0, 1]),
        ([3, 1, 2], [0, 1, 1]),
        ([3, 2, 1], [0, 1, 1]),
        ([1, 1, 1], [0, 0, 0]),
        ([2, 1, 0, 4], [0, 1, 1, 1]),
        ([1], [0]),
    ],
)
def test_a_lonely_stratum_joins_the_next_that_answered_and_the_last_the_one_before(
    units: list[int], places: list[int]
) -> None:
    assert neighbours(np.array(units)).tolist() == places
