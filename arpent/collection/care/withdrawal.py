"""The code with which a person takes their answers back. It is stored nowhere: it is worked out again when asked for.

Twelve digits: eleven drawn from the answer's own identifier under the site's secret key, one that catches a typing
mistake. It opens nothing without the address of its link, and shows nothing: all it can do is erase.
"""

from datetime import date
from uuid import UUID

from django.core.cache import cache

from arpent.collection.codes import check_digit, keyed
from arpent.collection.models import Campaign, Link, Response

DIGITS = 11
SHOWN_FOR = 900
"""Seconds during which the page of thanks says the code again when it is drawn again: then it is somebody else's tablet."""
DOOR = "withdrawal"


def code_of(response_id: UUID) -> str:
    """The code of an answer; its link is part of the address, so that codes of two links may be alike."""
    digits = f"{int(keyed('withdrawal-code', response_id), 16) % 10**DIGITS:0{DIGITS}}"
    return digits + check_digit(digits)


def spaced(code: str) -> str:
    """« 4821 7390 1125 », as it is shown and said aloud."""
    return f"{code[:4]} {code[4:8]} {code[8:]}"


def found(link: Link, code: str) -> Response | None:
    """The answer of that code among those that were sent through the link. Answers brought in a file have none."""
    sent = link.responses.kept().exclude(mode=Response.Mode.IMPORTED)
    for key in sent.values_list("pk", flat=True).iterator():
        if code_of(key) == code:
            return sent.filter(pk=key).first()
    return None


def show_for_a_while(response_id: UUID) -> None:
    """From now on the page of thanks says the code, and only for a while."""
    cache.set(f"withdrawal-shown-{response_id}", 1, timeout=SHOWN_FOR)


def hide(response_id: UUID) -> None:
    """The person has noted it: the next one at this tablet does not see it."""
    cache.delete(f"withdrawal-shown-{response_id}")


def to_show(response_id: UUID) -> str:
    """The code, spaced, while it may be shown; else nothing."""
    return spaced(code_of(response_id)) if cache.get(f"withdrawal-shown-{response_id}") else ""


def was_counted(response: Response, campaign: Campaign) -> bool:
    """Whether these answers may be in a freeze: sent on the day of the last one, or before."""
    return campaign.counted_on is not None and response.day <= campaign.counted_on


def can_be_undone(campaign: Campaign, on: date) -> bool:
    """Whether there is still something to take back."""
    return on < campaign.purge_on
