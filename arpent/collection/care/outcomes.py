"""What is kept with an answer of the agreement and the help that went with it. No name, no word, no hour."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Understood(models.TextChoices):
    FIRST = "first", _("compris la première fois")
    SECOND = "second", _("compris après une explication")
    NOT = "not", _("pas encore compris")


class Assent(models.TextChoices):
    """What a proxy tells of the person's own wish. Who says no is not answered for: there is no such value."""

    YES = "yes", _("la personne est d’accord")
    UNABLE = "unable", _("la personne ne peut pas le dire")


class Guardian(models.TextChoices):
    YES = "yes", _("informé ou informée")
    NO = "no", _("pas informé ou informée")
    NONE = "none", _("la personne n’en a pas")


class Around(models.Model):
    """The part of an answer that is not an answer to a question."""

    understood = models.CharField(max_length=6, choices=Understood, blank=True)  # empty: it was not asked
    assent = models.CharField(max_length=6, choices=Assent, blank=True)  # of who is answered for
    guardian = models.CharField(max_length=4, choices=Guardian, blank=True)  # empty: not asked, or not said
    helped_later = models.BooleanField(default=False)  # alone at the beginning, helped by the end
    clarified = models.JSONField(default=dict)  # question → how many times its explanation was opened
    would_say = models.JSONField(
        default=dict
    )  # a proxy's second answers: what the person would say; never among `answers`

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(assent="") | Q(assent__in=("yes", "unable")) & Q(voice="proxy"),
                name="response_is_given_for_who_did_not_say_no",
            ),
        ]
