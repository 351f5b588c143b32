"""What moving counts costs beside hiding them, and what a reader finds behind them.

python -m benchmarks.moved_counts
"""

from collections.abc import Callable, Sequence

import numpy as np

from arpent.stats.disclosure import (
    Keys,
    Noise,
    Perturbed,
    Publication,
    Rules,
    behind,
    displaced,
    loss,
    perturb,
    round_to,
    suppress,
)
from tests.stats.disclosure.people import People

PUBLICATIONS, SMALL = 15, 11

type Way = Callable[[Publication, Sequence[Keys]], Perturbed]

WAYS: dict[str, Way] = {
    "round to base 5": round_to,
    "Noise(5, 3, 3)": lambda made, keys: perturb(made, keys, Noise(5, 3, 3)),
    "Noise(10, 9, 4)": lambda made, keys: perturb(made, keys, Noise(10, 9, 4)),
}


def measure(way: Way, crowds: Sequence[People]) -> str:
    small, found, narrow, shares = 0, 0, 0, []
    for people in crowds:
        made = people.publication
        printed = way(made, people.keys())
        cost, ends = displaced(made, printed), behind(made, printed)
        shares.append(cost.answers / cost.of_answers)
        for table, low, high in zip(made.tables, ends.low, ends.high, strict=True):
            few = (table.counts > 0) & (table.counts < SMALL)
            small, found = small + int(few.sum()), found + int((high - low == 0)[few].sum())
            narrow += int((high - low < 3)[few].sum())
    return f"{np.mean(shares):.1%} displaced, {found} of {small} small counts found, {narrow} within 3 values"


def main() -> None:
    crowds = [People.drawn(np.random.default_rng(seed)) for seed in range(PUBLICATIONS)]
    costs = [loss(each.publication, suppress(each.publication, Rules(SMALL, 33)).shown) for each in crowds]
    print(f"hide: {np.mean([cost.answers / cost.of_answers for cost in costs]):.1%} hidden")
    for name, way in WAYS.items():
        print(f"{name}: {measure(way, crowds)}")


if __name__ == "__main__":
    main()
