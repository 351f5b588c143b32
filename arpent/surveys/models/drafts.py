from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arpent.surveys.models.questionnaires import Version


class Draft(models.Model):
    """The writing of a version until it is published: every state it went through, so that changes are undone."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="draft")
    position = models.PositiveIntegerField(default=0)  # of the revision that the version shows
    changes = models.PositiveIntegerField(default=0)  # ever made, undoing included: what a page has seen

    class Meta:
        verbose_name = _("écriture d’un brouillon")
        verbose_name_plural = _("écritures de brouillons")

    def __str__(self) -> str:
        return str(self.version)


class Revision(models.Model):
    """One state of a draft: its content, what had just changed, and by whom."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="revisions")
    position = models.PositiveIntegerField()
    content = models.TextField()
    what = models.CharField(max_length=200, blank=True)
    place = models.CharField(
        max_length=100, blank=True
    )  # where words were typed: what follows on there joins it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("état d’un brouillon")
        verbose_name_plural = _("états d’un brouillon")
        ordering = ["draft", "position"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "position"], name="revision_position_once"),
        ]

    def __str__(self) -> str:
        return self.what
