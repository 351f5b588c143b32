"""A person's voice in place of the machine's: kept, found in every version that asks these words, taken away."""

import secrets
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from arpent.surveys.aloud.asking import sounds_otherwise
from arpent.surveys.attachments import Upload
from arpent.surveys.models import KEY, Recording, Sentence, Voicing
from arpent.voice.sounds import HEAD, Sound, sound_of

if TYPE_CHECKING:
    from arpent.accounts.models import User

LARGEST = 3 * 2**20
"""Bytes: more than three minutes as browsers record, eighteen seconds as a recorder without compression does."""


class SoundRefused(ValueError):
    """The message is said to the person: the fact and the remedy."""


@transaction.atomic
def keep_recording(*, sentence: Sentence, file: Upload, by: "User", at: datetime) -> Recording:
    """This voice for these words, in place of the one that was there. Raises SoundRefused."""
    sound = checked(file)
    forget_recording(sentence=sentence)
    key = secrets.token_hex(KEY // 2)  # another one each time: browsers keep for ever what they heard
    kept = Recording(
        organisation=sentence.version.questionnaire.study.territory,
        digest=sentence.digest,
        key=key,
        words=sentence.words,
        size=file.size or 0,
        ending=sound.ending,
        by=by,
        at=at,
    )
    kept.file.save(f"{key}{sound.ending}", file, save=True)
    return kept


@transaction.atomic
def forget_recording(*, sentence: Sentence) -> None:
    """The machine says these words again, where there is one."""
    organisation = sentence.version.questionnaire.study.territory
    for old in Recording.objects.filter(organisation=organisation, digest=sentence.digest):
        old.delete()
        transaction.on_commit(partial(old.file.storage.delete, str(old.file.name)))
    sounds_otherwise(
        voicings=Voicing.objects.filter(
            version__questionnaire__study__territory=organisation, version__sentences__digest=sentence.digest
        )
    )


def checked(file: Upload) -> Sound:
    """What the file holds. Raises SoundRefused for what is too big or no sound of ours."""
    if (file.size or 0) > LARGEST:
        raise SoundRefused(
            f"Ce fichier dépasse {LARGEST // 2**20} Mo. Enregistrez une seule phrase, ou choisissez le format MP3."
        )
    file.seek(0)
    sound = sound_of(file.read(HEAD))
    file.seek(0)
    if sound is None:
        raise SoundRefused(
            "Ce fichier n’est pas un son que les navigateurs lisent. Choisissez un fichier MP3, OGG, WAV, WebM ou M4A."
        )
    return sound
