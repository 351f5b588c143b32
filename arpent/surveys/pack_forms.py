"""What is said of a pack of pictures, and its files."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from arpent.surveys.attachments import Upload, refusals
from arpent.surveys.editor.pictures import IMAGES
from arpent.surveys.forms import SeveralFilesField, SeveralFilesInput
from arpent.surveys.models import PicturePack
from arpent.surveys.models.licences import Licence


class PackForm(forms.ModelForm[PicturePack]):
    """Whose pictures they are, and under which terms."""

    class Meta:
        model = PicturePack
        fields = ("name", "author", "source", "licence")
        help_texts = {
            "name": _("Par exemple : « Photos du foyer », « Mulberry », « ARASAAC »."),
            "author": _("La personne ou l’organisation qui a fait ces images."),
            "source": _("D’où elles viennent : une adresse, un nom de site."),
            "licence": _(
                "Une licence « aucun commerce » ou un accord pour vous seuls reste dans votre organisation : "
                "ces images n’iront pas dans la banque commune."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(value, label) for value, label in Licence.choices if value != Licence.RESERVED]
        self.fields["licence"].choices = known  # type: ignore[attr-defined]


class PicturesForm(forms.Form):
    """The files of a pack."""

    pictures = SeveralFilesField(
        label=_("Images"),
        widget=SeveralFilesInput(attrs={"accept": ",".join(IMAGES)}),
        help_text=_(
            "PNG, JPEG ou WebP, 5 Mo au plus chacune. Le nom du fichier donne les mots qui la trouvent : "
            "« maison bleue.png ». Une photo montre parfois des personnes : ayez leur accord."
        ),
    )

    def clean_pictures(self) -> list[Upload]:
        given: list[Upload] = self.cleaned_data["pictures"]
        found = list(refusals(given, among=IMAGES))
        if not given:
            raise ValidationError(_("Choisissez au moins une image."))
        if found:
            raise ValidationError(found)
        return given
