"""Answers of a device that finds no network: sealed as they are, carried in a file, and taken as if the device sent them."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from arpent.collection.offline.actions import take_delivery
from arpent.collection.offline.models import Delivery, Device, OfflineKey
from arpent.collection.offline.sealing import Unopened, opened

KIND = "arpent sealed answers 1"
LARGEST = 1_000_000
"""Bytes of a sealed answer: a questionnaire of 250 questions, all words written, is a tenth of it."""
LARGEST_FILE = 8_000_000
"""Bytes of a file: two thousand answers of thirty questions. A device writes several when it holds more."""
TOO_BIG, UNREADABLE = "too_big", "unreadable"


class NoSuchFile(ValueError):
    """Nothing is taken of the file; its text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """One answer of a file, as the device wrote it."""

    ident: UUID | None
    envelope: Mapping[str, Any]
    size: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the answers of a file."""

    taken: int
    aside: int
    known: int
    refused: Mapping[str, int]  # by reason: TOO_BIG or UNREADABLE


def content_of(envelope: object, ident: UUID, key: OfflineKey) -> Any:
    """What was sealed under that identifier, or nothing when it does not open."""
    if not isinstance(envelope, dict):
        return None
    try:
        return json.loads(opened(envelope, str(ident), bytes(key.locked), settings.SECRET_KEY))
    except (Unopened, ValueError, RecursionError):
        return None


def read_file(written: bytes, device: Device, on: date) -> list[Sealed]:
    """The answers of a file that was made by a device of this campaign. Raises NoSuchFile."""
    key: OfflineKey | None = getattr(device.campaign, "offline_key", None)
    if key is None or device.campaign.purge_on <= on:
        raise NoSuchFile(
            _(
                "Les réponses de cette collecte sont effacées, et la clé aussi : plus personne ne peut ouvrir ce fichier."
            )
        )
    told = _parsed(written)
    if told.get("key") != key.public:
        raise NoSuchFile(
            _(
                "Ce fichier vient d’une autre collecte, ou d’un autre site. Donnez-le sur la page de son appareil."
            )
        )
    _is_of(device, told.get("device"))
    answers = told.get("answers")
    if not isinstance(answers, list) or not answers:
        raise NoSuchFile(_("Ce fichier ne contient aucune réponse."))
    return [_sealed(each) for each in answers]


def _parsed(written: bytes) -> dict[str, Any]:
    try:
        told = json.loads(written)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or told.get("arpent") != KIND:
        raise NoSuchFile(
            _(
                "Ce n’est pas un fichier de réponses d’Arpent, ou il est incomplet. Enregistrez-le de nouveau sur "
                "l’appareil, puis copiez-le en entier."
            )
        )
    return told


def _is_of(device: Device, made_by: object) -> None:
    """A file goes to the page of its own device while it is in service: its association is that of the answers."""
    if not isinstance(made_by, int) or isinstance(made_by, bool) or not 0 < made_by < 2**63:
        return
    others = Device.objects.filter(campaign=device.campaign_id, revoked_on=None).exclude(pk=device.pk)
    if other := others.filter(pk=made_by).first():
        raise NoSuchFile(
            _("Ce fichier vient de l’appareil « %(name)s ». Donnez-le sur la page de cet appareil.")
            % {"name": other.name}
        )


def _sealed(told: object) -> Sealed:
    if not isinstance(told, dict):
        return Sealed(None, {}, 0)
    try:
        ident = UUID(str(told.get("id")))
    except ValueError:
        return Sealed(None, {}, 0)
    return Sealed(ident, told, sum(len(each) for each in told.values() if isinstance(each, str)))


def take_file(*, device: Device, answers: list[Sealed], on: date) -> Tally:
    """Take each answer once, by itself: what stops in the middle is taken up again with the same file."""
    counts = Counter(_became(device, each, on) for each in answers)
    refused = {why: counts[why] for why in (UNREADABLE, TOO_BIG) if counts[why]}
    return Tally(counts[Delivery.State.TAKEN], counts[Delivery.State.ASIDE], counts["known"], refused)


def _became(device: Device, answer: Sealed, on: date) -> str:
    if answer.size > LARGEST:
        return TOO_BIG
    content = content_of(answer.envelope, answer.ident, device.campaign.offline_key) if answer.ident else None
    if answer.ident is None or content is None:
        return UNREADABLE
    delivery, is_new = take_delivery(device=device, ident=answer.ident, content=content, on=on)
    return str(delivery.state) if is_new else "known"
