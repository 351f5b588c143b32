from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arpent.analysis.models import Freeze
from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.proofreading.models import Session
from arpent.studies.models import Study
from arpent.ui.work import Work

if TYPE_CHECKING:
    from arpent.accounts.models import User


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: "User") -> Self:
        """Reports on the territories where this person reads results, published or not."""
        reached = Organisation.objects.allowing(user, Right.SEE_RESULTS)
        return self.filter(freeze__campaign__study__territory__in=reached)

    def publishable_by(self, user: "User") -> Self:
        return self.filter(freeze__campaign__study__in=Study.objects.allowing(user, Right.PUBLISH))

    def published(self) -> Self:
        """Those that anyone may read."""
        return self.filter(audience=Report.Audience.PUBLIC).exclude(published_at=None)


class Report(Work):
    """What a freeze says, written for its own network or for everyone."""

    class Audience(models.TextChoices):
        INSIDE = "inside", _("interne")
        PUBLIC = "public", _("public")

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="reports")
    audience = models.CharField(_("destiné à"), max_length=10, choices=Audience)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    body = models.TextField(blank=True)  # the HTML of the page, made once
    highlights = models.JSONField(default=list)  # the facts that a public page may quote
    pdf = models.FileField(upload_to="reports/", blank=True, max_length=255)
    easy_pdf = models.FileField(
        upload_to="reports/", blank=True, max_length=255
    )  # with the easy-to-read mark
    easy_session = models.ForeignKey(  # the proofreading that its mark names
        Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    workbook = models.FileField(upload_to="reports/", blank=True, max_length=255)
    quoted = models.PositiveSmallIntegerField(default=0)  # texts printed in it: they go with the answers
    slug = models.SlugField(max_length=120, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Work.Meta):
        verbose_name = _("rapport")
        verbose_name_plural = _("rapports")
        ordering = ["-made_at"]
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="report_slug_once"),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(audience="public", state="ready") & ~Q(slug=""),
                name="report_published_is_public_and_ready",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.freeze.campaign.study}, {self.get_audience_display()}"

    def get_absolute_url(self) -> str:
        if self.published_at:
            return reverse("publications:read", args=[self.slug])
        return reverse("reports:read", args=[self.freeze.campaign.study_id, self.pk])

    @property
    def threshold(self) -> int:
        """The smallest group that this report may show."""
        return THRESHOLDS[Report.Audience(self.audience)]


THRESHOLDS = {Report.Audience.INSIDE: 5, Report.Audience.PUBLIC: 11}
