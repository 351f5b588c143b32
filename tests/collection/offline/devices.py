"""A device of La Clairière, and what it seals."""

import json
import uuid
from datetime import date
from typing import Any

from django.test import Client

from arpent.collection.models import Link
from arpent.collection.offline.actions import open_device
from arpent.collection.offline.models import Device
from arpent.collection.offline.sealing import sealed
from tests.collection.stories import Story

OPENED = date(2026, 11, 2)


def device_of(story: Story, *, use: str = "kiosk", organisation: str = "La Clairière") -> Device:
    return open_device(
        campaign=story.campaign,
        by=None,
        on=OPENED,
        participation=story.study.participations.get(organisation__name=organisation),
        name="Tablette bleue",
        use=use,
        interviews=3 if use == "interviewer" else 0,
        exit_code="2580",
    )


def link_of(device: Device) -> Link:
    """The first questionnaire that the device carries."""
    found = device.campaign.links.filter(participation=device.participation).first()
    assert found
    return found


def finished(device: Device, **changes: Any) -> dict[str, Any]:
    """What a device writes when someone has finished."""
    link = link_of(device)
    return {
        "link": link.pk,
        "fingerprint": link.version.fingerprint,
        "status": "sent",
        "day": "2026-11-20",
        "edition": "fr-simple",
        "editions": ["fr-simple"],
        "switches": 0,
        "faces": None,
        "turned": False,
        "voice": "helped",
        "help": ["read"],
        "helper": "family",
        "chosen_for": "no",
        "said": {
            "content": "answer=bien",
            "venu": "answer=oui",
            "fois": "text=12",
            "aides": "answer=amis&answer=famille",
            "jour": "day=3&month=2&year=2026",
            "mot": "text=C%E2%80%99est+bien",
        },
        **changes,
    }


def send(device: Device, content: Any, ident: uuid.UUID | None = None, **headers: str) -> Any:
    """The PUT of a device."""
    ident = ident or uuid.uuid4()
    envelope = sealed(json.dumps(content).encode(), str(ident), device.campaign.offline_key.public)
    return put(device.token, ident, json.dumps(envelope))


def put(token: str, ident: uuid.UUID, body: str) -> Any:
    address = f"/hors-ligne/{token}/envoi/{ident}/"
    return Client().put(address, body, content_type="application/json")
