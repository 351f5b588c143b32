"""The crossed views of a freeze, as they were protected when it was made."""

from arpent.analysis.crossed.values import Crossed, from_plain
from arpent.analysis.models import Freeze


def views_of(freeze: Freeze, *, threshold: int) -> tuple[Crossed, ...]:
    """In the order in which they were declared; none when the study declared none."""
    result = freeze.crossed_results.filter(threshold=threshold).first()
    return from_plain(result.views) if result else ()
