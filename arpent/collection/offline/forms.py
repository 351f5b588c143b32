"""What a person types to open a device."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from arpent.collection.models import Campaign
from arpent.collection.offline.files import LARGEST_FILE, NoSuchFile, Sealed, read_file
from arpent.collection.offline.models import Device
from arpent.studies.models import Participation


class SealedFileForm(forms.Form):
    """The file that a device without a network has written."""

    file = forms.FileField(
        label=_("Fichier enregistré sur l’appareil"),
        help_text=_(
            "Son nom commence par « reponses-arpent ». Le donner deux fois ne compte rien deux fois."
        ),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": _("Choisissez le fichier enregistré sur l’appareil."),
            "empty": _(
                "Ce fichier est vide. Enregistrez-le de nouveau sur l’appareil, puis copiez-le en entier."
            ),
        },
    )

    def __init__(self, *args: Any, device: Device, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.device, self.on = device, on

    def clean_file(self) -> list[Sealed]:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(
                _(
                    "Ce fichier est trop lourd : un fichier d’appareil pèse 8 Mo au plus. Ce n’est sans doute pas lui."
                )
            )
        try:
            return read_file(file.read(), self.device, self.on)
        except NoSuchFile as why:
            raise ValidationError(str(why)) from why


class DeviceForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A device: its name, its association, what it is for."""

    class Meta:
        model = Device
        fields = ["name", "participation", "use", "interviews", "idle_minutes", "exit_code"]
        help_texts = {
            "name": _("Pour le retrouver. Par exemple : tablette bleue."),
            "use": _("En libre-service, la tablette s’efface entre deux personnes."),
            "interviews": _("Pour une personne qui enquête : combien de lignes dans sa liste."),
            "idle_minutes": _("En libre-service : la page prévient, puis revient au début."),
            "exit_code": _("De 4 à 8 chiffres, pour quitter le libre-service."),
        }
        widgets = {"exit_code": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})}

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        initial = {"exit_code": f"{secrets.randbelow(10_000):04}", "use": Device.Use.KIOSK}
        super().__init__(*args, **{"initial": initial, **kwargs})
        places = (
            Participation.objects.filter(links__campaign=campaign).select_related("organisation").distinct()
        )
        field: Any = self.fields["participation"]
        field.queryset, field.label_from_instance = places, lambda place: place.organisation.name

    def clean_exit_code(self) -> str:
        code = str(self.cleaned_data["exit_code"]).strip()
        if not (code.isascii() and code.isdigit() and 4 <= len(code) <= 8):
            raise ValidationError(_("Le code a de 4 à 8 chiffres, sans lettre ni espace."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("use") == Device.Use.INTERVIEWER and not cleaned.get("interviews"):
            self.add_error("interviews", _("Écrivez le nombre d’entretiens à faire, par exemple 20."))
        return cleaned
