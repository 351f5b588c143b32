"""The worker's part: sending messages."""

import logging

from django.tasks import task

from arpent.collection.reaching.models import Mailing
from arpent.collection.reaching.sending import send

log = logging.getLogger(__name__)
UNEXPECTED = (
    "L’envoi s’est arrêté sur une erreur inattendue. Les messages qui restent attendent : reprenez l’envoi ; "
    "si cela continue, prévenez votre administration."
)


@task
def send_mailing(mailing_id: int) -> None:
    """Send the messages of a mailing; the reason is kept when it stops."""
    mailing = Mailing.objects.get(pk=mailing_id)
    try:
        send(mailing)
    except Exception as error:
        log.error("mailing %s failed: %s", mailing_id, type(error).__name__)  # no trace: it would cite people
        mailing.stop(UNEXPECTED)
