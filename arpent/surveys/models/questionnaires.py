from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arpent.instrument.canonical import from_json
from arpent.instrument.values import Instrument
from arpent.network.rights import Right
from arpent.studies.models import Audience, Study

if TYPE_CHECKING:
    from arpent.accounts.models import User


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(study__in=Study.objects.visible_to(user))

    def run_by(self, user: "User") -> Self:
        return self.filter(study__in=Study.objects.allowing(user, Right.RUN_STUDY))


class Questionnaire(models.Model):
    """What one audience of a study is asked, through its versions."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="questionnaires")
    audience = models.ForeignKey(
        Audience, on_delete=models.PROTECT, related_name="+", verbose_name=_("public")
    )
    title = models.CharField(_("titre"), max_length=160)

    objects: ClassVar[QuestionnaireQuerySet] = QuestionnaireQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["audience__rank", "title"]
        constraints = [
            models.UniqueConstraint(fields=["study", "audience"], name="questionnaire_once_an_audience")
        ]

    def __str__(self) -> str:
        return self.title


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(questionnaire__in=Questionnaire.objects.visible_to(user))

    def run_by(self, user: "User") -> Self:
        return self.filter(questionnaire__in=Questionnaire.objects.run_by(user))

    def published(self) -> Self:
        return self.exclude(published_at=None)


class Version(models.Model):
    """One state of a questionnaire. Once published it never changes: answers refer to it by its fingerprint."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    source = models.FileField(
        _("fichier XLSForm"), upload_to="questionnaires/", max_length=255
    )  # none when written here
    source_name = models.CharField(_("nom du fichier"), max_length=255)
    content = models.TextField()  # the instrument as canonical JSON, which the fingerprint is taken of
    fingerprint = models.CharField(_("empreinte"), max_length=64)  # SHA-256 of the instrument
    notices = models.JSONField(default=list)  # what the reading left out, row by row
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VersionQuerySet] = VersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("version d’un questionnaire")
        verbose_name_plural = _("versions d’un questionnaire")
        ordering = ["questionnaire", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="version_number_once"),
            models.CheckConstraint(condition=~Q(fingerprint=""), name="version_has_a_fingerprint"),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire}, version {self.number}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def instrument(self) -> Instrument:
        """The questionnaire as a value. Reading it costs some milliseconds: keep it while a page is made."""
        return from_json(self.content)


class Attachment(models.Model):
    """A picture or a sound that a version shows, under the name that its form uses."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(_("nom"), max_length=255)
    file = models.FileField(upload_to="questionnaires/media/", max_length=255)
    credit = models.CharField(
        max_length=300, blank=True
    )  # whose it is and under which licence, shown where due
    restricted = models.BooleanField(default=False)  # its licence keeps it from the shared bank

    class Meta:
        verbose_name = _("pièce jointe")
        verbose_name_plural = _("pièces jointes")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="attachment_name_once")]

    def __str__(self) -> str:
        return self.name
