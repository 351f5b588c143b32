from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arpent.network.models import Organisation
from arpent.studies.models import Study
from arpent.surveys.models.licences import ASKS_FOR_CREDIT, SHAREABLE, Licence
from arpent.ui.pictos import plain


class PicturePackQuerySet(models.QuerySet["PicturePack"]):
    def of(self, study: Study) -> Self:
        """Those of the study's territory, and of the organisations above it when their licence lets them travel."""
        line = study.territory.line()
        return self.filter(Q(organisation=study.territory) | Q(organisation__in=line, licence__in=SHAREABLE))


class PicturePack(models.Model):
    """Pictures that an organisation brings: its photos, or a set under a licence."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("nom du lot"), max_length=120)
    author = models.CharField(_("auteur"), max_length=160)
    source = models.CharField(_("source"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence)

    objects: ClassVar[PicturePackQuerySet] = PicturePackQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("lot d’images")
        verbose_name_plural = _("lots d’images")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="picture_pack_name_once"),
            models.CheckConstraint(condition=~Q(author=""), name="picture_pack_has_an_author"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def may_travel(self) -> bool:
        """Whether its licence lets its pictures go to the whole network."""
        return self.licence in SHAREABLE

    @property
    def credit(self) -> str:
        """What is written where its pictures are shown; nothing when no licence asks for it."""
        if self.licence not in ASKS_FOR_CREDIT:
            return ""
        parts = [self.name, self.author, self.source, Licence(self.licence).name_for_credit]
        return ", ".join(part for part in parts if part)


class PictureQuerySet(models.QuerySet["Picture"]):
    def found(self, words: str) -> list["Picture"]:
        """Those that each word begins to name; all of them for no words."""
        wanted = plain(words).split()
        return [
            picture
            for picture in self.select_related("pack")
            if all(any(known.startswith(word) for known in plain(picture.words).split()) for word in wanted)
        ]


class Picture(models.Model):
    """One picture of a pack, found by its French words."""

    pack = models.ForeignKey(PicturePack, on_delete=models.CASCADE, related_name="pictures")
    words = models.CharField(_("mots"), max_length=200)
    file = models.FileField(upload_to="pictures/", max_length=255)

    objects: ClassVar[PictureQuerySet] = PictureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["words"]
        constraints = [models.UniqueConstraint(fields=["pack", "words"], name="picture_words_once_in_pack")]

    def __str__(self) -> str:
        return self.words
