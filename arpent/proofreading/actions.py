"""What changes several rows at once."""

from collections.abc import Iterable

from django.db import transaction

from arpent.falc.lexicon import spelling
from arpent.falc.vocabulary import Entry
from arpent.proofreading.models import NetworkWord


@transaction.atomic
def keep_words(*, entries: Iterable[Entry]) -> None:
    """Add the network's words; one that was there already takes what is said of it now."""
    for entry in entries:
        NetworkWord.objects.update_or_create(
            key=spelling(entry.word),
            defaults={"word": entry.word, "instead": entry.instead, "known": entry.known},
        )
