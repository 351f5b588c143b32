"""Asking for what is read aloud to be made, or made anew."""

import uuid
from collections.abc import Iterable
from functools import partial

from django.db import transaction

from arpent.surveys.models import Version, Voicing
from arpent.surveys.tasks import make_voice


@transaction.atomic
def ask_for_voice(*, version: Version) -> Voicing:
    """Have the clips of a published version made. Asking while it waits its turn asks for nothing more."""
    voicing, new = Voicing.objects.get_or_create(version=version)
    if new or voicing.state != Voicing.State.WAITING:
        voicing.state, voicing.done, voicing.total = Voicing.State.WAITING, 0, 0
        voicing.save(update_fields=["state", "done", "total"])
        transaction.on_commit(partial(make_voice.enqueue, voicing.pk))
    return voicing


def sounds_otherwise(*, voicings: Iterable[Voicing]) -> None:
    """Pages read anew what says their sentences."""
    for voicing in voicings:
        voicing.stamp = uuid.uuid4()
        voicing.save(update_fields=["stamp"])
