"""What is kept of the topics of an open question: names, codes, the machine's guesses, chosen quotes.

Everything that says something of one text goes with it: erasing the answers erases codes, guesses and quotes.
"""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arpent.collection.models import Campaign
from arpent.surveys.models import Version
from arpent.ui.work import Work


class OpenQuestion(models.Model):
    """One question answered in words, in one campaign: its topics and how far its coding is."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="open_questions")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)  # of the question, or of the words of « other »
    seed = models.PositiveIntegerField()  # of every draw and every random start
    learned = models.JSONField(default=list)  # how each topic was learned, by key: see `machine.Learned`
    advised = models.PositiveSmallIntegerField(
        null=True
    )  # texts to code in addition; null before any learning
    learned_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("question ouverte")
        verbose_name_plural = _("questions ouvertes")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "version", "name"], name="open_question_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign}, {self.name}"


def topic_code(key: int) -> str:
    return f"sujet_{key}"


class TopicQuerySet(models.QuerySet["Topic"]):
    def current(self) -> Self:
        """Those in use: neither removed nor merged into another."""
        return self.filter(removed=False, merged_into=None)


class Topic(models.Model):
    """What several texts of one question speak of. A person names it; its words were found by the machine."""

    question = models.ForeignKey(OpenQuestion, on_delete=models.CASCADE, related_name="topics")
    name = models.CharField(_("nom du sujet"), max_length=80, blank=True)
    hint = models.CharField(_("ce qui en fait partie"), max_length=240, blank=True)
    words = models.JSONField(default=list)  # the most telling first; empty for a topic that a person added
    overlap = models.FloatField(null=True)  # 0 to 1: how steady its words are; null when a person added it
    rank = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    removed = models.BooleanField(default=False)

    objects: ClassVar[TopicQuerySet] = TopicQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("sujet")
        verbose_name_plural = _("sujets")
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") | ~Q(words=[]), name="topic_has_a_name_or_words"),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="topic_not_in_itself"),
        ]

    def __str__(self) -> str:
        return self.name or ", ".join(self.words[:3])

    @property
    def code(self) -> str:
        """In the dataset and the records: its name may change, this does not."""
        return topic_code(self.pk)


class TopicChange(models.Model):
    """One change of the topics of a question, with what they were before: the last one can be undone."""

    class What(models.TextChoices):
        PROPOSE = "propose", _("sujets proposés")
        ADD = "add", _("sujet ajouté")
        NAME = "name", _("sujet nommé")
        MERGE = "merge", _("sujets réunis")
        SPLIT = "split", _("sujet partagé")
        REMOVE = "remove", _("sujet retiré")

    question = models.ForeignKey(OpenQuestion, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=8, choices=What)
    before = models.JSONField()  # by key of topic: its name, hint, merged_into, removed
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("changement de sujets")
        verbose_name_plural = _("changements de sujets")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.get_what_display()


class Nearness(models.Model):
    """How much one text speaks of a topic that was proposed from it and others."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="near")
    answer = models.ForeignKey("OpenAnswer", on_delete=models.CASCADE, related_name="+")
    closeness = models.FloatField()

    class Meta:
        verbose_name = _("proximité")
        verbose_name_plural = _("proximités")
        ordering = ["-closeness"]
        constraints = [models.UniqueConstraint(fields=["topic", "answer"], name="nearness_once")]

    def __str__(self) -> str:
        return f"{self.topic}, {self.closeness:.2f}"


class CodeQuerySet(models.QuerySet["Code"]):
    def of(self, question: OpenQuestion) -> Self:
        """The codes of the texts of one question, with their topics."""
        found = self.filter(
            answer__response__link__campaign=question.campaign_id,
            answer__response__link__version=question.version_id,
            answer__question=question.name,
        )
        return found.prefetch_related("topics")


class Code(models.Model):
    """What one person says that a text speaks of. No topic at all is a code; « je ne sais pas » is not."""

    class Turn(models.TextChoices):
        FIRST = "first", _("premier codage")
        SECOND = "second", _("second codage")
        AGREED = "agreed", _("décision commune")
        CHECK = "check", _("vérification")  # of what the machine said

    answer = models.ForeignKey("OpenAnswer", on_delete=models.CASCADE, related_name="codes")
    turn = models.CharField(max_length=6, choices=Turn)
    topics = models.ManyToManyField(Topic, related_name="codes")
    unsure = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[CodeQuerySet] = CodeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        constraints = [
            models.UniqueConstraint(fields=["answer", "turn"], name="code_once_a_turn"),
            models.CheckConstraint(
                condition=Q(unsure=False) | ~Q(turn="agreed"), name="code_agreed_is_decided"
            ),
        ]

    def __str__(self) -> str:
        return self.get_turn_display()


class Guess(models.Model):
    """What the machine says of one text that nobody coded, and of what it is not sure."""

    answer = models.OneToOneField("OpenAnswer", on_delete=models.CASCADE, related_name="guess")
    yes = models.JSONField(default=list)  # keys of topics
    doubts = models.JSONField(default=list)
    sureness = models.FloatField()  # 0.5 to 1: of its least sure decision

    class Meta:
        verbose_name = _("code de la machine")
        verbose_name_plural = _("codes de la machine")

    def __str__(self) -> str:
        return f"{len(self.yes)}, {self.sureness:.2f}"


class QuoteQuerySet(models.QuerySet["Quote"]):
    def showable(self) -> Self:
        """Those of texts that are still cleared."""
        return self.filter(answer__state="cleared").select_related("answer__response", "topic")


class Quote(models.Model):
    """A text that somebody chose for the report, beside a topic. Nobody chose it for a group or a place."""

    answer = models.OneToOneField("OpenAnswer", on_delete=models.CASCADE, related_name="quote")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="quotes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    chosen_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[QuoteQuerySet] = QuoteQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.topic}"


class TextWork(Work):
    """Long work on the texts of a campaign, or of one of its questions."""

    class Kind(models.TextChoices):
        GATHER = "gather", _("Recherche des nouveaux textes")
        PROPOSE = "propose", _("Recherche de sujets")
        SPLIT = "split", _("Partage d’un sujet")
        LEARN = "learn", _("Codage par Arpent")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="text_works")
    kind = models.CharField(max_length=8, choices=Kind)
    question = models.ForeignKey(OpenQuestion, on_delete=models.CASCADE, null=True, related_name="works")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, related_name="+")  # to split
    count = models.PositiveSmallIntegerField(null=True)  # of topics wanted; null lets the machine choose
    found = models.PositiveIntegerField(default=0)  # new texts, topics or texts coded
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta(Work.Meta):
        verbose_name = _("travail sur les textes")
        verbose_name_plural = _("travaux sur les textes")
        ordering = ["-pk"]
        constraints = [
            *Work.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="gather") ^ Q(question__isnull=False), name="text_work_has_its_question"
            ),
            models.CheckConstraint(
                condition=~Q(kind="split") | Q(topic__isnull=False), name="text_work_splits_a_topic"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
