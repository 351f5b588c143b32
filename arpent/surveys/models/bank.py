from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arpent.instrument.canonical import from_json
from arpent.instrument.values import Instrument
from arpent.network.models import Organisation
from arpent.studies.models import Study
from arpent.surveys.models.licences import SHAREABLE, Licence
from arpent.ui.pictos import plain


class BankEntryQuerySet(models.QuerySet["BankEntry"]):
    def of(self, study: Study) -> Self:
        """What a study may take: its territory's, that of the organisations above it, and what is shared."""
        return self.filter(Q(organisation__in=study.territory.line()) | ~Q(shared_at=None))

    def kept_by(self, study: Study) -> Self:
        """What the people who run the study may change: its territory's own."""
        return self.filter(organisation=study.territory)

    def found(self, words: str) -> list["BankEntry"]:
        """Those that each word begins to name; all of them for no words."""
        wanted = plain(words).split()
        return [entry for entry in self.select_related("organisation") if all(map(entry.begins, wanted))]


class BankEntry(models.Model):
    """A question, or a scale of several, kept to be asked again: whose it is, and whether it may be passed on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("titre"), max_length=160)
    words = models.CharField(_("autres mots pour la trouver"), max_length=200, blank=True)
    author = models.CharField(_("auteur"), max_length=160)
    source = models.CharField(_("source"), max_length=300, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence)
    may_be_distributed = models.BooleanField(_("peut être diffusée à d’autres"), default=False)
    content = models.TextField()  # a questionnaire of these questions alone, as canonical JSON
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)  # with the whole network

    objects: ClassVar[BankEntryQuerySet] = BankEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("question de la banque")
        verbose_name_plural = _("questions de la banque")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(author=""), name="bank_entry_has_an_author"),
            models.CheckConstraint(
                condition=Q(shared_at=None) | Q(may_be_distributed=True, licence__in=SHAREABLE),
                name="bank_entry_is_shared_only_if_it_may_be",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def instrument(self) -> Instrument:
        return from_json(self.content)

    def begins(self, word: str) -> bool:
        """Whether some word of its title, or another that finds it, begins like this one."""
        known = plain(f"{self.title} {self.words}").replace("'", " ").split()
        return any(each.startswith(word) for each in known)


class BankPicture(models.Model):
    """A picture that an entry shows, under the name that its questions use."""

    entry = models.ForeignKey(BankEntry, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="pictures/", max_length=255)
    credit = models.CharField(max_length=300, blank=True)
    restricted = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("image de la banque")
        verbose_name_plural = _("images de la banque")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="bank_picture_name_once")]

    def __str__(self) -> str:
        return self.name
