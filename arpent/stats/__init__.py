"""Survey statistics: design, weights, estimates, tests, disclosure control. NumPy in, frozen results out."""

from arpent.stats import compare, regression
from arpent.stats.behaviour import (
    SideBySide,
    acquiescence,
    contradiction,
    last_option,
    straight_lining,
    with_and_without,
)
from arpent.stats.calibration import calibrate_linear, calibrate_logit
from arpent.stats.columns import REASONS, Amounts, Batch, Codes, everyone
from arpent.stats.comparability import Comparability, Measured, Mismatch, mismatches
from arpent.stats.consolidation import Centre, Knapp, Pooled, pool
from arpent.stats.counting import partial
from arpent.stats.crossed import Pairing, Views, cross_views, join
from arpent.stats.crossing import crosstab, crosstabs
from arpent.stats.crosstabs import Association, Obstacle, rao_scott
from arpent.stats.design import Design, Lonely, clustered, simple_random, stratified
from arpent.stats.direct import means, shares
from arpent.stats.errors import StatsError
from arpent.stats.estimates import Estimate, Estimates, estimate, finish
from arpent.stats.intervals import Method
from arpent.stats.linear import covariance, degrees_of_freedom
from arpent.stats.margins import fit_poststrata, fit_raking, poststratify, rake
from arpent.stats.pairs import Agreement, Limits, agreement, limits
from arpent.stats.planning import (
    Needed,
    Reach,
    Terrain,
    answers_for_mean,
    answers_for_share,
    answers_to_tell_means,
    answers_to_tell_shares,
    fewest_associations,
    mean_margin,
    reach,
    share_margin,
)
from arpent.stats.power import detectable_means, detectable_shares, power_of_means, power_of_shares
from arpent.stats.protect import Range, Rules, Shown, Tally, protect
from arpent.stats.reading import Reading
from arpent.stats.records import choices, mean, quantile, ratio, share, total
from arpent.stats.relations import Relation
from arpent.stats.reliability import Reliability, reliability
from arpent.stats.replicates import balanced, bootstrap, brought, jackknife, refit, replicated
from arpent.stats.sample import Calibration, Replicates, Sample, Stage, of_design, one_stage
from arpent.stats.scales import Scale, Scores, score
from arpent.stats.sums import Sums, calibrate, merge, reweigh
from arpent.stats.trimming import trim
from arpent.stats.weighting import Margin, Spread, Weighting

__all__ = [
    "REASONS",
    "Agreement",
    "Amounts",
    "Association",
    "Batch",
    "Calibration",
    "Centre",
    "Codes",
    "Comparability",
    "Design",
    "Estimate",
    "Estimates",
    "Knapp",
    "Limits",
    "Lonely",
    "Margin",
    "Measured",
    "Method",
    "Mismatch",
    "Needed",
    "Obstacle",
    "Pairing",
    "Pooled",
    "Range",
    "Reach",
    "Reading",
    "Relation",
    "Reliability",
    "Replicates",
    "Rules",
    "Sample",
    "Scale",
    "Scores",
    "Shown",
    "SideBySide",
    "Spread",
    "Stage",
    "StatsError",
    "Sums",
    "Tally",
    "Terrain",
    "Views",
    "Weighting",
    "acquiescence",
    "agreement",
    "answers_for_mean",
    "answers_for_share",
    "answers_to_tell_means",
    "answers_to_tell_shares",
    "balanced",
    "bootstrap",
    "brought",
    "calibrate",
    "calibrate_linear",
    "calibrate_logit",
    "choices",
    "clustered",
    "compare",
    "contradiction",
    "covariance",
    "cross_views",
    "crosstab",
    "crosstabs",
    "degrees_of_freedom",
    "detectable_means",
    "detectable_shares",
    "estimate",
    "everyone",
    "fewest_associations",
    "finish",
    "fit_poststrata",
    "fit_raking",
    "jackknife",
    "join",
    "last_option",
    "limits",
    "mean",
    "mean_margin",
    "means",
    "merge",
    "mismatches",
    "of_design",
    "one_stage",
    "partial",
    "pool",
    "poststratify",
    "power_of_means",
    "power_of_shares",
    "protect",
    "quantile",
    "rake",
    "rao_scott",
    "ratio",
    "reach",
    "refit",
    "regression",
    "reliability",
    "replicated",
    "reweigh",
    "score",
    "share",
    "share_margin",
    "shares",
    "simple_random",
    "straight_lining",
    "stratified",
    "total",
    "trim",
    "with_and_without",
]
