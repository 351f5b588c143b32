"""Codes of withdrawal handed to a device beforehand, so that whoever answers without a network has one too.

A code is worked out from the identifier of an answer under the site's key, and the site alone can do that. A device
is handed identifiers that no answer has yet, each with its code and with a seal that says that it came from here.
What was handed out is written nowhere: see docs/decisions/0019.
"""

import hmac
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from arpent.collection.care.withdrawal import code_of
from arpent.collection.codes import keyed
from arpent.collection.models import Link
from arpent.collection.offline.models import Device, KeptAside

FEWEST, MOST = 200, 500


@dataclass(frozen=True, slots=True)
class Reserved:
    """The identifier of an answer to come, the seal that the device sends back with it, and its code."""

    ident: UUID
    seal: str
    code: str


def wanted_by(device: Device) -> int:
    """How many a device holds: a long day of a kiosk, or all the interviews."""
    return max(FEWEST, device.interviews)


def reserve(campaign_id: int, number: int) -> Iterator[Reserved]:
    """So many new ones."""
    for _ in range(min(number, MOST)):
        ident = uuid.uuid4()
        yield Reserved(ident, _seal(campaign_id, ident), code_of(ident))


def reserved_in(content: Mapping[str, Any], campaign_id: int) -> UUID | None:
    """The identifier under which an answer is to be written; None without one, or when it was not handed out here."""
    told = content.get("reserved")
    if not isinstance(told, dict):
        return None
    try:
        ident = UUID(str(told.get("ident")))
    except ValueError:
        return None
    sealed = str(told.get("seal")).encode()
    return ident if hmac.compare_digest(sealed, _seal(campaign_id, ident).encode()) else None


def found_aside(link: Link, code: str) -> KeptAside | None:
    """The answer of that code, when it came from a device and was kept aside: it is the person's all the same."""
    for aside in KeptAside.objects.filter(campaign=link.campaign_id, content__link=link.pk).iterator():
        ident = reserved_in(aside.content, link.campaign_id)
        if ident and code_of(ident) == code:
            return aside
    return None


def _seal(campaign_id: int, ident: UUID) -> str:
    return keyed("reserved-answer", campaign_id, ident)
