from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arpent.falc.values import Words
from arpent.falc.vocabulary import LONGEST, Entry, as_words
from arpent.proofreading.documents import Document


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def of(self, document: Document) -> Self:
        """Those on exactly the words that the document has now."""
        return self.filter(document=document.key, fingerprint=document.fingerprint)

    def by_rule(self) -> "dict[str, Judgement]":
        """The last word on each rule, unless it was taken back."""
        last = {one.rule: one for one in self.select_related("by").order_by("at", "pk")}
        return {rule: one for rule, one in last.items() if one.verdict != Judgement.Verdict.TAKEN_BACK}


class Judgement(models.Model):
    """What a person said of one rule for one text: followed, not followed, without object, or waived and why.

    Never changed nor erased: another word is another line, and so is taking it back.
    """

    class Verdict(models.TextChoices):
        CONFORMS = "conforms", _("oui")
        FAILS = "fails", _("non")
        NOT_APPLICABLE = "not_applicable", _("sans objet")
        WAIVED = "waived", _("écartée")
        TAKEN_BACK = "taken_back", _("réponse annulée")

    document = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    rule = models.CharField(_("règle"), max_length=8)
    verdict = models.CharField(_("réponse"), max_length=20, choices=Verdict)
    reason = models.TextField(_("raison"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[JudgementQuerySet] = JudgementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("avis sur une règle")
        verbose_name_plural = _("avis sur les règles")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["document", "fingerprint"], name="judgement_by_text")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="waived") ^ Q(reason=""), name="judgement_waives_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} : {self.get_verdict_display()}"

    @property
    def is_waiver(self) -> bool:
        return self.verdict == Judgement.Verdict.WAIVED


class SessionQuerySet(models.QuerySet["Session"]):
    def about(self, key: str) -> Self:
        """Those on a document, whatever its words were."""
        return self.filter(document=key)

    def opening_the_mark(self, document: Document) -> Self:
        """Those where people found exactly these words easy to read; the latest first."""
        return self.about(document.key).filter(
            fingerprint=document.fingerprint, understood=True, withdrawn_at=None
        )

    def mark_of(self, document: Document) -> "Session | None":
        """The one that opens the mark for exactly these words."""
        return self.opening_the_mark(document).first()


class Session(models.Model):
    """A proofreading by people with an intellectual disability: how many, where, when, what they said."""

    document = models.CharField(max_length=60, db_index=True)
    fingerprint = models.CharField(max_length=64)
    words = models.TextField(_("texte relu"))  # as it was that day
    people = models.PositiveSmallIntegerField(_("nombre de personnes"))
    place = models.CharField(_("lieu"), max_length=160)
    held_on = models.DateField(_("jour"))
    said = models.TextField(_("ce que les personnes ont dit"))
    changed = models.TextField(_("ce qui a été changé"), blank=True)
    understood = models.BooleanField(_("facile à lire et à comprendre"))
    names = models.CharField(_("prénoms à écrire"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SessionQuerySet] = SessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("relecture par des personnes concernées")
        verbose_name_plural = _("relectures par des personnes concernées")
        ordering = ["-held_on", "-at"]
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="session_has_people"),
            models.CheckConstraint(condition=~Q(place="") & ~Q(said=""), name="session_says_where_and_what"),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.held_on}"


class SessionChange(models.Model):
    """A record that was withdrawn or put back, by whom and when."""

    class Act(models.TextChoices):
        WITHDRAWN = "withdrawn", _("relecture retirée")
        PUT_BACK = "put_back", _("relecture remise")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="changes")
    act = models.CharField(_("ce qui a été fait"), max_length=10, choices=Act)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("relecture retirée ou remise")
        verbose_name_plural = _("relectures retirées ou remises")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.session} : {self.get_act_display()}"


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
