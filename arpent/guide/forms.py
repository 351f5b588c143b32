from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from arpent.guide.models import Wording
from arpent.guide.shipped import explained
from arpent.proofreading.forms import EasyText, LookedOver
from arpent.ui.proofread import LONGEST

LONGEST_LEAD = 600


class WordingForm(LookedOver, forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A page of the guide, in the network's words."""

    class Meta:
        model = Wording
        fields = ["title", "lead", "body"]
        widgets = {
            "lead": EasyText(attrs={"rows": 3}, explained=explained()),
            "body": EasyText(attrs={"rows": 24}, markdown=True, explained=explained()),
        }
        help_texts = {
            "lead": _("Montré dans le sommaire et à côté de l’étape."),
            "body": _(
                "« ## » commence un titre, « - » un point de liste, « 1. » une liste numérotée. "
                "Deux étoiles entourent ce qui compte : **important**."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "lead", "body"):
            self.fields[name].required = True
        self.fields["lead"].validators.append(MaxLengthValidator(LONGEST_LEAD))

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"].replace("\r\n", "\n")
        if len(body) > LONGEST:
            raise forms.ValidationError(_("Ce texte est trop long. Faites-en deux pages."))
        return body
