"""One item estimated at every node: for everyone and in each group of each breakdown. Not protected."""

from dataclasses import dataclass

import numpy as np

from arpent.analysis.codebook import REASON_CODES, Codebook
from arpent.analysis.counting import Count
from arpent.analysis.nodes import Nodes
from arpent.instrument.values import Missing
from arpent.stats import Estimates, estimate
from arpent.stats.columns import Floats, Ints
from arpent.stats.disclosure import Rules

UNANSWERED = tuple(
    REASON_CODES[reason] for reason in (Missing.NO_ANSWER, Missing.PREFER_NOT, Missing.NOT_UNDERSTOOD)
)
"""Reasons that leave an answer unknown. Not asked, not concerned and don't know are answers of their own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What every question of a dataset is read with."""

    codebook: Codebook
    counted: Count
    nodes: Nodes
    rules: Rules
    level: float
    edition: str
    voice: str


@dataclass(frozen=True, slots=True)
class Everywhere:
    """One item at each node (G) and code (K). `whole` is its estimate for everyone.

    `ends` (G, K, 4) are value, low, high, standard error; `counts` (G, K) are persons; `least` and `most` (G,) are the smallest
    and largest amounts.
    """

    whole: Estimates
    ends: Floats
    n: Ints
    counts: Ints
    least: Floats
    most: Floats


def everywhere(item: str, reading: Reading) -> Everywhere:
    """Estimate one item at every node. Inside a single cluster, persons are what varies."""
    sums, design = reading.counted.sums, reading.counted.plan.design
    found: list[Estimates] = []
    amounts: list[tuple[Floats, Floats]] = []
    for name in reading.nodes.names:
        cells = sums.cells[name]
        chosen = design.within_clusters() if design.drawn and cells.each_in_one_cluster() else design
        found.append(estimate(sums, chosen, item=item, by=name, level=reading.level, unanswered=UNANSWERED))
        amounts.append(cells.ends(item))
    return Everywhere(
        whole=found[0],
        ends=np.concatenate([np.stack([e.value, e.low, e.high, e.se], axis=-1) for e in found]),
        n=np.concatenate([e.n for e in found]),
        counts=np.concatenate([e.counts for e in found]),
        least=np.concatenate([low for low, _ in amounts]),
        most=np.concatenate([high for _, high in amounts]),
    )
