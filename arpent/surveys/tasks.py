"""The worker's part: making the clips of a version."""

import logging

from django.conf import settings
from django.tasks import task

from arpent.surveys.aloud.making import prepare
from arpent.surveys.models import Voicing
from arpent.voice.engines import installed

log = logging.getLogger(__name__)


@task
def make_voice(voicing_id: int) -> None:
    """Say every sentence of a version; what was made before a failure stays, and is not made again."""
    voicing = Voicing.objects.select_related("version__questionnaire__study").get(pk=voicing_id)
    try:
        prepare(voicing, installed(settings.VOICE), voicing.advance)
    except Exception:
        log.exception("voicing %s failed", voicing_id)
        voicing.fail(
            "La lecture à voix haute s’est arrêtée sur une erreur inattendue. Recommencez : ce qui est fait reste "
            "fait. Si cela continue, prévenez votre administration."
        )
