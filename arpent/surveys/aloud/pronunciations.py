"""Changing how a word is said: the versions that say it are made anew."""

from django.db import transaction

from arpent.surveys.aloud.asking import ask_for_voice
from arpent.surveys.models import Pronunciation, Version
from arpent.voice.pronouncing import Pronunciation as Said


@transaction.atomic
def keep_pronunciation(*, said: Said) -> int:
    """Write how a word is said, in place of what was written. How many versions are made anew."""
    Pronunciation.objects.update_or_create(
        key=said.written.casefold(), defaults={"written": said.written, "said": said.said}
    )
    return say_anew(said.written)


@transaction.atomic
def forget_pronunciation(*, word: Pronunciation) -> int:
    """The word is said as it is written again."""
    word.delete()
    return say_anew(word.written)


def say_anew(word: str) -> int:
    versions = Version.objects.filter(voicing__isnull=False, sentences__words__icontains=word).distinct()
    return len([ask_for_voice(version=version) for version in versions])
