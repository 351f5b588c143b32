"""Having parcels drawn: asked by a page, done by the worker, kept until what they say changes."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.forms import model_to_dict

import arpent
from arpent.collection.care.receiving import reception_of
from arpent.collection.care.understanding import checks_of
from arpent.collection.models import Campaign, Link
from arpent.collection.offline.front import links_of
from arpent.collection.offline.models import Device, ParcelWork
from arpent.collection.offline.parcels import FORMAT
from arpent.collection.offline.tasks import draw_parcel
from arpent.surveys.models import Voicing

State = ParcelWork.State
DRAWN_FROM = {".css", ".html", ".js", ".py", ".svg"}


def asked_for(device: Device, *, again: bool = False) -> list[ParcelWork]:
    """The parcels of a device; those that say something else now are asked for, and with `again` those that failed."""
    return [parcel_work(link, device, again=again) for link in links_of(device)]


def parcel_work(link: Link, device: Device, *, again: bool = False) -> ParcelWork:
    """The parcel of one questionnaire, or how far its drawing is. Not inside a transaction: a worker may read it at once."""
    asked = _said_by(link, device)
    work, new = ParcelWork.objects.get_or_create(device=device, link=link, defaults={"asked": asked})
    if new or work.asked != asked or (again and work.state == State.FAILED):
        work.ask(asked)
        draw_parcel.enqueue(work.pk)
        work.refresh_from_db()
    work.link = link
    return work


def _said_by(link: Link, device: Device) -> str:
    """What a parcel says, as a fingerprint: another one when it must be drawn again."""
    campaign = link.campaign
    said = (
        _release(),
        FORMAT,  # files may change while an earlier process still draws
        link.pk,
        link.version.fingerprint,
        device.token,
        device.use,
        device.idle_minutes,
        *_names(link),
        campaign.purpose,
        campaign.easy_purpose,
        campaign.contact,
        campaign.closes_on,
        campaign.purge_on,
        _received(campaign),
        Voicing.objects.filter(version=link.version_id).values_list("stamp", flat=True).first(),
    )
    return sha256(repr(said).encode()).hexdigest()


def _names(link: Link) -> tuple[str, ...]:
    """The names that pages say, as they are today."""
    campaign, audience = link.campaign, link.audience
    place = link.participation.organisation.name
    return (
        campaign.title,
        campaign.study.title,
        campaign.study.territory.name,
        place,
        audience.name,
        audience.title,
    )


def _received(campaign: Campaign) -> str:
    """How people are received, as one text: it is part of what a parcel says."""
    reception = reception_of(campaign)
    checks = [(check.question, check.right, check.wrong, check.explanation) for check in checks_of(reception)]
    return repr((sorted(model_to_dict(reception).items()), checks))


@cache
def _release() -> str:
    """Another one when a file of the site changes: what was drawn by an earlier release is drawn again."""
    inside = Path(arpent.__file__).parent
    files = sorted(path for path in inside.rglob("*") if path.suffix in DRAWN_FROM)
    seen = [
        (str(path.relative_to(inside)), stat.st_size, stat.st_mtime_ns)
        for path in files
        if (stat := path.stat())
    ]
    return sha256(repr(seen).encode()).hexdigest()
