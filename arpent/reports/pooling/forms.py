"""What a person types to bring studies together, checked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from arpent.analysis.models import FrozenDataset
from arpent.analysis.pooled.measures import Released
from arpent.analysis.pooled.models import Consolidation


class ConsolidationForm(forms.ModelForm[Consolidation]):
    """A title, what is declared of the questions, and the question of each study."""

    class Meta:
        model = Consolidation
        fields = ("title", "grade")
        widgets = {"grade": forms.RadioSelect}
        help_texts = {
            "title": _("Par exemple : se sentir bien écouté par l’association."),
            "grade": _("Vous connaissez ces questionnaires : dites en quoi leurs questions se ressemblent."),
        }

    def __init__(
        self,
        *args: Any,
        released: Mapping[FrozenDataset, Sequence[Released]],
        wanted: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._released = released
        self.fields["grade"].choices = Consolidation.Grade.choices  # type: ignore[attr-defined]
        for dataset, measures in released.items():
            choices = [(one.figure.question, one.figure.label) for one in measures]
            self.fields[f"question-{dataset.pk}"] = forms.ChoiceField(
                label=dataset.freeze.campaign.study.title,
                required=False,
                choices=[("", _now("Cette étude n’est pas réunie aux autres")), *choices],
                initial=wanted if any(code == wanted for code, _words in choices) else "",
            )
        self.order_fields(["title", *(f"question-{dataset.pk}" for dataset in released), "grade"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if len(self.chosen()) < 2:
            raise ValidationError(_("Il faut au moins deux études. Choisissez une question pour chacune."))
        return cleaned

    def chosen(self) -> dict[FrozenDataset, str]:
        """By study, the code of its question."""
        named = {dataset: self.cleaned_data.get(f"question-{dataset.pk}") for dataset in self._released}
        return {dataset: code for dataset, code in named.items() if code}
