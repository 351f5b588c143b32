from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.stats import Comparability
from arpent.studies.models import Study

if TYPE_CHECKING:
    from arpent.accounts.models import User


class ConsolidationQuerySet(models.QuerySet["Consolidation"]):
    def visible_to(self, user: "User") -> Self:
        """Those whose every study this person may read the results of, on its territory."""
        return self._within(user, Right.SEE_RESULTS)

    def run_by(self, user: "User") -> Self:
        return self._within(user, Right.RUN_STUDY)

    def _within(self, user: "User", right: str) -> Self:
        studies = Study.objects.filter(territory__in=Organisation.objects.allowing(user, Right(right)))
        beyond = ConsolidatedFigure.objects.exclude(dataset__freeze__campaign__study__in=studies)
        return self.exclude(pk__in=beyond.values("consolidation"))


class Consolidation(models.Model):
    """Several studies of one effect, with how alike their measures are declared to be, and by whom."""

    class Grade(models.IntegerChoices):
        SAME = Comparability.SAME, _("la même question, les mêmes réponses, les mêmes versions")
        OTHER_EDITION = (
            Comparability.OTHER_EDITION,
            _("la même question, mais pas les mêmes versions proposées"),
        )
        OTHER_WORDING = Comparability.OTHER_WORDING, _("la même chose, demandée avec d’autres mots")
        OTHER_SCALE = Comparability.OTHER_SCALE, _("la même chose, avec d’autres réponses possibles")

    title = models.CharField(_("ce que l’on mesure"), max_length=160)
    grade = models.PositiveSmallIntegerField(_("ces études ont posé"), choices=Grade)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[ConsolidationQuerySet] = ConsolidationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("regroupement d’études")
        verbose_name_plural = _("regroupements d’études")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(grade__in=[1, 2, 3, 4]), name="consolidation_declares_a_grade"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ConsolidatedFigure(models.Model):
    """The figure of one study that a consolidation takes: that of a question of a frozen dataset."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="figures")
    dataset = models.ForeignKey("analysis.FrozenDataset", on_delete=models.PROTECT, related_name="+")
    question = models.CharField(_("question"), max_length=255)

    class Meta:
        verbose_name = _("figure d’un regroupement")
        verbose_name_plural = _("figures d’un regroupement")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consolidation", "dataset"], name="consolidated_dataset_once")
        ]

    def __str__(self) -> str:
        return self.question
