from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Reception(models.Model):
    """How a campaign receives people: what it makes sure of before the questions, and what it says after them.

    A campaign without one is received with the words and choices by default: see `arpent.collection.care.sayings`.
    """

    class Asks(models.TextChoices):
        EASY = "easy", _("à ceux qui lisent le texte facile à lire")
        ALL = "all", _("à tout le monde")
        NONE = "none", _("à personne")

    campaign = models.OneToOneField(
        "collection.Campaign", on_delete=models.CASCADE, related_name="reception", verbose_name=_("collecte")
    )
    asks_understanding = models.CharField(
        _("vérifier que l’accord est compris"), max_length=4, choices=Asks, default=Asks.EASY
    )
    asks_guardian = models.BooleanField(_("demander si le tuteur ou le curateur est informé"), default=False)
    proxies_answer_twice = models.BooleanField(
        _("demander deux réponses à qui répond à la place de quelqu’un"), default=False
    )
    thanks = models.TextField(_("merci"), blank=True)
    easy_thanks = models.TextField(_("merci, facile à lire"), blank=True)
    next_steps = models.TextField(_("et après"), blank=True)
    easy_next_steps = models.TextField(_("et après, facile à lire"), blank=True)
    results = models.TextField(_("comment les résultats reviennent"), blank=True)
    easy_results = models.TextField(_("la même chose, facile à lire"), blank=True)
    if_hurt = models.TextField(_("si une question a fait mal"), blank=True)
    easy_if_hurt = models.TextField(_("si une question a fait mal, facile à lire"), blank=True)
    whom_to_call = models.CharField(_("qui appeler si une question a fait mal"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("accueil")
        verbose_name_plural = _("accueils")

    def __str__(self) -> str:
        return str(self.campaign)


class Check(models.Model):
    """One question that shows whether the agreement was understood, with what is said again when it was not."""

    LAST: ClassVar[int] = 2

    reception = models.ForeignKey(Reception, on_delete=models.CASCADE, related_name="checks")
    rank = models.PositiveSmallIntegerField()
    question = models.CharField(_("question"), max_length=160)
    right = models.CharField(_("bonne réponse"), max_length=60)
    wrong = models.CharField(_("autre réponse"), max_length=60)
    explanation = models.TextField(_("explication"))

    class Meta:
        verbose_name = _("question de compréhension")
        verbose_name_plural = _("questions de compréhension")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["reception", "rank"], name="check_once_a_rank"),
            models.CheckConstraint(condition=Q(rank__in=(1, 2)), name="check_is_first_or_second"),
        ]

    def __str__(self) -> str:
        return self.question
