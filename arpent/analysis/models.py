import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arpent.analysis.crossed import models as _crossed  # noqa: F401 — Django looks for models here
from arpent.analysis.pooled import models as _pooled  # noqa: F401 — and here
from arpent.analysis.topics import models as topics
from arpent.collection.models import Campaign, Response
from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.stats.verbatim import masked
from arpent.studies.models import Study
from arpent.surveys.models import Questionnaire, Version
from arpent.ui.work import Work

if TYPE_CHECKING:
    from arpent.accounts.models import User


class FreezeQuerySet(models.QuerySet["Freeze"]):
    def visible_to(self, user: "User") -> Self:
        """Freezes of the studies whose results this person may read."""
        reached = Organisation.objects.allowing(user, Right.SEE_RESULTS)
        return (
            self.filter(campaign__study__in=Study.objects.visible_to(user))
            .filter(
                Q(campaign__study__territory__in=reached)
                | Q(campaign__study__participations__organisation__in=reached)
            )
            .distinct()
        )

    def run_by(self, user: "User") -> Self:
        return self.filter(campaign__study__in=Study.objects.allowing(user, Right.RUN_STUDY))


class Margin(models.Model):
    """How many people of an audience are in one category of a question: weights are raked to it.

    Sizes of one question count as proportions: they may be people or percentages.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="margins")
    question = models.CharField(_("question"), max_length=255)
    choice = models.CharField(_("réponse"), max_length=255)
    size = models.DecimalField(_("nombre de personnes"), max_digits=11, decimal_places=2)

    class Meta:
        verbose_name = _("effectif connu")
        verbose_name_plural = _("effectifs connus")
        ordering = ["questionnaire", "question", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "question", "choice"], name="margin_once"),
            models.CheckConstraint(condition=Q(size__gte=0), name="margin_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.question}, {self.choice}"


class Scale(models.Model):
    """Several questions of one questionnaire that measure one thing: the next freeze makes one score of them."""

    class Rule(models.TextChoices):
        MEAN = "mean", _("la moyenne des réponses")
        SUM = "sum", _("la somme des réponses")

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="scales")
    code = models.CharField(max_length=80)  # of the score in the dataset: no question can bear a name like it
    title = models.CharField(_("nom du score"), max_length=120)
    rule = models.CharField(_("le score est"), max_length=4, choices=Rule, default=Rule.MEAN)
    most_missing = models.PositiveSmallIntegerField(_("réponses manquantes permises"), default=0)
    descending = models.BooleanField(_("la première réponse est la plus haute"), default=False)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["questionnaire", "title"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "code"], name="scale_once"),
            models.CheckConstraint(condition=Q(code__startswith="score:"), name="scale_is_no_question"),
        ]

    def __str__(self) -> str:
        return self.title


class ScaleItem(models.Model):
    """One question of a scale, turned round when a high answer says little of the thing."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="items")
    question = models.CharField(_("question"), max_length=255)
    turned = models.BooleanField(_("à l’envers"), default=False)

    class Meta:
        verbose_name = _("question d’un score")
        verbose_name_plural = _("questions d’un score")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["scale", "question"], name="scale_question_once")]

    def __str__(self) -> str:
        return self.question


class Freeze(Work):
    """The answers of a campaign at one moment, made immutable: what every figure cites."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="freezes")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True)

    objects: ClassVar[FreezeQuerySet] = FreezeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Work.Meta):
        verbose_name = _("gel")
        verbose_name_plural = _("gels")
        ordering = ["-made_at"]
        constraints = [
            *Work.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(sha256=""), name="freeze_ready_has_its_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}, {self.made_at:%Y-%m-%d}"


class FrozenDataset(models.Model):
    """One audience of a freeze: a folder with its Parquet file, its codebook and its design."""

    freeze = models.ForeignKey(Freeze, on_delete=models.CASCADE, related_name="datasets")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    folder = models.CharField(max_length=255)  # under MEDIA_ROOT
    answers = models.PositiveIntegerField()  # by the persons themselves, helped or not
    proxies = models.PositiveIntegerField()  # given in somebody's place, counted apart
    easy = models.PositiveIntegerField(null=True)  # of the persons themselves, how many read the easy words
    associations = models.PositiveIntegerField()
    population = models.PositiveIntegerField(null=True)  # as it was known on that day
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("jeu de données gelé")
        verbose_name_plural = _("jeux de données gelés")
        ordering = ["version__questionnaire__audience__rank"]
        constraints = [models.UniqueConstraint(fields=["freeze", "version"], name="dataset_once_in_freeze")]

    def __str__(self) -> str:
        return f"{self.version.questionnaire.audience}, {self.answers}"


class ResultQuerySet(models.QuerySet["Result"]):
    def told_before(self, dataset: FrozenDataset) -> Self:
        """What earlier freezes of the same campaign told of the same questionnaire, the oldest first."""
        return (
            self.filter(dataset__freeze__campaign=dataset.freeze.campaign, dataset__version=dataset.version)
            .filter(dataset__freeze__state=Freeze.State.READY)
            .exclude(dataset=dataset)
            .exclude(release={})
            .order_by("dataset__freeze__made_at", "pk")
        )


class Result(models.Model):
    """The protected figures of one dataset, in one voice and at one threshold, as they leave analysis.

    `release` is what they tell, for the next freeze to be protected from who reads both.
    """

    class Voice(models.TextChoices):
        OWN = "own", _("réponses des personnes elles-mêmes")
        PROXY = "proxy", _("réponses données à leur place")

    dataset = models.ForeignKey(FrozenDataset, on_delete=models.CASCADE, related_name="results")
    voice = models.CharField(max_length=10, choices=Voice, default=Voice.OWN)
    threshold = models.PositiveSmallIntegerField()
    figures = models.JSONField()
    release = models.JSONField(default=dict)  # empty when nobody spoke

    objects: ClassVar[ResultQuerySet] = ResultQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("résultat")
        verbose_name_plural = _("résultats")
        constraints = [
            models.UniqueConstraint(fields=["dataset", "voice", "threshold"], name="result_once_a_threshold")
        ]

    def __str__(self) -> str:
        return f"{self.dataset}, seuil {self.threshold}"


class OpenAnswerQuerySet(models.QuerySet["OpenAnswer"]):
    def asked_in(self, campaign: Campaign, version_id: int, question: str) -> Self:
        """The answers to one question, in an order that says nothing: their keys are drawn at random."""
        found = self.filter(response__link__campaign=campaign, response__link__version=version_id)
        return found.filter(question=question).select_related("response").order_by("pk")

    def of(self, question: topics.OpenQuestion) -> Self:
        return self.asked_in(question.campaign, question.version_id, question.name)

    def sampled(self) -> Self:
        """Those drawn to be coded by hand, in the order of the draw."""
        return self.exclude(place=None).order_by("draw", "place")

    def waiting(self) -> Self:
        return self.filter(state=OpenAnswer.State.WAITING)

    def cleared(self) -> Self:
        return self.filter(state=OpenAnswer.State.CLEARED)


class OpenAnswer(models.Model):
    """What one person wrote to one question, until somebody has read it: cleared, or set aside.

    The words stay in the response alone and go with it. Its key leads to no other answer of that person.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("à lire")
        CLEARED = "cleared", _("peut être montrée")
        ASIDE = "aside", _("mise de côté")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(
        max_length=255
    )  # its name in the questionnaire, or that of the words of « other »
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    masks = models.JSONField(default=list)  # [start, end] of each passage that is hidden
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True)
    draw = models.PositiveSmallIntegerField(null=True)  # the draw of a sample that it was part of
    place = models.PositiveIntegerField(
        null=True
    )  # in the sample to code by hand; null when it was not drawn
    doubled = models.BooleanField(default=False)  # to be coded by two people

    objects: ClassVar[OpenAnswerQuerySet] = OpenAnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("réponse libre")
        verbose_name_plural = _("réponses libres")
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="open_answer_once"),
            models.CheckConstraint(
                condition=Q(state="waiting") ^ Q(read_at__isnull=False), name="open_answer_read_has_its_hour"
            ),
            models.CheckConstraint(
                condition=Q(place=None) | Q(draw__isnull=False), name="open_answer_in_a_sample_was_drawn"
            ),
            models.CheckConstraint(
                condition=Q(doubled=False) | Q(place__isnull=False),
                name="open_answer_doubled_is_in_the_sample",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}, {self.get_state_display()}"

    @property
    def words(self) -> str:
        """What the person wrote: for who reads it first, and nobody else."""
        said = self.response.answers.get(self.question, "")
        return said if isinstance(said, str) else ""

    @property
    def shown(self) -> str:
        """What may be shown: nothing until it is cleared, and never what was masked."""
        if self.state != OpenAnswer.State.CLEARED:
            return ""
        return masked(self.words, [(start, end) for start, end in self.masks])

    @property
    def is_proxy(self) -> bool:
        return self.response.voice == Response.Voice.PROXY

    def decide(
        self, state: str, *, masks: Sequence[tuple[int, int]], by: "User", at: datetime, known: str
    ) -> bool:
        """Clear it or set it aside. False when somebody decided meanwhile: it is no longer in the state `known`."""
        found = OpenAnswer.objects.filter(pk=self.pk, state=known)
        kept = [list(mask) for mask in masks] if state == OpenAnswer.State.CLEARED else []
        return bool(found.update(state=state, masks=kept, reader=by, read_at=at))

    def put_back(self) -> None:
        """To be read again: nothing of what was decided stays."""
        self.state, self.masks, self.reader, self.read_at = OpenAnswer.State.WAITING, [], None, None
        self.save(update_fields=["state", "masks", "reader", "read_at"])
