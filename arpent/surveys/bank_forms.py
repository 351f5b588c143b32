"""What starting a questionnaire and keeping a question in the bank ask."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arpent.studies.models import Audience
from arpent.surveys.models import BankEntry
from arpent.surveys.models.licences import SHAREABLE


class StartForm(forms.Form):
    """A new questionnaire, written here."""

    audience = forms.ModelChoiceField(queryset=Audience.objects.all(), label=_("Public"))
    title = forms.CharField(label=_("Titre du questionnaire"), max_length=160)
    easy = forms.BooleanField(label=_("Écrire aussi une édition facile à lire"), required=False, initial=True)
    given = forms.MultipleChoiceField(
        label=_("Commencer avec des questions de la banque"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Vous pourrez les changer, et en prendre d’autres."),
    )

    def __init__(self, *args: Any, bank: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given"].choices = bank  # type: ignore[attr-defined]


class EntryForm(forms.ModelForm[BankEntry]):
    """Whose question it is, and what may be done with it."""

    class Meta:
        model = BankEntry
        fields = ("title", "words", "author", "source", "licence", "may_be_distributed")
        help_texts = {
            "words": _("Des mots courants, séparés par des espaces."),
            "author": _("La personne ou l’équipe qui a écrit ces questions. Vous, peut-être."),
            "source": _("L’article, le rapport ou le site d’où elles viennent."),
            "licence": _("Beaucoup d’échelles connues sont protégées. Sans accord, ne les recopiez pas."),
            "may_be_distributed": _("Sans cette case, elle reste dans votre territoire."),
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.shared_at and not (
            data.get("may_be_distributed") and data.get("licence") in SHAREABLE
        ):
            raise forms.ValidationError(
                _("Cette question est dans la banque commune. Retirez-la d’abord de la banque commune.")
            )
        return data


class ToBankForm(EntryForm):
    """The same, with the questions to keep."""

    items = forms.MultipleChoiceField(
        label=_("Questions et sections à garder"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("items",)

    def __init__(self, *args: Any, known: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = known  # type: ignore[attr-defined]
