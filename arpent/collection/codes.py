"""The short code with which a person goes on later. Only its keyed digest is stored.

Eight digits: seven drawn from the answer's own identifier under the site's secret key, one that catches a
typing mistake. A code opens nothing without the address of its link, and ten wrong codes in an hour close
that door until the hour is over: see docs/decisions and docs/methods/collection.md for the arithmetic.
"""

import hmac
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from itertools import count
from uuid import UUID

from django.conf import settings
from django.core.cache import cache

DIGITS = 7
FAILURES_AN_HOUR = 10
FAILURES_AN_HOUR_EVERYWHERE = 300
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def keyed(purpose: str, *parts: object) -> str:
    """A digest that only this site can work out."""
    message = "|".join((purpose, *map(str, parts)))
    return hmac.new(settings.SECRET_KEY.encode(), message.encode(), sha256).hexdigest()


def check_digit(digits: str) -> str:
    """Damm's check digit: it catches every single wrong digit and every swap of two neighbours."""
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return str(state)


def code_for(response_id: UUID, attempt: int) -> str:
    """The code of an unfinished answer; `attempt` counts up when another answer of the link has it."""
    drawn = int(keyed("resume-code", response_id, attempt), 16) % 10**DIGITS
    digits = f"{drawn:0{DIGITS}}"
    return digits + check_digit(digits)


def codes_for(response_id: UUID) -> Iterator[str]:
    """Its codes in the order in which they are tried."""
    return (code_for(response_id, attempt) for attempt in count())


def digest(link_id: int, code: str) -> str:
    """What is stored. The same code on two links has two digests."""
    return keyed("resume-digest", link_id, code)


def spaced(code: str) -> str:
    """« 4821 7390 », as it is shown and said aloud."""
    return f"{code[:4]} {code[4:]}"


def typed(words: str, drawn: int = DIGITS) -> str | None:
    """The code that was typed, whatever the spaces; None when it cannot be one. `drawn`: without its check digit."""
    digits = "".join(words.split()).replace("-", "").replace(".", "")
    if len(digits) != drawn + 1 or not (digits.isascii() and digits.isdigit()):
        return None
    return digits if check_digit(digits) == "0" else None


def _counters(link_id: int, now: datetime, door: str) -> dict[str, int]:
    hour = now.strftime("%Y%m%d%H")
    return {
        f"{door}-failures-{link_id}-{hour}": FAILURES_AN_HOUR,
        f"{door}-failures-all-{hour}": FAILURES_AN_HOUR_EVERYWHERE,
    }


def too_many_failures(link_id: int, now: datetime, door: str = "resume") -> bool:
    """Whether this hour's wrong codes close the door. No address is kept: the link is counted, not the person."""
    counters = _counters(link_id, now, door)
    counted = cache.get_many(counters)
    return any(counted.get(key, 0) >= limit for key, limit in counters.items())


def count_failure(link_id: int, now: datetime, door: str = "resume") -> None:
    counters = _counters(link_id, now, door)
    counted = cache.get_many(counters)
    cache.set_many({key: counted.get(key, 0) + 1 for key in counters}, timeout=3600)
