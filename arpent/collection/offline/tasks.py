"""The worker's part: drawing all that a device carries."""

import logging

from django.tasks import task

from arpent.collection.models import Link
from arpent.collection.offline.models import ParcelWork
from arpent.collection.offline.parcels import parcel_of

log = logging.getLogger(__name__)
UNEXPECTED = (
    "La préparation des pages s’est arrêtée sur une erreur inattendue. Préparez l’appareil de nouveau\u202f; si cela "
    "continue, prévenez votre administration."
)


@task
def draw_parcel(work_id: int) -> None:
    """Draw a parcel. Nothing to do when its device was erased meanwhile, or when another task has drawn it."""
    work = ParcelWork.objects.select_related("device__campaign").filter(pk=work_id).first()
    if work is None or not work.is_ongoing:
        return
    try:
        link = Link.objects.detailed().get(pk=work.link_id)
        work.keep(parcel_of(link, work.device, work.advance))
    except Exception:
        log.exception("parcel %s failed", work_id)
        work.fail(UNEXPECTED)
