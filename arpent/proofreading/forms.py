"""Texts that are looked over while they are typed: one widget, and what makes it work without JavaScript."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from arpent.falc import FALC, FALC_QUESTION, Profile
from arpent.falc.lexicon import spelling
from arpent.falc.vocabulary import LONGEST as VOCABULARY_LONGEST
from arpent.proofreading.models import NetworkWord, Session
from arpent.ui.forms import DayInput
from arpent.ui.proofread import LONGEST, Look, look

MOST_PEOPLE = 200

SEPARATOR = "|"
"""Between the words that are explained, where a page tells them to the checker."""

LOOK, MEND, UNDO = "proofread", "proofread-mend", "proofread-undo"
"""The names of the buttons: look the text over, write what is offered, put back what was there."""


class EasyText(forms.Textarea):
    """A text that people will read, underlined where it is hard to read, with what to write instead.

    `question`: each sentence is asked of people. `quiet`: the remarks wait until they are opened, for texts that
    have an easy-to-read twin; `markdown`: its marks are no words; `explained`: words whose meaning is told beside it.
    Its form inherits `LookedOver`.
    """

    template_name = "ui/proofread.html"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        question: bool = False,
        quiet: bool = False,
        markdown: bool = False,
        explained: Collection[str] = (),
    ) -> None:
        super().__init__(attrs)
        self.profile: Profile = FALC_QUESTION if question else FALC
        self.quiet, self.markdown, self.explained = quiet, markdown, explained
        self.look: Look | None = None
        self.before: str | None = None

    def look_over(self, text: str) -> str:
        """Remember what is found in the text, to be drawn."""
        self.look = self._looked(text)
        return text

    def mend(self, text: str, key: str) -> str:
        """The text with what that remark offers, looked over again."""
        mended = self._looked(text).mended(key)
        if mended is not None:
            self.before = text
            text = mended + text[LONGEST:]
        return self.look_over(text)

    def _looked(self, text: str) -> Look:
        return look(
            text[:LONGEST],
            profile=self.profile,
            words=NetworkWord.objects.as_words(),
            explained=self.explained,
            markdown=self.markdown,
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context | {
            "address": reverse("proofreading:check"),
            "name": name,
            "question": self.profile.question,
            "quiet": self.quiet,
            "markdown": self.markdown,
            "explained": SEPARATOR.join(self.explained),
            "look": self.look,
            "before": self.before,
        }


class LookedOver(forms.BaseForm):
    """A form whose texts are looked over by a button when there is no JavaScript: it comes back as it was typed,
    with the remarks, and is not valid as long as that is what was asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and {LOOK, MEND, UNDO} & set(self.data):
            self._come_back()

    def _come_back(self) -> None:
        data, typed = self.data, {}
        for name, field in self.fields.items():
            if not isinstance(field, forms.FileField):
                html_name = self.add_prefix(name)
                typed[name] = field.widget.value_from_datadict(data, self.files, html_name)
                if isinstance(field.widget, EasyText):
                    typed[name] = _answered(field.widget, data, html_name, typed[name] or "")
        self.is_bound, self.data, self.files = False, MultiValueDict(), MultiValueDict()
        self.initial = {**self.initial, **typed}


def _answered(widget: EasyText, data: Mapping[str, Any], name: str, typed: str) -> str:
    """The text of one field, once its button was heard."""
    text = typed.replace("\r\n", "\n")
    asked, _colon, key = data.get(MEND, "").rpartition(":")
    if asked == name:
        return widget.mend(text, key)
    if data.get(UNDO) == name:
        return widget.look_over(data.get(f"{name}-before", text).replace("\r\n", "\n"))
    return widget.look_over(text) if data.get(LOOK) == name else text


class WordForm(forms.Form):
    """One word of the network. Writing a word that is there changes what is said of it."""

    word = forms.CharField(label=_("Mot"), max_length=VOCABULARY_LONGEST)
    instead = forms.CharField(
        label=_("À dire à la place"),
        help_text=_("Laissez vide si le mot est seulement à éviter."),
        max_length=VOCABULARY_LONGEST,
        required=False,
    )
    known = forms.BooleanField(
        label=_("Au contraire : nos lecteurs connaissent bien ce mot, ne le soulignez plus"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        word, instead = cleaned.get("word", ""), cleaned.get("instead", "")
        if cleaned.get("known") and instead:
            self.add_error("instead", _("Un mot connu n’a pas besoin d’un autre mot. Gardez l’un des deux."))
        elif instead and spelling(word) == spelling(instead):
            self.add_error("instead", _("C’est le même mot. Changez l’un des deux."))
        return cleaned


class WaiverForm(forms.Form):
    """Why a rule does not hold for a text."""

    reason = forms.CharField(
        label=_("Pourquoi cette règle ne convient pas à ce texte"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        error_messages={"required": _("Écrivez pourquoi la règle est écartée.")},
    )


class SessionForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A proofreading by people concerned, as they lived it."""

    understood = forms.TypedChoiceField(
        label=_("Les personnes disent-elles que ce texte est facile à lire et à comprendre ?"),
        choices=[("yes", _("Oui, tel qu’il est écrit ici")), ("no", _("Pas encore : il reste à changer"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )

    class Meta:
        model = Session
        fields = ["people", "place", "held_on", "said", "changed", "names", "understood"]
        widgets = {
            "people": forms.NumberInput(attrs={"inputmode": "numeric"}),
            "held_on": DayInput,
            "said": forms.Textarea(attrs={"rows": 4}),
            "changed": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"people": _("Combien de personnes avec un handicap intellectuel ont relu ?")}
        help_texts = {
            "place": _("Par exemple : l’ESAT de la Clairière, atelier de relecture."),
            "said": _("Avec leurs mots, sans leurs noms : ce qui va, ce qui ne va pas."),
            "changed": _("Avant d’arriver au texte d’aujourd’hui."),
            "names": _("Seulement si les personnes le veulent. Sinon, on écrira leur nombre et le lieu."),
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_people(self) -> int:
        people = int(self.cleaned_data["people"])
        if not 1 <= people <= MOST_PEOPLE:
            raise ValidationError(
                _("Écrivez un nombre de personnes entre 1 et %(most)s."), params={"most": MOST_PEOPLE}
            )
        return people

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise ValidationError(_("Ce jour n’est pas encore venu. Écrivez le jour de la relecture."))
        return held_on


class TryForm(LookedOver, forms.Form):
    """Any text, to know what makes it hard to read."""

    text = forms.CharField(
        label=_("Votre texte"),
        help_text=_("Écrivez ou collez un compte rendu, un courrier, une consigne… Rien n’est gardé."),
        widget=EasyText(attrs={"rows": 12}),
    )
