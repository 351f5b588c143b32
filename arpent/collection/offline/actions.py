"""What changes several rows when a device is opened, revoked, or sends."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from arpent.accounts.models import User
from arpent.collection.models import Campaign, Link, Response
from arpent.collection.offline.models import Delivery, Device, KeptAside, OfflineKey
from arpent.collection.offline.reading import Submission, read, refused
from arpent.collection.offline.reserve import reserved_in
from arpent.collection.offline.sealing import new_pair
from arpent.collection.offline.shapes import NotCounted
from arpent.collection.signs import written_down

MODES = {Device.Use.KIOSK: Response.Mode.TABLET, Device.Use.INTERVIEWER: Response.Mode.INTERVIEWER}


@transaction.atomic
def open_device(*, campaign: Campaign, by: User | None, on: date, **described: Any) -> Device:
    """A new device for a campaign; the first one makes the campaign's key."""
    if not OfflineKey.objects.filter(campaign=campaign).exists():
        public, locked = new_pair(settings.SECRET_KEY)
        OfflineKey.objects.create(campaign=campaign, public=public, locked=locked)
    return Device.objects.create(campaign=campaign, opened_by=by, opened_on=on, **described)


@transaction.atomic
def revoke_device(*, device: Device, on: date) -> None:
    """It carries nothing new and sends nothing any more; what it has sent stays."""
    device.parcels.all().delete()
    device.revoked_on = on
    device.save(update_fields=["revoked_on"])


def take_delivery(*, device: Device, ident: UUID, content: Any, on: date) -> tuple[Delivery, bool]:
    """Count what a device sent, or keep it aside with the reason. Sent twice, it is taken once."""
    try:
        return _taken(device, ident, content, on), True
    except IntegrityError:
        already = Delivery.objects.filter(pk=ident).first()
        if already is None:
            raise
        return already, False


def _taken(device: Device, ident: UUID, content: Any, on: date) -> Delivery:
    """Heard first, for that takes longest; then written, while others who write wait."""
    try:
        heard = _heard(device, content, on)
    except NotCounted as why:
        return _set_aside(device, ident, content, why, on)
    return _counted(device, ident, heard)


@transaction.atomic
def _counted(device: Device, ident: UUID, heard: Response | int) -> Delivery:
    """Its identifier is written first: another that carries it waits here, then is refused by the database."""
    delivery = Delivery.objects.create(pk=ident, device=device, state=Delivery.State.TAKEN)
    _add(heard)
    return delivery


@transaction.atomic
def _set_aside(device: Device, ident: UUID, content: Any, why: NotCounted, on: date) -> Delivery:
    delivery = Delivery.objects.create(pk=ident, device=device, state=Delivery.State.ASIDE)
    _keep_aside(device, content, why, on)
    return delivery


def _keep_aside(device: Device, content: Any, why: NotCounted, on: date) -> None:
    KeptAside.objects.create(
        campaign=device.campaign,
        participation=device.participation,
        reason=why.reason,
        question=why.question,
        use=device.use,
        content=content,
        day=on,
    )


def hear_again(*, campaign: Campaign) -> int:
    """Hear what was kept aside with the rules of today, each by itself; how many count now."""
    return sum(_heard_again(aside) for aside in campaign.kept_aside.select_related("campaign"))


@transaction.atomic
def _heard_again(aside: KeptAside) -> bool:
    """Erased as it is counted: whoever tries at the same time finds nothing to count twice."""
    device = Device(campaign=aside.campaign, participation_id=aside.participation_id, use=aside.use)
    try:
        heard = _heard(device, aside.content, aside.day)
    except NotCounted as why:
        KeptAside.objects.filter(pk=aside.pk).update(reason=why.reason, question=why.question)
        return False
    if not KeptAside.objects.filter(pk=aside.pk).delete()[0]:
        return False
    _add(heard)
    return True


def _heard(device: Device, content: Any, on: date) -> Response | int:
    """The row to write, or the link of one more refusal. Raises NotCounted."""
    return refused(content, device) or _row(device, read(content, device, on))


def _add(heard: Response | int) -> None:
    """An answer, or one more refusal of which nothing else is known."""
    if isinstance(heard, int):
        Link.objects.filter(pk=heard).update(refusals=F("refusals") + 1)
    else:
        _insert(heard)


def _row(device: Device, submission: Submission) -> Response:
    """The row of an answer. Its identifier is new to the database: it leads to no device, and to no delivery."""
    sitting = submission.sitting
    return Response(
        pk=submission.ident or uuid4(),
        link_id=submission.link,
        status=submission.status,
        edition=sitting.edition,
        editions=submission.editions or [sitting.edition],
        switches=submission.switches,
        faces=sitting.faces,
        turned=sitting.turned,
        mode=MODES[Device.Use(device.use)],
        voice=submission.voice,
        help=submission.help,
        helper=submission.helper,
        chosen_for=submission.chosen_for,
        day=submission.day,
        **submission.around,
        **written_down(sitting),
    )


def _insert(row: Response) -> None:
    """Never over another row: an identifier that serves twice is that of the first, and the second gets its own."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if not Response.objects.filter(pk=row.pk).exists():
            raise
        row.pk = uuid4()
        row.save(force_insert=True)


@transaction.atomic
def withdraw_aside(*, aside: KeptAside, link: Link) -> None:
    """Erase what was kept aside, or the answer that it became meanwhile."""
    erased, _rows = KeptAside.objects.filter(pk=aside.pk).delete()
    ident = reserved_in(aside.content, link.campaign_id)
    if not erased and ident:
        erased, _rows = Response.objects.kept().filter(link=link, pk=ident).delete()
    if erased:
        Link.objects.filter(pk=link.pk).update(withdrawals=F("withdrawals") + 1)
