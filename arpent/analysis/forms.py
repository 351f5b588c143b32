"""What a person types about a population, checked."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from arpent.analysis.margins import Known
from arpent.analysis.measuring import AnswerList, score_code
from arpent.analysis.models import Scale


class MarginForm(forms.Form):
    """How many people of the whole audience are in each category of a question."""

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = known
        for place, (code, words) in enumerate(known.choices):
            self.fields[f"size-{place}"] = forms.DecimalField(
                label=words,
                min_value=0,
                max_digits=11,
                decimal_places=2,
                localize=True,
                initial=known.sizes.get(code),
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 10}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and sum(size > 0 for size in self.sizes().values()) < 2:
            raise ValidationError(
                _(
                    "Moins de deux réponses ont un nombre. Donnez celui de chaque réponse, même en pourcentage."
                )
            )
        return cleaned

    def sizes(self) -> dict[str, Decimal]:
        """By the code of each choice."""
        return {
            code: self.cleaned_data[f"size-{place}"]
            for place, (code, _words) in enumerate(self._known.choices)
        }


class ScaleForm(forms.ModelForm[Scale]):
    """What makes a score: its questions, which are turned round, and how many answers may be missing."""

    PARTS = (
        ("out", _("Pas dans le score")),
        ("straight", _("Dans le score")),
        ("turned", _("Dans le score, à l’envers")),
    )

    class Meta:
        model = Scale
        fields = ("title", "descending", "rule", "most_missing")
        widgets = {"rule": forms.RadioSelect}
        help_texts = {
            "title": _("Il sera écrit dans le rapport. Par exemple : autonomie dans les choix."),
            "most_missing": _("Une personne qui laisse plus de questions sans réponse n’a pas de score."),
        }

    def __init__(self, *args: Any, answers: AnswerList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._answers = answers
        kept = {item.question: item.turned for item in self.instance.items.all()} if self.instance.pk else {}
        for place, (name, words) in enumerate(answers.questions):
            self.fields[f"part-{place}"] = forms.ChoiceField(
                label=words,
                choices=self.PARTS,
                initial=("turned" if kept[name] else "straight") if name in kept else "out",
            )
        if not self.instance.pk:
            self.initial["descending"] = answers.descending
        self.fields["descending"].help_text = answers.in_words
        self.order_fields(["title", *(f"part-{place}" for place in range(len(answers.questions)))])

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        same = self._answers.questionnaire.scales.filter(code=score_code(title)).exclude(pk=self.instance.pk)
        if score_code(title) == score_code("") or same.exists():
            raise ValidationError(_("Un score de ce questionnaire porte déjà ce nom. Donnez-en un autre."))
        return title

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if len(self.items()) < 2:
            raise ValidationError(_("Un score réunit au moins deux questions. Choisissez-en une autre."))
        if cleaned.get("most_missing", 0) >= len(self.items()):
            self.add_error(
                "most_missing", _("Il faut au moins une réponse pour faire un score. Donnez moins.")
            )
        return cleaned

    def items(self) -> dict[str, bool]:
        """By the name of each question of the score, whether it is turned."""
        parts = {
            name: self.cleaned_data.get(f"part-{place}", "")
            for place, (name, _words) in enumerate(self._answers.questions)
        }
        return {name: part == "turned" for name, part in parts.items() if part in ("straight", "turned")}
