from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from arpent.network.models import Organisation
from arpent.network.rights import Right

if TYPE_CHECKING:
    from arpent.accounts.models import User


class Audience(models.Model):
    """Whose voice is heard: families, people, partners… with the words that sentences need."""

    class Mark(models.TextChoices):
        PEOPLE = "people", _("disque")
        FAMILY = "family", _("carré")
        PARTNER = "partner", _("triangle")

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("nom au pluriel"), max_length=60)  # "familles"
    feminine = models.BooleanField(_("féminin"), default=False)  # "toutes les familles"
    mark = models.CharField(_("repère"), max_length=10, choices=Mark)
    rank = models.PositiveSmallIntegerField(_("ordre"), default=0)
    easy_first = models.BooleanField(_("facile à lire d’abord"), default=False)

    class Meta:
        verbose_name = _("public")
        verbose_name_plural = _("publics")
        ordering = ["rank", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        return self.name[:1].upper() + self.name[1:]


class Method(models.Model):
    """A way of going through a study: an ordered list of steps, as data."""

    name = models.CharField(_("nom"), max_length=120)
    version = models.PositiveSmallIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("démarche")
        verbose_name_plural = _("démarches")
        ordering = ["name", "-version"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="method_version_once")]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    @property
    def in_use(self) -> bool:
        """Whether a study was opened with it: then its words stay as they were read."""
        return Study.objects.filter(method=self).exists()


class MethodStep(models.Model):
    """One step as the method describes it, copied into each study."""

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField(_("numéro"))
    title = models.CharField(_("titre"), max_length=120)
    short_title = models.CharField(_("titre court"), max_length=60)
    question = models.CharField(_("question"), max_length=255)
    deliverable = models.CharField(_("livrable"), max_length=255)
    validated_by = models.CharField(_("validé par"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("étape de la démarche")
        verbose_name_plural = _("étapes de la démarche")
        ordering = ["method", "number"]
        constraints = [models.UniqueConstraint(fields=["method", "number"], name="method_step_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class StudyQuerySet(models.QuerySet["Study"]):
    def allowing(self, user: "User", right: Right) -> Self:
        """Studies of the territories where this person holds the right."""
        return self.filter(territory__in=Organisation.objects.allowing(user, right))

    def visible_to(self, user: "User") -> Self:
        """Studies of one's territory, and those that one's association takes part in."""
        reached = Organisation.objects.allowing(user, Right.SEE_STUDY)
        return self.filter(
            Q(territory__in=reached)
            | Q(pk__in=Participation.objects.filter(organisation__in=reached).values("study"))
        )

    def run_by(self, user: "User") -> Self:
        return self.allowing(user, Right.RUN_STUDY)


class Study(models.Model):
    """One subject measured on one territory."""

    title = models.CharField(_("titre"), max_length=160)
    subject = models.TextField(_("sujet"), blank=True)
    question = models.CharField(_("question évaluative"), max_length=300)
    territory = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="studies", verbose_name=_("territoire")
    )
    method = models.ForeignKey(Method, on_delete=models.PROTECT, related_name="+", verbose_name=_("démarche"))
    starts_on = models.DateField(_("début"))
    ends_on = models.DateField(_("fin"))

    objects: ClassVar[StudyQuerySet] = StudyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("étude")
        verbose_name_plural = _("études")
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="study_ends_after_start"),
            models.UniqueConstraint(fields=["territory", "title"], name="study_title_once_in_territory"),
        ]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """One step of a study: where it stands and when. Its words come from the method."""

    class Status(models.TextChoices):
        AHEAD = "ahead", _("à venir")
        CURRENT = "current", _("en cours")
        DONE = "done", _("terminée")

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField(_("numéro"))
    title = models.CharField(_("titre"), max_length=120)
    short_title = models.CharField(_("titre court"), max_length=60)
    question = models.CharField(_("question"), max_length=255)
    deliverable = models.CharField(_("livrable"), max_length=255)
    validated_by = models.CharField(_("validé par"), max_length=120, blank=True)
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.AHEAD)
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin prévue"), null=True, blank=True)
    done_on = models.DateField(_("terminée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("étape")
        verbose_name_plural = _("étapes")
        ordering = ["study", "number"]
        constraints = [
            models.UniqueConstraint(fields=["study", "number"], name="step_number_once"),
            models.CheckConstraint(
                condition=Q(status="done") ^ Q(done_on=None), name="step_done_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="step_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def begin(self, on: date) -> None:
        """The work starts, on the planned day at the latest. A step that is done is reopened instead."""
        if self.status == self.Status.AHEAD:
            self.status = self.Status.CURRENT
            self.starts_on = min(day for day in (self.starts_on, self.ends_on, on) if day)
            self.save(update_fields=["status", "starts_on"])

    def put_back(self) -> None:
        """Undo its beginning."""
        if self.status == self.Status.CURRENT:
            self.status = self.Status.AHEAD
            self.save(update_fields=["status"])

    def finish(self, on: date) -> None:
        """The first end counts: finishing twice keeps its day."""
        if self.status != self.Status.DONE:
            self.status = self.Status.DONE
            self.done_on = on
            self.save(update_fields=["status", "done_on"])

    def reopen(self) -> None:
        """Undo its end."""
        if self.status == self.Status.DONE:
            self.status = self.Status.CURRENT
            self.done_on = None
            self.save(update_fields=["status", "done_on"])

    def is_late(self, on: date) -> bool:
        return self.status == self.Status.CURRENT and self.ends_on is not None and self.ends_on < on


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, user: "User") -> Self:
        """Those of one's own organisations, and all those of a study whose territory one may see."""
        reached = Organisation.objects.allowing(user, Right.SEE_STUDY)
        return self.filter(Q(organisation__in=reached) | Q(study__territory__in=reached))


class Participation(models.Model):
    """An association that takes part in a study."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="participations", verbose_name=_("association")
    )

    objects: ClassVar[ParticipationQuerySet] = ParticipationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["study", "organisation"], name="participation_once")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.study}"


class Population(models.Model):
    """How many people of one audience an association counts: the base of response rates and of intervals."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="populations")
    audience = models.ForeignKey(
        Audience, on_delete=models.PROTECT, related_name="+", verbose_name=_("public")
    )
    size = models.PositiveIntegerField(_("nombre de personnes concernées"))

    class Meta:
        verbose_name = _("population")
        verbose_name_plural = _("populations")
        ordering = ["participation", "audience__rank"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "audience"], name="population_once"),
        ]

    def __str__(self) -> str:
        return f"{self.size} {self.audience}"


class WritingQuerySet(models.QuerySet["Writing"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(study__in=Study.objects.visible_to(user))

    def run_by(self, user: "User") -> Self:
        return self.filter(study__in=Study.objects.run_by(user))


class Writing(models.Model):
    """A text that a study gives people to read: minutes, a decision, a notice, a letter."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", _("compte rendu")
        DECISION = "decision", _("décision")
        CONSENT = "consent", _("accord pour participer")
        LETTER = "letter", _("courrier")
        RESULTS = "results", _("résultats")
        OTHER = "other", _("autre texte")

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="writings")
    kind = models.CharField(_("sorte de texte"), max_length=20, choices=Kind, default=Kind.MINUTES)
    title = models.CharField(_("titre"), max_length=160)
    words = models.TextField(_("texte"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[WritingQuerySet] = WritingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("écrit")
        verbose_name_plural = _("écrits")
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(words=""), name="writing_says_something")
        ]

    def __str__(self) -> str:
        return self.title
