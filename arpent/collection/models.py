import secrets
import uuid
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.studies.models import Participation, Study
from arpent.surveys.models import Version

if TYPE_CHECKING:
    from arpent.accounts.models import User


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: "User") -> Self:
        """Campaigns of the studies that this person follows, at the head of the study or in an association."""
        studies = Study.objects.visible_to(user)
        reached = Organisation.objects.allowing(user, Right.SEE_COLLECTION)
        taking_part = Participation.objects.filter(organisation__in=reached).values("study")
        return self.filter(study__in=studies).filter(
            Q(study__territory__in=reached) | Q(study__in=taking_part)
        )

    def run_by(self, user: "User") -> Self:
        return self.filter(study__in=Study.objects.allowing(user, Right.RUN_STUDY))


class Campaign(models.Model):
    """A period during which a study gathers answers, and the day on which raw answers are erased."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="campaigns")
    title = models.CharField(_("titre"), max_length=120)
    versions = models.ManyToManyField(Version, related_name="campaigns", verbose_name=_("questionnaires"))
    opens_on = models.DateField(_("ouverture"))
    closes_on = models.DateField(_("clôture"))
    purge_on = models.DateField(_("effacement des réponses brutes"))
    contact = models.CharField(_("qui appeler en cas de question"), max_length=200)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    closed_on = models.DateField(_("close le"), null=True, blank=True)

    objects: ClassVar[CampaignQuerySet] = CampaignQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("collecte")
        verbose_name_plural = _("collectes")
        ordering = ["-opens_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="campaign_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(purge_on__gt=F("closes_on")), name="campaign_purges_after_closing"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_open(self, on: date) -> bool:
        """Whether links answer on that day."""
        return self.closed_on is None and self.opens_on <= on <= self.closes_on


def new_token() -> str:
    """128 bits: a link cannot be guessed."""
    return secrets.token_urlsafe(16)


class Link(models.Model):
    """One address, and its QR code, for one audience of one association. It names no one."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="links")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="links")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="links")
    token = models.CharField(max_length=40, unique=True, default=new_token)

    class Meta:
        verbose_name = _("lien")
        verbose_name_plural = _("liens")
        ordering = ["participation__organisation__name", "version__questionnaire__audience__rank"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "version", "participation"], name="link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.participation.organisation}, {self.version.questionnaire.audience}"


class ResponseQuerySet(models.QuerySet["Response"]):
    def kept(self) -> Self:
        """Answers that count: sent, or stopped by a person who chose to keep them."""
        return self.filter(status__in=(Response.Status.SENT, Response.Status.STOPPED))


class Response(models.Model):
    """The answers of one person. No name, no address, no device, no hour: the day only."""

    class Status(models.TextChoices):
        ONGOING = "ongoing", _("en cours")
        SENT = "sent", _("envoyée")
        STOPPED = "stopped", _("arrêtée et gardée")

    class Mode(models.TextChoices):
        WEB = "web", _("en ligne")
        TABLET = "tablet", _("tablette")
        INTERVIEWER = "interviewer", _("avec une personne qui enquête")
        PHONE = "phone", _("par téléphone")
        PAPER = "paper", _("papier")
        OFFLINE = "offline", _("hors ligne")
        IMPORTED = "imported", _("importée")

    class Voice(models.TextChoices):
        ALONE = "alone", _("a répondu sans aide")
        HELPED = "helped", _("a répondu avec de l’aide")
        PROXY = "proxy", _("quelqu’un a répondu à sa place")
        UNKNOWN = "unknown", _("on ne sait pas")

    class Help(models.TextChoices):
        READ = "read", _("lire")
        EXPLAIN = "explain", _("expliquer")
        CLICK = "click", _("appuyer ou écrire")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="responses")
    status = models.CharField(max_length=10, choices=Status, default=Status.ONGOING)
    answers = models.JSONField(default=dict)  # as arpent.instrument.answering writes them
    edition = models.CharField(max_length=20)
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.WEB)
    voice = models.CharField(max_length=8, choices=Voice, default=Voice.UNKNOWN)
    help = models.JSONField(default=list)  # values of Help
    helper = models.CharField(max_length=40, blank=True)  # by function: parent, professional, friend…
    day = models.DateField()  # of the last change; never the hour
    resume_digest = models.CharField(max_length=64, null=True, blank=True, unique=True)  # of the resume code

    objects: ClassVar[ResponseQuerySet] = ResponseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("réponse")
        verbose_name_plural = _("réponses")
        indexes = [models.Index(fields=["link", "status"], name="response_by_link")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="ongoing") | Q(resume_digest=None), name="response_sent_has_no_resume_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.day}"
