"""What a device asks of the server: its page, what to carry, and to take what it has sealed."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from arpent.collection.aloud import voice_of
from arpent.collection.care.withdrawal import spaced
from arpent.collection.doors import Closed, respondent, see
from arpent.collection.offline.actions import take_delivery
from arpent.collection.offline.drawing import asked_for
from arpent.collection.offline.files import LARGEST, TOO_BIG, UNREADABLE, content_of
from arpent.collection.offline.front import CHOOSE, links_of
from arpent.collection.offline.models import Delivery, Device, DeviceQuerySet, OfflineKey, ParcelWork
from arpent.collection.offline.parcels import FORMAT
from arpent.collection.offline.reserve import MOST, reserve, wanted_by
from arpent.collection.offline.words import words_of_the_page

UNKNOWN, REVOKED, PURGED = "unknown", "revoked", "purged"


@respondent
@require_GET
def home(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a device. Where nothing can be stored, it leads to the pages that need the network."""
    device = _known(token)
    seen(device)
    links = list(links_of(device))
    context = {
        "device": device,
        "campaign": device.campaign,
        "links": links,
        "choose": CHOOSE,
        "voice": voice_of(request, links[0]) if links else None,
        "numbers": range(1, device.interviews + 1),
        "words": words_of_the_page(),
    }
    return render(request, "offline/home.html", context)


@respondent
@require_GET
def inside(request: HttpRequest, token: str, inside: str) -> HttpResponse:
    """A page that the device alone can draw: here, it has not been prepared."""
    return see(reverse("offline:home", args=[_known(token).token]))


@respondent
@require_GET
def state(request: HttpRequest, token: str) -> HttpResponse:
    """What a device should carry now, by fingerprint; while the worker draws it, how far it is."""
    device, why = device_of(token)
    if device is None:
        return _refused(why, 404 if why == UNKNOWN else 403)
    seen(device)
    return JsonResponse(_told(device, again="encore" in request.GET))


@respondent
@require_GET
def parcel(request: HttpRequest, token: str, link_id: int) -> HttpResponse:
    """All that a device carries for one questionnaire."""
    device, why = device_of(token)
    work = device.parcels.filter(link=link_id).exclude(digest="").first() if device else None
    if work is None:
        return _refused(why or UNKNOWN, 403 if why == REVOKED else 404)
    made = HttpResponse(bytes(work.zipped), content_type="application/json")
    made["Content-Encoding"] = "gzip"
    return made


@respondent
@require_GET
def codes(request: HttpRequest, token: str) -> HttpResponse:
    """As many codes of withdrawal as the device lacks, for the people who will answer without a network."""
    device, why = device_of(token)
    if device is None:
        return _refused(why, 404 if why == UNKNOWN else 403)
    asked = request.GET.get("n", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else MOST
    told = [
        {"ident": each.ident, "seal": each.seal, "code": spaced(each.code)}
        for each in reserve(device.campaign_id, number)
    ]
    return JsonResponse({"codes": told})


@respondent
@require_GET
def manifest(request: HttpRequest, token: str) -> HttpResponse:
    """What makes the page installable."""
    device = _known(token)
    told = {
        "name": _("Arpent : %(name)s") % {"name": device.name},
        "short_name": device.name[:12],
        "lang": "fr",
        "start_url": reverse("offline:home", args=[token]),
        "scope": reverse("offline:home", args=[token]),
        "display": "fullscreen" if device.is_kiosk else "standalone",
        "id": reverse("offline:home", args=[token]),
        "background_color": "#ffffff",
        "theme_color": "#0b4f45",
        "icons": [
            _icon("ui/icon-192.png", "192x192"),
            _icon("ui/icon-512.png", "512x512"),
            {**_icon("ui/icon-maskable-512.png", "512x512"), "purpose": "maskable"},
            _icon("ui/icon.svg", "any", "image/svg+xml"),
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _icon(path: str, sizes: str, kind: str = "image/png") -> dict[str, str]:
    return {"src": static(path), "sizes": sizes, "type": kind}


@respondent
@require_GET
def worker(request: HttpRequest, token: str) -> HttpResponse:
    """The script that answers in the place of the server, for this device's path alone."""
    _known(token)
    script = f'import "{static("collection/offline/worker.js")}";\n'
    return HttpResponse(script, content_type="text/javascript")


@respondent
@require_http_methods(["PUT"])
def receive(request: HttpRequest, token: str, delivery_id: UUID) -> HttpResponse:
    """Take one sealed answer. Sent again, it answers the same and counts nothing."""
    device, why = device_of(token, Device.objects.select_related("campaign__offline_key"))
    if device is None:
        return _refused(why, 404 if why == UNKNOWN else 403)
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return _refused(TOO_BIG, 413)
    seen(device)
    key = getattr(device.campaign, "offline_key", None)
    if key is None or device.campaign.purge_on <= timezone.localdate():
        already = Delivery.objects.filter(pk=delivery_id).first()
        return _taken(already, is_new=False) if already else _refused(PURGED, 410)
    content = content_of(_envelope(request), delivery_id, key)
    if content is None:
        return _refused(UNREADABLE, 422)
    delivery, is_new = take_delivery(
        device=device, ident=delivery_id, content=content, on=timezone.localdate()
    )
    return _taken(delivery, is_new=is_new)


def device_of(token: str, among: DeviceQuerySet | None = None) -> tuple[Device | None, str]:
    """The device of that address if it is still ours; else why not."""
    detailed = Device.objects.select_related("campaign__study__territory", "participation")
    found = (detailed if among is None else among).filter(token=token).order_by().first()
    if found is None:
        return None, UNKNOWN
    return (None, REVOKED) if found.revoked_on else (found, "")


def seen(device: Device) -> None:
    """Note the day on which it came."""
    today = timezone.localdate()
    if device.seen_on != today:
        Device.objects.filter(pk=device.pk).update(seen_on=today)


def _known(token: str) -> Device:
    """The device of that address. Raises Closed."""
    device, why = device_of(token)
    if device is None:
        raise Closed("unknown" if why == UNKNOWN else "revoked", 404 if why == UNKNOWN else 403)
    return device


def _told(device: Device, *, again: bool) -> dict[str, Any]:
    """What the device is for, and the fingerprint of each thing to carry."""
    campaign = device.campaign
    key = OfflineKey.objects.get(campaign=campaign)
    return {
        "format": FORMAT,
        "campaign": campaign.pk,
        "device": device.pk,
        "key": key.public,
        "name": device.name,
        "use": device.use,
        "interviews": device.interviews,
        "idle": device.idle_minutes,
        "code": device.exit_code,
        "reserve": wanted_by(device),
        "opens": campaign.opens_on.isoformat(),
        "closes": min(campaign.closes_on, campaign.closed_on or campaign.closes_on).isoformat(),
        "questionnaires": [_questionnaire(work) for work in asked_for(device, again=again)],
    }


def _questionnaire(work: ParcelWork) -> dict[str, Any]:
    told = {"link": work.link_id, "title": work.link.audience.title, "parcel": ""}
    if work.is_ongoing:
        return {**told, "drawing": {"done": work.done, "total": work.total}}
    if work.error:
        return {**told, "failed": work.error}
    return {**told, "parcel": work.digest, "clips": work.clips, "sound": work.sound}


def _envelope(request: HttpRequest) -> Any:
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        return None


def _taken(delivery: Delivery, *, is_new: bool) -> HttpResponse:
    return JsonResponse({"state": delivery.state}, status=201 if is_new else 200)


def _refused(why: str, status: int) -> HttpResponse:
    return JsonResponse({"why": why}, status=status)
