"""Making the clips of a version. Done again, it makes only what is missing; stopped, it goes on from there."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from itertools import batched

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from arpent.surveys.aloud.lines import Line, lines_of
from arpent.surveys.models import KEY, Clip, Pronunciation, Sentence, Version, Voicing
from arpent.voice.encoding import encoded
from arpent.voice.pronouncing import Pronunciation as Said
from arpent.voice.pronouncing import pronounced
from arpent.voice.sentences import short_hash
from arpent.voice.values import Speed, Voice

AT_ONCE = 20
"""Sentences between two steps of the progress bar; those that are made stay made."""

type Progress = Callable[[int, int], None]


def prepare(voicing: Voicing, voice: Voice | None, progress: Progress = lambda _done, _total: None) -> None:
    """The sentences of a version as they are now, each with its clips."""
    version = voicing.version
    write_sentences(version, [*lines_of(version.instrument), *lines_of_the_runner(version)])
    if voice is not None:
        speak(version, voice, progress)
    voicing.state, voicing.error, voicing.stamp = Voicing.State.READY, "", uuid.uuid4()
    voicing.voice = voice.name if voice else ""
    voicing.save(update_fields=["state", "error", "stamp", "voice"])


def lines_of_the_runner(version: Version) -> Iterable[Line]:
    """What the pages around the questions say. They belong to a room on our right, which the settings name."""
    said: Callable[[Version], Iterable[Line]] = import_string(settings.ALSO_READ_ALOUD)
    return said(version)


@transaction.atomic
def write_sentences(version: Version, lines: Iterable[Line]) -> None:
    """Keep each sentence once, with the clips that it has; those that are not said any more go."""
    ordered: dict[str, tuple[Line, str]] = {}
    for line in lines:
        for name, words in line.sentences():
            ordered.setdefault(name, (line, words))
    version.sentences.exclude(digest__in=ordered).delete()
    Sentence.objects.bulk_create(
        [
            Sentence(
                version=version,
                digest=name,
                rank=rank,
                place=line.place,
                about=line.about[:255],
                language=line.language[:12],
                words=words,
            )
            for rank, (name, (line, words)) in enumerate(ordered.items())
        ],
        update_conflicts=True,
        unique_fields=["version", "digest"],
        update_fields=["rank", "place", "about", "words"],
    )


def speak(version: Version, voice: Voice, progress: Progress) -> None:
    """Say each sentence at both speeds, as the list of pronunciations asks now."""
    words = Pronunciation.objects.entries()
    spoken = [one for one in version.sentences.select_related("clip", "slow") if voice.speaks(one.language)]
    progress(0, len(spoken))
    done = 0
    for some in batched(spoken, AT_ONCE):
        say_some(some, voice, words)
        done += len(some)
        progress(done, len(spoken))
    forget_unused()


def say_some(some: Sequence[Sentence], voice: Voice, words: Sequence[Said]) -> None:
    """Say these sentences, then write their clips. While they are said nothing is locked: others store answers."""
    made: dict[str, Clip] = {}
    for sentence in some:
        said = pronounced(sentence.words, words) if sentence.language == "fr" else sentence.words
        sentence.clip = clip_of(said, sentence.language, Speed.NORMAL, voice, made)
        sentence.slow = clip_of(said, sentence.language, Speed.SLOW, voice, made)
    with transaction.atomic():
        for clip in made.values():
            clip.save()
        Sentence.objects.bulk_update(some, ["clip", "slow"])


def clip_of(said: str, language: str, speed: Speed, voice: Voice, made: dict[str, Clip]) -> Clip | None:
    """The clip of these words: the one that is there, or a new one, added to `made` to be saved.

    None when nothing of them can be said.
    """
    key = short_hash(voice.name, str(int(speed)), language, said)[:KEY]
    known = made.get(key) or Clip.objects.filter(key=key).first()
    if known and known.file.storage.exists(str(known.file.name)):
        return known
    sound = voice.say(said, language, speed)
    if not sound:
        return None
    content = encoded(sound)
    clip = known or Clip(key=key)
    clip.size, clip.speed = len(content), int(speed)
    clip.file.save(f"{key}.mp3", ContentFile(content), save=False)
    made[key] = clip
    return clip


def forget_unused() -> None:
    """Erase the clips that no sentence names any more: what was said before a pronunciation changed."""
    said = Sentence.objects.exclude(clip=None).values("clip")
    slowly = Sentence.objects.exclude(slow=None).values("slow")
    for clip in Clip.objects.exclude(Q(pk__in=said) | Q(pk__in=slowly)):
        clip.delete()
        clip.file.storage.delete(str(clip.file.name))
