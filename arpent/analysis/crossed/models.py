from django.db import models
from django.utils.translation import gettext_lazy as _

from arpent.studies.models import Study
from arpent.surveys.models import Questionnaire


class CrossedView(models.Model):
    """One effect that several audiences of a study were asked about: the next freeze sets them side by side."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="crossed_views")
    title = models.CharField(_("ce que l’on compare"), max_length=160)

    class Meta:
        verbose_name = _("regard croisé")
        verbose_name_plural = _("regards croisés")
        ordering = ["study", "pk"]
        constraints = [models.UniqueConstraint(fields=["study", "title"], name="crossed_view_once")]

    def __str__(self) -> str:
        return self.title


class CrossedQuestion(models.Model):
    """The question through which one audience is asked about the effect."""

    view = models.ForeignKey(CrossedView, on_delete=models.CASCADE, related_name="questions")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(_("question"), max_length=255)

    class Meta:
        verbose_name = _("question d’un regard croisé")
        verbose_name_plural = _("questions d’un regard croisé")
        ordering = ["questionnaire__audience__rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["view", "questionnaire"], name="crossed_question_once_an_audience"
            )
        ]

    def __str__(self) -> str:
        return self.question


class CrossedResult(models.Model):
    """The crossed views of one freeze at one threshold, protected, as they leave analysis."""

    freeze = models.ForeignKey("analysis.Freeze", on_delete=models.CASCADE, related_name="crossed_results")
    threshold = models.PositiveSmallIntegerField()
    views = models.JSONField()

    class Meta:
        verbose_name = _("résultat croisé")
        verbose_name_plural = _("résultats croisés")
        constraints = [
            models.UniqueConstraint(fields=["freeze", "threshold"], name="crossed_result_once_a_threshold")
        ]

    def __str__(self) -> str:
        return f"{self.freeze}, seuil {self.threshold}"
