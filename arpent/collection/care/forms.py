"""How a campaign receives people, typed by who runs it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arpent.collection.care.models import Check, Reception
from arpent.collection.care.sayings import DEFAULTS
from arpent.collection.care.understanding import usual_checks
from arpent.proofreading.forms import EasyText, LookedOver

PARTS = {
    "question": (gettext_lazy("Question"), 160),
    "right": (gettext_lazy("Bonne réponse"), 60),
    "wrong": (gettext_lazy("Autre réponse"), 60),
    "explanation": (gettext_lazy("Ce que l’on redit après une autre réponse"), 500),
}
RANKS = (1, 2)


class ReceptionForm(LookedOver, forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What is made sure of before the questions, and what is said after them. An empty text is the one by default."""

    class Meta:
        model = Reception
        fields = [
            "asks_understanding", "asks_guardian", "proxies_answer_twice",
            *(each for name in DEFAULTS for each in (name, f"easy_{name}")), "whom_to_call",
        ]  # fmt: skip
        widgets = {
            "asks_understanding": forms.RadioSelect,
            **{name: EasyText(attrs={"rows": 2}, quiet=True) for name in DEFAULTS},
            **{f"easy_{name}": EasyText(attrs={"rows": 3}) for name in DEFAULTS},
        }
        help_texts = {
            "asks_understanding": gettext_lazy(
                "Deux questions, après l’accord. Une autre réponse est expliquée, puis la question revient une fois."
            ),
            "asks_guardian": gettext_lazy(
                "Oui, non, ou « je n’en ai pas », sans nom. Demandé aux publics accueillis en facile à lire. "
                "La réponse ne bloque rien : la personne décide."
            ),
            "proxies_answer_twice": gettext_lazy(
                "Pour les questions d’avis : ce que je pense, puis ce qu’elle ou il dirait. Les deux sont gardées à part."
            ),
            "whom_to_call": gettext_lazy(
                "Une personne hors du service, si c’est possible, ou le 3977, numéro national contre les "
                "maltraitances. Sans rien, c’est le contact de la collecte."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, texts in DEFAULTS.items():
            for field, text in zip((name, f"easy_{name}"), texts, strict=True):
                self.fields[field].help_text = _("Sans texte, nous disons : « %(text)s »") % {"text": text}
        self.fields.update(dict(self._checks()))

    def _checks(self) -> Iterator[tuple[str, forms.CharField]]:
        """Four fields a question, already filled with what is asked now."""
        own = {check.rank: check for check in self.instance.checks.all()} if self.instance.pk else {}
        for usual in usual_checks():
            check = own.get(usual.rank) if own else usual
            for part, (label, longest) in PARTS.items():
                name = check_field(usual.rank, part)
                self.initial.setdefault(name, getattr(check, part) if check else "")
                yield name, _check_field(part, f"{label} {usual.rank}", longest)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for rank in RANKS:
            self._look_at(rank, {part: cleaned.get(check_field(rank, part), "") for part in PARTS})
        return cleaned

    def _look_at(self, rank: int, said: dict[str, str]) -> None:
        """A question has all its parts, or none: then it is not asked."""
        for part, text in said.items():
            if not text and any(said.values()):
                self.add_error(
                    check_field(rank, part), _("Il manque ce texte. Écrivez-le, ou videz toute la question.")
                )
        if said["right"] and said["right"].casefold() == said["wrong"].casefold():
            self.add_error(check_field(rank, "wrong"), _("Les deux réponses sont les mêmes. Changez-en une."))

    def checks(self) -> list[Check]:
        """The questions as they were typed."""
        typed = [
            Check(rank=rank, **{part: self.cleaned_data[check_field(rank, part)] for part in PARTS})
            for rank in RANKS
        ]
        return [check for check in typed if check.question]


def check_field(rank: int, part: str) -> str:
    return f"check-{rank}-{part}"


def _check_field(part: str, label: str, longest: int) -> forms.CharField:
    asked = part == "question"
    lines = 1 if part != "explanation" else 3
    widget: forms.Widget = forms.TextInput()
    if asked or part == "explanation":
        widget = EasyText(attrs={"rows": lines}, question=asked)
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget)
