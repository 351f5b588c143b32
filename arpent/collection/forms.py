"""What a person types to open a campaign, checked."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from arpent.collection.actions import NAMES_KEPT
from arpent.collection.models import Campaign
from arpent.proofreading.forms import EasyText, LookedOver
from arpent.studies.models import Participation, Study
from arpent.surveys.models import Version
from arpent.ui.forms import DayInput

WEEKS_OPEN = 8
DAYS_BEFORE_PURGE = 365


class CampaignForm(LookedOver, forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A campaign: which questionnaires, from when to when, and until when raw answers are kept."""

    versions = forms.ModelMultipleChoiceField(
        queryset=Version.objects.none(),
        label=_("Questionnaires"),
        help_text=_("Une version publiée par public. Elle ne changera plus."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Aucun questionnaire n’est choisi. Choisissez-en au moins un.")},
    )

    class Meta:
        model = Campaign
        fields = [
            "title", "versions", "opens_on", "closes_on", "forget_on", "purge_on",
            "contact", "purpose", "easy_purpose",
        ]  # fmt: skip
        widgets = {
            "opens_on": DayInput,
            "closes_on": DayInput,
            "forget_on": DayInput,
            "purge_on": DayInput,
            "purpose": EasyText(attrs={"rows": 3}, quiet=True),
            "easy_purpose": EasyText(attrs={"rows": 3}),
        }
        error_messages = {
            "forget_on": {"required": _("Choisissez le jour où les noms et les adresses seront effacés.")},
        }
        help_texts = {
            "title": _("Par exemple : automne 2026."),
            "closes_on": _("Le dernier jour où l’on peut répondre."),
            "forget_on": _(
                "Si vous invitez des personnes par leur nom : ce jour-là, noms, adresses et codes sont effacés."
            ),
            "purge_on": _("Ce jour-là, les réponses une par une sont effacées. Les résultats restent."),
            "contact": _("Un prénom et un téléphone, ou une adresse. Chaque personne qui répond le verra."),
            "purpose": _("Une ou deux phrases, lues avant de commencer."),
            "easy_purpose": _("Des phrases courtes, une idée par phrase, une phrase par ligne."),
        }

    def __init__(self, *args: Any, study: Study, today: date, **kwargs: Any) -> None:
        closes_on = today + timedelta(weeks=WEEKS_OPEN)
        published = Version.objects.filter(questionnaire__study=study).published()
        latest = {version.questionnaire_id: version.pk for version in published.order_by("number")}
        initial = {
            "opens_on": today,
            "closes_on": closes_on,
            "forget_on": closes_on + NAMES_KEPT,
            "purge_on": closes_on + timedelta(days=DAYS_BEFORE_PURGE),
            "versions": list(latest.values()),
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        _offer(self.fields["versions"], published.select_related("questionnaire__audience"), _named)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens_on, closes_on, purge_on = (cleaned.get(name) for name in ("opens_on", "closes_on", "purge_on"))
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error(
                "closes_on", _("La clôture tombe avant l’ouverture. Choisissez un jour plus tard.")
            )
        if closes_on and purge_on and purge_on <= closes_on:
            self.add_error(
                "purge_on", _("L’effacement tombe avant la clôture. Choisissez un jour plus tard.")
            )
        self._check_forgetting(cleaned.get("forget_on"), closes_on, purge_on)
        audiences = [version.questionnaire.audience for version in cleaned.get("versions") or ()]
        for audience in {each for each in audiences if audiences.count(each) > 1}:
            text = _("Deux versions s’adressent au même public (%(audience)s). Gardez-en une.")
            self.add_error("versions", text % {"audience": audience})
        return cleaned

    def _check_forgetting(
        self, forget_on: date | None, closes_on: date | None, purge_on: date | None
    ) -> None:
        if forget_on and closes_on and forget_on <= closes_on:
            self.add_error(
                "forget_on",
                _(
                    "Les noms seraient effacés avant la clôture : les codes ne marcheraient plus. Choisissez après."
                ),
            )
        if forget_on and purge_on and forget_on > purge_on:
            self.add_error(
                "forget_on",
                _("Les noms seraient gardés plus longtemps que les réponses. Choisissez plus tôt."),
            )


def _named(version: Version) -> str:
    audience = version.questionnaire.audience
    return _("%(audience)s : %(version)s") % {"audience": audience.title, "version": version}


class AnswerFileForm(forms.Form):
    """A file of answers: for which questionnaire, from which association."""

    version = forms.ModelChoiceField(
        queryset=Version.objects.none(), label=_("Questionnaire"), empty_label=None
    )
    file = forms.FileField(
        label=_("Fichier de réponses"),
        help_text=_("CSV ou Excel (.xlsx), comme KoboToolbox, ODK ou LimeSurvey les écrivent."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    participation = forms.ModelChoiceField(
        queryset=Participation.objects.none(),
        required=False,
        label=_("Association"),
        help_text=_("Celle d’où viennent toutes les réponses du fichier."),
        empty_label=_("Le fichier le dit, dans une colonne"),
    )
    column = forms.CharField(
        max_length=255,
        required=False,
        label=_("Titre de la colonne qui nomme l’association"),
        help_text=_("Par exemple : association. Les noms y sont écrits comme dans Arpent."),
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Participation.objects.filter(links__campaign=campaign).select_related("organisation")
        _offer(self.fields["version"], campaign.versions.select_related("questionnaire__audience"), _named)
        _offer(self.fields["participation"], places.distinct(), _place)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // 2**20
            raise ValidationError(_("Ce fichier dépasse %(limit)s Mo. Découpez-le."), params={"limit": limit})
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["column"] = cleaned.get("column", "").strip()
        if bool(cleaned.get("participation")) == bool(cleaned["column"]):
            self.add_error(
                "column", _("Choisissez une association, ou écrivez le titre d’une colonne : l’un des deux.")
            )
        return cleaned


def _place(participation: Participation) -> str:
    return participation.organisation.name


def _offer(field: Any, rows: QuerySet[Any], named: Callable[[Any], str]) -> None:
    """What a field lets one choose, and how each is called."""
    field.queryset, field.label_from_instance = rows, named
