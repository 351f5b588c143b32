"""What a person types about organisations and roles, checked."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from arpent.network.models import Membership, Organisation
from arpent.network.rights import Role
from arpent.network.rows import decoded
from arpent.ui.forms import DayInput

KINDS = [(kind.value, kind.label) for kind in Organisation.Kind if kind != Organisation.Kind.HEAD]


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """The name, type and place of a node; its parent is known from the page."""

    class Meta:
        model = Organisation
        fields = ["name", "kind", "place"]
        help_texts = {"place": _("La ville ou le département, par exemple.")}

    def __init__(self, *args: Any, parent: Organisation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent = parent
        self.fields["kind"].label = _("Type")
        if self.instance.kind == Organisation.Kind.HEAD:
            del self.fields["kind"]
        else:
            self.fields["kind"].choices = KINDS  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        twins = Organisation.objects.filter(parent=self.parent, name__iexact=name).exclude(
            pk=self.instance.pk
        )
        if twins.exists():
            raise ValidationError(
                _("« %(name)s » existe déjà au même endroit. Choisissez un autre nom."), params={"name": name}
            )
        return name


class IndentedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """The organisations of a list, set back by their depth."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{'\u2003' * obj.depth}{obj}"


class MoveForm(forms.Form):
    """Where to attach an organisation."""

    parent = IndentedChoice(queryset=Organisation.objects.none(), label=_("Rattacher à"))

    def __init__(
        self, *args: Any, organisation: Organisation, places: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        elsewhere = places.exclude(path__startswith=organisation.path).exclude(pk=organisation.parent_id or 0)
        self.fields["parent"].queryset = elsewhere.order_by("path")  # type: ignore[attr-defined]

    def clean_parent(self) -> Organisation:
        parent: Organisation = self.cleaned_data["parent"]
        if parent.children.filter(name__iexact=self.organisation.name).exists():
            raise ValidationError(
                _("« %(parent)s » a déjà une organisation de ce nom. Renommez l’une des deux."),
                params={"parent": parent},
            )
        return parent


class RoleForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A role and its days. Only the roles that the giver may give are offered."""

    class Meta:
        model = Membership
        fields = ["role", "starts_on", "ends_on"]
        widgets = {"starts_on": DayInput, "ends_on": DayInput}
        help_texts = {
            "ends_on": _("Laissez vide si le rôle dure. Pour une expertise, indiquez la fin de la mission.")
        }

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(role.value, role.label) for role in roles]
        self.fields["role"].choices = [("", _("– Choisissez un rôle –")), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("La fin tombe avant le début. Choisissez un jour plus tard."))
        if self._held_already(cleaned.get("role")):
            self.add_error(
                "role", _("Cette personne a déjà ce rôle ici. Changez plutôt les dates de ce rôle.")
            )
        if cleaned.get("role") == Role.EXPERT and not ends_on and "ends_on" not in self.errors:
            self.add_error("ends_on", _("Une expertise a une fin. Indiquez le dernier jour de la mission."))
        return cleaned

    def _held_already(self, role: str | None) -> bool:
        held = Membership.objects.filter(
            user=self.instance.user_id, organisation=self.instance.organisation_id, role=role
        )
        return bool(self.instance.pk) and held.exclude(pk=self.instance.pk).exists()


class InvitationForm(RoleForm):
    """Whom to invite, and for what."""

    name = forms.CharField(label=_("Prénom et nom"), max_length=120)
    email = forms.EmailField(
        label=_("Adresse e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("L’invitation y est envoyée. Elle sert ensuite à se connecter."),
    )
    field_order = ["name", "email", "role", "starts_on", "ends_on"]


class TableForm(forms.Form):
    """A table, as a file or pasted."""

    file = forms.FileField(
        label=_("Fichier CSV"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    pasted = forms.CharField(
        label=_("Ou tableau collé"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Copiez les cellules de votre tableur, titres compris, et collez-les ici."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_LIMIT:
            raise ValidationError(
                _("Ce fichier dépasse %(limit)s Mo. Découpez-le."),
                params={"limit": settings.UPLOAD_LIMIT // 2**20},
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("pasted", "").strip()):
            raise ValidationError(
                _("Choisissez un fichier, ou collez un tableau : l’un des deux, pas les deux.")
            )
        return cleaned

    def text(self) -> str:
        """What was given, as text."""
        file = self.cleaned_data["file"]
        return decoded(file.read()) if file else str(self.cleaned_data["pasted"])
