"""What a person types to set audiences side by side, checked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from arpent.analysis.crossed.declaring import ByAudience, Closed
from arpent.analysis.crossed.models import CrossedView
from arpent.studies.models import Study
from arpent.surveys.models import Questionnaire


class CrossedViewForm(forms.ModelForm[CrossedView]):
    """One effect, and the question through which each audience is asked about it."""

    class Meta:
        model = CrossedView
        fields = ("title",)
        help_texts = {"title": _("Par exemple : être bien écouté par l’association.")}

    def __init__(self, *args: Any, study: Study, closed: ByAudience, wanted: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.study = study
        self._closed = closed
        for questionnaire, questions in closed.items():
            choices = [(one.name, f"{one.label} ({one.in_words})") for one in questions]
            self.fields[f"question-{questionnaire.pk}"] = forms.ChoiceField(
                label=questionnaire.audience.title,
                required=False,
                choices=[("", _now("Ce public n’est pas comparé")), *choices],
                initial=wanted if any(one.name == wanted for one in questions) else "",
            )

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        if self.instance.study.crossed_views.filter(title=title).exists():
            raise ValidationError(_("Une comparaison de cette étude porte déjà ce nom. Donnez-en un autre."))
        return title

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = self._chosen()
        if len(chosen) < 2:
            raise ValidationError(_("Il faut au moins deux publics. Choisissez une question pour chacun."))
        if len({one.codes for one in chosen.values()}) > 1:
            told = "\u202f; ".join(
                f"{asked.audience.title}\u202f: {one.in_words}" for asked, one in chosen.items()
            )
            raise ValidationError(
                _(
                    "Ces questions n’ont pas les mêmes réponses (%(told)s). "
                    "Choisissez des questions posées de la même façon."
                ),
                params={"told": told},
            )
        return cleaned

    def questions(self) -> dict[Questionnaire, str]:
        """By audience, the code of its question."""
        return {questionnaire: one.name for questionnaire, one in self._chosen().items()}

    def _chosen(self) -> dict[Questionnaire, Closed]:
        named = {
            questionnaire: self.cleaned_data.get(f"question-{questionnaire.pk}")
            for questionnaire in self._closed
        }
        return {
            questionnaire: one
            for questionnaire, questions in self._closed.items()
            for one in questions
            if one.name == named[questionnaire]
        }
