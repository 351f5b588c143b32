from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arpent.falc.values import Words
from arpent.falc.vocabulary import LONGEST, Entry, as_words


class NetworkWordQuerySet(models.QuerySet["NetworkWord"]):
    def entries(self) -> Iterable[Entry]:
        return (Entry(*row) for row in self.values_list("word", "instead", "known"))

    def as_words(self) -> Words:
        """The network's own words, as the rules follow them."""
        return as_words(self.entries())


class NetworkWord(models.Model):
    """A word that the network avoids, perhaps with what it says instead, or one that its readers know."""

    key = models.CharField(max_length=2 * LONGEST, unique=True)  # the word in the spelling that rules compare
    word = models.CharField(_("mot"), max_length=LONGEST)
    instead = models.CharField(_("à la place"), max_length=LONGEST, blank=True)
    known = models.BooleanField(_("connu"), default=False)

    objects: ClassVar[NetworkWordQuerySet] = NetworkWordQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("mot du réseau")
        verbose_name_plural = _("mots du réseau")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=~Q(word=""), name="network_word_is_written"),
            models.CheckConstraint(
                condition=Q(known=False) | Q(instead=""), name="network_word_known_needs_no_other"
            ),
        ]

    def __str__(self) -> str:
        return self.word
