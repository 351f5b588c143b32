"""How numbers and words are written in French reports. Numbers become text here and nowhere else."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

NARROW = "\u202f"
FIXED = "\u00a0"  # a space at which no line breaks
DASH = "–"

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


def rounded(value: float, decimals: int = 0) -> Decimal:
    """The nearest decimal number, halves upwards: 0.125 is 0.13, as people learn it at school."""
    return _rounded(Decimal(repr(float(value))), decimals)


def _rounded(value: Decimal, decimals: int = 0) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def whole(value: float) -> str:
    """A count: 1 330."""
    return f"{int(rounded(value)):,}".replace(",", NARROW)


def decimal(value: float, decimals: int = 1) -> str:
    """A mean: 7,2. The sign is a true minus."""
    text = f"{rounded(value, decimals):,f}".replace(",", NARROW).replace(".", ",")
    return text.replace("-", "−")


def points(share: float) -> str:
    """A share as a bare number of hundredths, for the marks of a chart: 72."""
    return str(_rounded(Decimal(repr(float(share))) * 100))


def percent(share: float) -> str:
    """A share: 72 %. What is not quite nothing, or not quite everybody, is said so."""
    if 0 < share < 0.005:
        return f"moins de 1{NARROW}%"
    if 0.995 <= share < 1:
        return f"plus de 99{NARROW}%"
    return f"{points(share)}{NARROW}%"


def interval(low: str, high: str) -> str:
    """Two numbers already written, as a reader finds them in a table: [68 – 76]."""
    return f"[{low}{FIXED}{DASH}{FIXED}{high}]"


def quoted(words: str) -> str:
    """Someone else's words: « Plutôt oui »."""
    return f"«{NARROW}{words}{NARROW}»"


def listed(words: list[str], last: str = "et") -> str:
    """A list in a sentence: a, b et c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def day(on: date) -> str:
    """A date in words: 12 juin 2026."""
    return f"{'1er' if on.day == 1 else on.day} {MONTHS[on.month - 1]} {on.year}"


def typeset(text: str) -> str:
    """Words typed at a keyboard, as a printer would set them. Spaces are mended, never invented; signs that
    no printer has (control characters) are dropped."""
    text = "".join(sign if sign.isprintable() or sign.isspace() else "" for sign in text)
    text = re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(f" {NARROW}\u00a0").replace("'", "’")
    text = re.sub(r"[ \u00a0\u202f](?=[;:!?%»])|(?<=\d)[ \u00a0](?=\d{3}(?!\d))", NARROW, text)
    return re.sub(r"(?<=«)[ \u00a0\u202f]", NARROW, text)


def sentence(text: str) -> str:
    """A sentence as it is printed: a capital first, one full stop last."""
    text = typeset(text)
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def short_hash(digest: str) -> str:
    """The first eight characters of a SHA-256, in two groups that can be read aloud: 4be1 09d7."""
    return f"{digest[:4]} {digest[4:8]}".strip()
