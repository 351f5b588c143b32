"""Survey statistics: design, weights, estimates, tests, disclosure control. NumPy in, frozen results out."""

from arpent.stats import compare, regression
from arpent.stats.columns import REASONS, Amounts, Batch, Codes, everyone
from arpent.stats.crossed.audiences import Pairing, Views, cross_views, join
from arpent.stats.crossed.pairs import Agreement, Limits, agreement, limits
from arpent.stats.crosstabs import Association, Obstacle, rao_scott
from arpent.stats.disclosure import Relation, Rules, Shown
from arpent.stats.errors import StatsError
from arpent.stats.estimates.crossing import crosstab, crosstabs
from arpent.stats.estimates.direct import means, shares
from arpent.stats.estimates.equality import Equality, equality
from arpent.stats.estimates.estimates import Estimate, Estimates, estimate, finish
from arpent.stats.estimates.reading import Reading
from arpent.stats.estimates.records import choices, mean, quantile, ratio, share, total
from arpent.stats.intervals import Method
from arpent.stats.planning.answers import (
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
from arpent.stats.planning.power import detectable_means, detectable_shares, power_of_means, power_of_shares
from arpent.stats.pooling.comparability import Comparability, Measured, Mismatch, mismatches
from arpent.stats.pooling.consolidation import Centre, Knapp, Pooled, pool
from arpent.stats.samples.design import Design, Lonely, clustered, simple_random, stratified
from arpent.stats.samples.linear import covariance, degrees_of_freedom
from arpent.stats.samples.sample import Calibration, Replicates, Sample, Stage, of_design, one_stage
from arpent.stats.scales.behaviour import (
    SideBySide,
    acquiescence,
    contradiction,
    last_option,
    straight_lining,
    with_and_without,
)
from arpent.stats.scales.reliability import Reliability, reliability
from arpent.stats.scales.scores import Scale, Scores, score
from arpent.stats.sums.counting import partial
from arpent.stats.sums.sums import Sums, calibrate, merge, reweigh
from arpent.stats.weights.calibration import calibrate_linear, calibrate_logit
from arpent.stats.weights.margins import fit_poststrata, fit_raking, poststratify, rake
from arpent.stats.weights.replicates import balanced, bootstrap, brought, jackknife, refit, replicated
from arpent.stats.weights.trimming import trim
from arpent.stats.weights.weighting import Margin, Spread, Weighting

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
    "Equality",
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
    "equality",
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
