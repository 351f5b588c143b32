"""What the gallery shows: invented examples of every component."""

from django import forms

from arpent.ui.forms import DayInput


class CampaignForm(forms.Form):
    """A form with each kind of field."""

    name = forms.CharField(label="Nom de la collecte", help_text="Il apparaît en haut du questionnaire.")
    closes_on = forms.DateField(label="Date de clôture", widget=DayInput)
    families = forms.IntegerField(label="Familles concernées", required=False)
    audience = forms.ChoiceField(label="Public", choices=[("families", "Familles"), ("people", "Personnes")])
    seen_by = forms.ChoiceField(
        label="Qui peut voir ce résultat ?",
        choices=[("committee", "Le comité de l’étude"), ("network", "Tout le réseau")],
        widget=forms.RadioSelect,
        help_text="Le réseau voit le résultat après la validation de la région.",
    )
    modes = forms.MultipleChoiceField(
        label="Façons de répondre",
        choices=[("link", "Lien et code QR"), ("tablet", "Tablette partagée"), ("paper", "Livret papier")],
        widget=forms.CheckboxSelectMultiple,
    )
    message = forms.CharField(label="Message d’accueil", widget=forms.Textarea, required=False)
    notice = forms.FileField(label="Notice", required=False, help_text="Un fichier PDF de 5 Mo au plus.")
    agreed = forms.BooleanField(label="J’ai relu les questions")


def specimens() -> dict[str, object]:
    """The context of the gallery page."""
    return {"form": CampaignForm({"families": "beaucoup"})}
