"""How numbers, shares and days are written in French: narrow spaces, decimal comma, months in words.

Days are also written in the other languages that respondents may read."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

NARROW = "\u202f"


def number(value: float | Decimal, decimals: int = 0) -> str:
    """1234567.5 → « 1 234 568 », with narrow no-break spaces and a true minus sign; a half is rounded up."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:,.{decimals}f}".replace(",", NARROW).replace(".", ",").replace("-", "−")


def percent(share: float | Decimal, decimals: int = 0) -> str:
    """A share between 0 and 1 as a percentage: 0.62 → « 62 % »."""
    return f"{number(100 * share, decimals)}{NARROW}%"


def day(moment: date | datetime) -> str:
    """« 23 novembre 2026 », « 1er mai 2026 »; a moment is read in the site's time zone."""
    return _dated(moment, "F Y")


def day_of_year(moment: date | datetime) -> str:
    """« 23 novembre », when the year is plain from what surrounds it."""
    return _dated(moment, "F")


def _dated(moment: date | datetime, rest: str) -> str:
    here = (
        timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment
    )
    first = "1er" if here.day == 1 and get_language() == "fr" else str(here.day)
    return f"{first} {date_format(here, rest)}"


def initials(name: str) -> str:
    """« Alice Tanguy » → « AT »: the first letters of the first and of the last word."""
    words = name.split()
    return "".join(word[0].upper() for word in words[:: max(1, len(words) - 1)][:2])
