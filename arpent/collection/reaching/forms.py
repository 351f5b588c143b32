"""Whom to invite: a table, or one person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arpent.collection.models import Link
from arpent.collection.reaching.actions import read_person
from arpent.collection.reaching.contacts import LONGEST, table_text
from arpent.collection.reaching.models import Contact, Correspondence, Wording
from arpent.network.forms import TableForm
from arpent.proofreading.forms import EasyText, LookedOver


class ContactsForm(TableForm):
    """A table of people, as a file or pasted. It is read, never kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("Fichier CSV ou Excel (.xlsx)")
        self.fields["file"].widget.attrs["accept"] = ".csv,.tsv,.txt,.xlsx"

    def text(self) -> str:
        """What was given, as text. Raises RowsRefused."""
        file = self.cleaned_data["file"]
        return table_text(file.read(), file.name) if file else str(self.cleaned_data["pasted"])


class PersonForm(forms.Form):
    """One person to invite, by electronic mail or by letter."""

    name = forms.CharField(label=_("Prénom et nom"), max_length=LONGEST["name"])
    email = forms.CharField(
        label=_("Courriel"),
        max_length=LONGEST["email"],
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Sans courriel, la personne reçoit une lettre : écrivez alors son adresse."),
    )
    street = forms.CharField(
        label=_("Adresse"),
        max_length=LONGEST["street"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    postcode = forms.CharField(label=_("Code postal"), max_length=LONGEST["postcode"], required=False)
    town = forms.CharField(label=_("Ville"), max_length=LONGEST["town"], required=False)
    easy = forms.BooleanField(label=_("Écrire en mots faciles à lire"), required=False)

    def __init__(self, *args: Any, link: Link, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.link = link
        self.fields["easy"].initial = link.audience.easy_first

    def contact(self) -> Contact:
        """The person as typed."""
        cleaned = self.cleaned_data
        street = "\n".join(line.strip() for line in cleaned["street"].splitlines() if line.strip())
        words = {name: " ".join(cleaned[name].split()) for name in ("name", "email", "postcode", "town")}
        return Contact(**words, street=street, easy="yes" if cleaned["easy"] else "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and (refusal := read_person(link=self.link, contact=self.contact())):
            self.add_error("email" if cleaned["email"] else "street", f"{refusal.fact} {refusal.remedy}")
        return cleaned


class CorrespondenceForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """In whose name messages leave."""

    class Meta:
        model = Correspondence
        fields = ["sender", "reply_to"]
        help_texts = {
            "sender": _("Les personnes lisent ce nom avant d’ouvrir le message."),
            "reply_to": _("Si une personne répond au message, sa réponse va là."),
        }

    def clean_sender(self) -> str:
        return " ".join(self.cleaned_data["sender"].split())


class WordingForm(LookedOver, forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """The words of a message and of a letter, looked over while they are written."""

    class Meta:
        model = Wording
        fields = ["subject", "body"]
        widgets = {"body": EasyText(attrs={"rows": 12})}
        help_texts = {
            "body": _(
                "Une ligne vide sépare deux paragraphes. {association}, {territoire} et {étude} deviennent leurs noms."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.easy:
            self.fields["body"].widget = EasyText(attrs={"rows": 12}, quiet=True)

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())
