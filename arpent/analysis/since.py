"""What came since the last freeze, said before the next one is made."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Sum

from arpent.analysis.gathering import kept_responses
from arpent.analysis.models import Freeze
from arpent.collection.models import Campaign

ENOUGH = 1.5
"""Answers now, over those of the last freeze, below which the next one hides many numbers more than the first."""


@dataclass(frozen=True, slots=True)
class Since:
    """How many answers count now; how many counted in the last freeze, and when it was made."""

    now: int
    before: int = 0
    made_at: datetime | None = None

    @property
    def more(self) -> int:
        return max(self.now - self.before, 0)

    @property
    def is_soon(self) -> bool:
        """A second freeze guards those who came since from whoever reads both reports: with few, it hides much."""
        return self.made_at is not None and self.before < self.now < ENOUGH * self.before


def since_last_freeze(campaign: Campaign) -> Since:
    now = kept_responses(campaign).count()
    last = campaign.freezes.filter(state=Freeze.State.READY).order_by("-made_at").first()
    if last is None:
        return Since(now)
    counted = last.datasets.aggregate(answers=Sum(F("answers") + F("proxies")))
    return Since(now, counted["answers"] or 0, last.made_at)
