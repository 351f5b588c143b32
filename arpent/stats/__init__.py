"""Survey statistics: design, weights, estimates, tests, disclosure control. NumPy in, frozen results out."""

from arpent.stats.columns import REASONS, Amounts, Batch, Codes, everyone
from arpent.stats.crosstabs import Association, Obstacle, rao_scott
from arpent.stats.design import Design, Lonely, clustered, simple_random, stratified
from arpent.stats.direct import means, shares
from arpent.stats.errors import StatsError
from arpent.stats.estimates import Estimate, Estimates, estimate, finish
from arpent.stats.intervals import Method
from arpent.stats.protect import Range, Rules, Shown, Tally, protect
from arpent.stats.relations import Relation
from arpent.stats.sums import Sums, merge, partial

__all__ = [
    "REASONS",
    "Amounts",
    "Association",
    "Batch",
    "Codes",
    "Design",
    "Estimate",
    "Estimates",
    "Lonely",
    "Method",
    "Obstacle",
    "Range",
    "Relation",
    "Rules",
    "Shown",
    "StatsError",
    "Sums",
    "Tally",
    "clustered",
    "estimate",
    "everyone",
    "finish",
    "means",
    "merge",
    "partial",
    "protect",
    "rao_scott",
    "shares",
    "simple_random",
    "stratified",
]
