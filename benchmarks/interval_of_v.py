"""How often the interval of Cramér's V holds the true one: `python -m benchmarks.interval_of_v`.

Clusters differ in who is in each group and in how they answer; the true V is that of 6,000 clusters.
"""

import numpy as np

from arpent.stats import compare
from arpent.stats.columns import Floats, Ints
from arpent.stats.crosstabs import Obstacle
from arpent.stats.samples.sample import one_stage

SAMPLES = 500
LINKS = (0.0, 0.15, 0.4, 0.8)
CLUSTERS = ((30, 10, 0.5), (12, 20, 0.5), (60, 8, 0.0))


def draw(rng: np.random.Generator, link: float, clusters: int, size: int, spread: float) -> tuple[Ints, Ints]:
    """Groups and answers of `clusters` × `size` persons, cluster by cluster."""
    share = np.clip(0.4 + 0.2 * spread * rng.normal(size=clusters), 0.05, 0.95)
    groups = (rng.random((clusters, size)) < share[:, None]).astype(int)
    base = np.array([0, 0.2, -0.3]) + spread * rng.normal(size=(clusters, 1, 3))
    odds = np.exp(base + link * groups[:, :, None] * np.array([-1, 0, 1]))
    until = np.cumsum(odds / odds.sum(axis=2, keepdims=True), axis=2)
    answers = (rng.random((clusters, size, 1)) > until).sum(axis=2)
    return groups.ravel(), answers.ravel()


def strength(groups: Ints, answers: Ints) -> float:
    table: Floats = np.histogram2d(groups, answers, bins=(2, 3))[0] / groups.size
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    return float(np.sqrt(((table - expected) ** 2 / expected).sum()))


def main() -> None:
    rng = np.random.default_rng(7)
    for link in LINKS:
        for clusters, size, spread in CLUSTERS:
            true = strength(*draw(rng, link, 6000, size, spread))
            units = np.repeat(np.arange(clusters), size)
            drawn = one_stage(np.ones(units.size), units=units)
            made = [
                compare.cross(*draw(rng, link, clusters, size, spread), sample=drawn) for _ in range(SAMPLES)
            ]
            found = [one.effect for one in made if one.obstacle is Obstacle.NONE]
            held = np.mean([one.low <= true <= one.high for one in found])
            print(f"{clusters} clusters of {size}: V = {true:.3f}, held {held:.1%} of {len(found)}")


if __name__ == "__main__":
    main()
