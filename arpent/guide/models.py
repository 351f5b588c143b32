from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WordingQuerySet(models.QuerySet["Wording"]):
    def latest_of(self, slug: str) -> "Wording | None":
        """What the network said last of this page; one that returns to the shipped text counts too."""
        return self.filter(slug=slug).select_related("by").first()

    def by_page(self) -> "dict[str, Wording]":
        """The last of each page, by its slug."""
        return {one.slug: one for one in self.order_by("at", "pk")}

    def of(self, slug: str) -> Self:
        return self.filter(slug=slug).select_related("by")


class Wording(models.Model):
    """A page of the guide as the network wrote it on a day, or its return to the text that comes with Arpent.

    Never changed nor erased: the last one is shown.
    """

    slug = models.SlugField(max_length=60)
    title = models.CharField(_("titre"), max_length=120, blank=True)
    lead = models.TextField(_("en deux phrases"), blank=True)
    body = models.TextField(_("texte"), blank=True)
    shipped = models.BooleanField(default=False)  # from here on, the text that comes with Arpent
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[WordingQuerySet] = WordingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("page du guide écrite par le réseau")
        verbose_name_plural = _("pages du guide écrites par le réseau")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["slug"], name="wording_by_page")]
        constraints = [
            models.CheckConstraint(
                condition=Q(shipped=True) ^ (~Q(title="") & ~Q(body="")), name="wording_has_words_or_none"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug
