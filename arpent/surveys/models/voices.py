import uuid
from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arpent.network.models import Organisation
from arpent.studies.models import Study
from arpent.surveys.models.questionnaires import Version
from arpent.ui.work import Work
from arpent.voice.pronouncing import LONGEST
from arpent.voice.pronouncing import Pronunciation as Said
from arpent.voice.sounds import SOUNDS
from arpent.voice.values import Speed

KEY = 16
"""Hexadecimal digits that name a clip: pages hold two for each sentence, and weigh what they weigh."""


class PronunciationQuerySet(models.QuerySet["Pronunciation"]):
    def entries(self) -> list[Said]:
        """The list, as a voice follows it."""
        return [Said(*row) for row in self.values_list("written", "said")]


class Pronunciation(models.Model):
    """A word of the network that is not said as it is written; nothing beside it means letter by letter."""

    key = models.CharField(max_length=LONGEST, unique=True)  # the word in small letters
    written = models.CharField(_("mot écrit"), max_length=LONGEST)
    said = models.CharField(_("comment il se dit"), max_length=120, blank=True)

    objects: ClassVar[PronunciationQuerySet] = PronunciationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("prononciation")
        verbose_name_plural = _("prononciations")
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=~Q(written=""), name="pronunciation_has_a_word")]

    def __str__(self) -> str:
        return self.written


class Clip(models.Model):
    """One sentence spoken by the machine. Its key is made of the words as they are said, voice, speed, language."""

    key = models.CharField(max_length=32, unique=True)
    file = models.FileField(upload_to="voices/", max_length=255)
    size = models.PositiveIntegerField()  # bytes
    speed = models.PositiveSmallIntegerField(choices=[(speed.value, speed.name) for speed in Speed])

    class Meta:
        verbose_name = _("lecture de synthèse")
        verbose_name_plural = _("lectures de synthèse")

    def __str__(self) -> str:
        return self.key


class RecordingQuerySet(models.QuerySet["Recording"]):
    def of(self, study: Study) -> Self:
        """Those that the questionnaires of a study play: its territory's own."""
        return self.filter(organisation=study.territory)


class Recording(models.Model):
    """One sentence said by a person. It wins over the machine wherever the organisation asks these words."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=32)  # of the sentence and its language
    key = models.CharField(max_length=32, unique=True)  # of what the file holds, in that organisation
    words = models.TextField()
    file = models.FileField(upload_to="recordings/", max_length=255)
    size = models.PositiveIntegerField()
    ending = models.CharField(max_length=6, choices=[(sound.ending, sound.content_type) for sound in SOUNDS])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[RecordingQuerySet] = RecordingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("voix enregistrée")
        verbose_name_plural = _("voix enregistrées")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "digest"], name="recording_once_a_sentence")
        ]

    def __str__(self) -> str:
        return self.words


class Voicing(Work):
    """The reading aloud of a version: prepared in the background, and again when something it rests on changes."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="voicing")
    stamp = models.UUIDField(default=uuid.uuid4)  # another one whenever a page may sound otherwise
    voice = models.CharField(max_length=20, blank=True)  # that of the machine; none when none was installed

    class Meta(Work.Meta):
        verbose_name = _("lecture à voix haute d’une version")
        verbose_name_plural = _("lectures à voix haute de versions")

    def __str__(self) -> str:
        return str(self.version)


class SentenceQuerySet(models.QuerySet["Sentence"]):
    def unspoken(self) -> Self:
        """Those that no machine has said."""
        return self.filter(Q(clip=None) | Q(slow=None))

    def in_languages(self, languages: Iterable[str]) -> Self:
        return self.filter(language__in=set(languages))


class Sentence(models.Model):
    """A sentence that those who answer a version may hear, and what says it."""

    class Place(models.TextChoices):
        WHOLE = "whole", _("Accueil")
        SECTION = "section", _("Partie")
        QUESTION = "question", _("Question")
        HINT = "hint", _("Aide")
        CHOICE = "choice", _("Réponse")
        CLARIFICATION = "clarification", _("Explication permise")
        REFUSAL = "refusal", _("Réponse à revoir")
        RUNNER = "runner", _("Boutons et pages communes")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="sentences")
    digest = models.CharField(max_length=32)
    rank = models.PositiveIntegerField()
    place = models.CharField(max_length=15, choices=Place)
    about = models.CharField(max_length=255, blank=True)  # the question that it goes with
    language = models.CharField(max_length=12)
    words = models.TextField()
    clip = models.ForeignKey(Clip, on_delete=models.SET_NULL, null=True, related_name="+")
    slow = models.ForeignKey(Clip, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[SentenceQuerySet] = SentenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("phrase lue")
        verbose_name_plural = _("phrases lues")
        ordering = ["version", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["version", "digest"], name="sentence_once_in_a_version")
        ]

    def __str__(self) -> str:
        return self.words
