"""Comparing: two groups, several audiences, two moments, ranks, a table; and what may be said of it.

`compare.change(before, after, sample=drawn, level=0.95)`: data first, then who was drawn. Every result has its
`n`, what is `missing`, its `method`, `df`, `p` and an `effect`.
"""

from arpent.stats.compare.changes import Turnover, change, turnover
from arpent.stats.compare.comparison import Comparison, Effect, JointTest, Procedure, Size
from arpent.stats.compare.contingency import Crossing, cross
from arpent.stats.compare.groups import Gaps, gaps, means, shares
from arpent.stats.compare.multiplicity import benjamini_hochberg, holm
from arpent.stats.compare.ranks import RankScore, rank, rank_several
from arpent.stats.compare.verdicts import Judgement, Verdict, judge, smallest_shown

__all__ = [
    "Comparison",
    "Crossing",
    "Effect",
    "Gaps",
    "JointTest",
    "Judgement",
    "Procedure",
    "RankScore",
    "Size",
    "Turnover",
    "Verdict",
    "benjamini_hochberg",
    "change",
    "cross",
    "gaps",
    "holm",
    "judge",
    "means",
    "rank",
    "rank_several",
    "shares",
    "smallest_shown",
    "turnover",
]
