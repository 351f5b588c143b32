"""What says each sentence of a version, for the pages that let it be heard."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from arpent.surveys.models import Recording, Sentence, Version, Voicing
from arpent.surveys.spoken import language_around
from arpent.voice.sentences import language_of

type Keys = tuple[str, ...]
"""What says a sentence: the clip at the usual speed and the slow one; one alone when a person recorded it."""


def keys_of(version: Version) -> Mapping[str, Keys]:
    """The keys of each sentence that can be heard, by the sentence's digest. Empty when nothing was prepared."""
    stamp = Voicing.objects.filter(version=version).values_list("stamp", flat=True).first()
    return _read(version.pk, stamp) if stamp else {}


def clip_keys(version: Version, edition: str = "") -> list[str]:
    """Every clip that the pages of a version may play, in one edition or in all: what an offline page stores."""
    sentences = version.sentences.all()
    if edition:
        sentences = sentences.in_languages({language_of(edition), language_around(edition)})
    keys = keys_of(version)
    return list(
        dict.fromkeys(
            key for name in sentences.values_list("digest", flat=True) for key in keys.get(name, ())
        )
    )


@lru_cache(maxsize=32)
def _read(version_id: int, stamp: UUID) -> Mapping[str, Keys]:
    del stamp  # names the state that was read
    rows = Sentence.objects.filter(version=version_id)
    spoken = {
        name: tuple(key for key in keys if key)
        for name, *keys in rows.values_list("digest", "clip__key", "slow__key")
    }
    return {name: keys for name, keys in {**spoken, **_recorded(version_id, spoken)}.items() if keys}


def _recorded(version_id: int, names: Sequence[str] | Mapping[str, Keys]) -> Mapping[str, Keys]:
    study = Version.objects.select_related("questionnaire__study").get(pk=version_id).questionnaire.study
    found = Recording.objects.of(study).values_list("digest", "key")
    return {name: (key,) for name, key in found if name in names}
