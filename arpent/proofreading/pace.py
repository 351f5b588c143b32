"""How often one person may ask for a text to be looked over."""

from datetime import datetime

from django.core.cache import cache

MOST_A_MINUTE = 120


def too_often(*, user_id: int, at: datetime) -> bool:
    """Count one more request of this person; whether the minute has had too many."""
    key = f"proofread:{user_id}:{at:%Y%m%d%H%M}"
    cache.add(key, 0, 120)
    return int(cache.incr(key)) > MOST_A_MINUTE
