"""What a person types about a population, checked."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from arpent.analysis.margins import Known


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
