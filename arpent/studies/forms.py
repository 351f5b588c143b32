"""What a person types about a study, checked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from arpent.network.forms import IndentedChoice
from arpent.network.models import Organisation
from arpent.proofreading.forms import EasyText, LookedOver
from arpent.studies.imports import LARGEST
from arpent.studies.models import Audience, Method, MethodStep, Participation, Step, Study, Writing
from arpent.studies.sampling import About
from arpent.ui.forms import DayInput

TAKING_PART = (Organisation.Kind.ASSOCIATION, Organisation.Kind.SERVICE, Organisation.Kind.PARTNER)


class SubjectForm(LookedOver, forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What a study is about, and when. Its territory and its steps do not change."""

    class Meta:
        model = Study
        fields = ["title", "subject", "question", "starts_on", "ends_on"]
        widgets = {
            "subject": EasyText(attrs={"rows": 4}, quiet=True),
            "question": EasyText(attrs={"rows": 3}, question=True, quiet=True),
            "starts_on": DayInput,
            "ends_on": DayInput,
        }
        help_texts = {
            "title": _("En quelques mots, comme on en parlera."),
            "subject": _("Pourquoi ce sujet, pour qui, dans quelles limites."),
            "question": _("Une vraie question, à laquelle l’étude devra répondre."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("La fin tombe avant le début. Choisissez un jour plus tard."))
        twins = Study.objects.filter(territory=self._territory(), title=cleaned.get("title"))
        if twins.exclude(pk=self.instance.pk).exists():
            self.add_error(
                "title", _("Une étude de ce territoire porte déjà ce titre. Choisissez-en un autre.")
            )
        return cleaned

    def _territory(self) -> Organisation | None:
        return self.instance.territory if self.instance.pk else self.cleaned_data.get("territory")


class StudyForm(SubjectForm):
    """A new study, on one of the territories that this person runs."""

    territory = IndentedChoice(
        queryset=Organisation.objects.none(),
        label=_("Territoire"),
        help_text=_("La région, le plus souvent. Les associations qui en dépendent pourront participer."),
    )
    method = forms.ModelChoiceField(
        queryset=Method.objects.all(),
        label=_("Démarche"),
        help_text=_("Ses étapes seront copiées dans l’étude."),
    )
    field_order = ["title", "subject", "question", "territory", "method", "starts_on", "ends_on"]

    def __init__(self, *args: Any, territories: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = territories.order_by("path")  # type: ignore[attr-defined]


class WritingForm(LookedOver, forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A text that people will read."""

    class Meta:
        model = Writing
        fields = ["kind", "title", "words"]
        widgets = {"words": EasyText(attrs={"rows": 14})}
        help_texts = {
            "words": _("Une idée par phrase, une phrase par ligne, une ligne vide entre les parties.")
        }


class StepForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """The days of a step."""

    class Meta:
        model = Step
        fields = ["starts_on", "ends_on"]
        widgets = {"starts_on": DayInput, "ends_on": DayInput}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("La fin tombe avant le début. Choisissez un jour plus tard."))
        return cleaned


class AssociationsForm(forms.Form):
    """Which organisations of the territory join the study."""

    associations = forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Associations"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une association.")},
    )

    def __init__(self, *args: Any, study: Study, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = Organisation.objects.filter(path__startswith=study.territory.path, kind__in=TAKING_PART)
        others = below.exclude(participations__study=study)
        self.fields["associations"].queryset = others.order_by("name")  # type: ignore[attr-defined]


class PopulationsForm(forms.Form):
    """How many people of each audience, in each association: a grid of numbers."""

    def __init__(
        self,
        *args: Any,
        participations: Sequence[Participation],
        audiences: Sequence[Audience],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.participations, self.audiences = participations, audiences
        for participation in participations:
            known = {
                population.audience_id: population.size for population in participation.populations.all()
            }
            for audience in audiences:
                self.fields[_cell(participation, audience)] = _count(
                    participation, audience, known.get(audience.pk)
                )

    def rows(self) -> Iterator[tuple[Participation, list[tuple[Audience, forms.BoundField]]]]:
        """Each association with its cells, in the order of the audiences."""
        for participation in self.participations:
            yield (
                participation,
                [(audience, self[_cell(participation, audience)]) for audience in self.audiences],
            )

    def changes(self) -> dict[tuple[Participation, Audience], int | None]:
        """What was typed and is not what was known."""
        return {
            (participation, audience): self.cleaned_data[name]
            for participation in self.participations
            for audience in self.audiences
            if (name := _cell(participation, audience)) in self.changed_data
        }


def _cell(participation: Participation, audience: Audience) -> str:
    return f"p{participation.pk}-a{audience.pk}"


def _count(participation: Participation, audience: Audience, known: int | None) -> forms.IntegerField:
    label = f"{participation.organisation.name}, {audience.name}"
    attrs = {"inputmode": "numeric", "aria-label": label}
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=LARGEST,
        initial=known,
        widget=forms.NumberInput(attrs=attrs),
        error_messages={
            "invalid": _("Écrivez un nombre entier de personnes."),
            "min_value": _("Un nombre de personnes ne descend pas sous zéro."),
            "max_value": _("Ce nombre est trop grand : vérifiez-le."),
        },
    )


class AudienceForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A public and the words that sentences need."""

    class Meta:
        model = Audience
        fields = ["name", "code", "feminine", "mark", "rank", "easy_first"]
        help_texts = {
            "name": _("Au pluriel et en minuscules : « familles »."),
            "code": _("Un mot court, sans accent. Il nomme ce public dans les fichiers et ne change plus."),
            "mark": _("La forme qui accompagne sa couleur dans les graphiques."),
        }
        labels = {
            "feminine": _("On dit « toutes les… »"),
            "easy_first": _("Le questionnaire s’ouvre en facile à lire"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if Audience.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Un public porte déjà ce nom. Choisissez-en un autre."))
        return name


class MethodStepForm(LookedOver, forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """The words of one step of a method."""

    class Meta:
        model = MethodStep
        fields = ["title", "short_title", "question", "deliverable", "validated_by"]
        widgets = {
            "question": EasyText(attrs={"rows": 2}, question=True, quiet=True),
            "deliverable": EasyText(attrs={"rows": 2}, quiet=True),
        }


MethodStepsFormSet = forms.modelformset_factory(MethodStep, form=MethodStepForm, extra=0)


class SampleForm(forms.Form):
    """How sure a study wants to be, and how many people will probably answer."""

    margin = forms.TypedChoiceField(
        label=_("Quelle précision voulez-vous ?"),
        help_text=_(
            "À ± 5 points, si 60 % des personnes répondent oui, la vraie part est sans doute entre 55 % et 65 %."
        ),
        choices=[(5, _("± 5 points")), (8, _("± 8 points")), (10, _("± 10 points")), (15, _("± 15 points"))],
        coerce=int,
    )
    responding = forms.IntegerField(
        label=_("Sur 10 personnes invitées, combien répondront ?"),
        help_text=_("Regardez une enquête passée. Sans repère, comptez 3 sur 10."),
        min_value=1,
        max_value=10,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    about = forms.ChoiceField(
        label=_("De qui voulez-vous parler ?"),
        help_text=_("Parler des associations qui ne participent pas demande plus de réponses."),
        choices=About.choices,
        widget=forms.RadioSelect,
    )
    answers = forms.IntegerField(
        label=_("Combien de réponses avez-vous, ou aurez-vous ?"),
        min_value=1,
        max_value=LARGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    among = forms.IntegerField(
        label=_("Parmi combien de personnes ?"),
        help_text=_("Par exemple, toutes les familles de votre association."),
        required=False,
        min_value=1,
        max_value=LARGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    @classmethod
    def asked(cls, given: Mapping[str, Any]) -> bool:
        """Whether an address says anything of this form."""
        return any(name in given for name in cls.base_fields)

    @staticmethod
    def usual() -> dict[str, Any]:
        """What is supposed of a study that has said nothing yet."""
        return {"margin": 5, "responding": 3, "about": About.TAKING_PART, "answers": 12}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        answers, among = cleaned.get("answers"), cleaned.get("among")
        if answers and among and answers > among:
            self.add_error("among", _("Il y a plus de réponses que de personnes. Vérifiez ces deux nombres."))
        return cleaned
