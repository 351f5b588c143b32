"""The least and the most of an answer, on the page of a question."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arpent.instrument.editing.limits import (
    LIMITED,
    Limits,
    comparable,
    limits_of,
    with_limits,
    without_rule,
)
from arpent.instrument.values import Instrument, Kind, Question
from arpent.surveys.editor.outline import title_of
from arpent.surveys.editor.phrases import in_words

FIELDS = ("low", "high", "past", "least", "most", "no_rule")
_ENDS = {
    Kind.INTEGER: (_("Le plus petit nombre accepté"), _("Le plus grand nombre accepté")),
    Kind.DECIMAL: (_("Le plus petit nombre accepté"), _("Le plus grand nombre accepté")),
    Kind.DATE: (_("Pas de date avant le"), _("Pas de date après le")),
    Kind.TEXT: (_("Combien de lettres au moins"), _("Combien de lettres au plus")),
    Kind.SELECT_MULTIPLE: (_("Combien de réponses au moins"), _("Combien de réponses au plus")),
}
_NUMBERS = (_("Au moins la réponse à"), _("Au plus la réponse à"))
_OTHERS = {
    Kind.INTEGER: _NUMBERS,
    Kind.DECIMAL: _NUMBERS,
    Kind.DATE: (_("Pas avant la date dite à"), _("Pas après la date dite à")),
}
_NO_LIMIT = _("Laissez vide s’il n’y a pas de limite.")


def limit_fields(instrument: Instrument, question: Question) -> Iterator[tuple[str, forms.Field]]:
    """Two ends where a kind has some; for a rule that says more, its words and a box to leave it."""
    limits = limits_of(question)
    if limits is None:
        if question.constraint:
            said = in_words(instrument, question.constraint)
            yield (
                "no_rule",
                forms.BooleanField(
                    label=_("Retirer la règle de cette question"),
                    required=False,
                    help_text=_("Une réponse est acceptée si : %(rule)s.") % {"rule": said},
                ),
            )
        return
    yield "limited", forms.CharField(widget=forms.HiddenInput, required=False, initial=question.kind.value)
    for name, label in zip(("low", "high"), _ENDS[question.kind], strict=True):
        yield name, _end(question.kind, label, getattr(limits, name))
    if question.kind is Kind.DATE:
        label = _("Aucune date après le jour de la réponse")
        yield "past", forms.BooleanField(label=label, required=False, initial=limits.past)
    others = [(each.name, title_of(instrument, each)[:90]) for each in comparable(instrument, question)]
    if others:
        for name, label in zip(("least", "most"), _OTHERS[question.kind], strict=True):
            yield name, _other(label, others, getattr(limits, name))


def _other(label: Any, others: list[tuple[str, str]], initial: str) -> forms.Field:
    return forms.ChoiceField(
        label=label,
        choices=[("", _("Aucune autre question")), *others],
        required=False,
        initial=initial,
        help_text=_("Sans réponse à cette question, il n’y a pas de limite."),
    )


def _end(kind: Kind, label: Any, initial: str) -> forms.Field:
    if kind is Kind.DATE:
        shown = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.CharField(
            label=label, required=False, initial=initial, help_text=_NO_LIMIT, widget=shown
        )
    typed = forms.TextInput(attrs={"inputmode": "decimal" if kind is Kind.DECIMAL else "numeric"})
    return forms.CharField(
        label=label,
        required=False,
        max_length=20,
        initial=initial.replace(".", ","),
        help_text=_NO_LIMIT,
        widget=typed,
    )


def limited(instrument: Instrument, name: str, data: Mapping[str, Any]) -> Instrument:
    """What the fields say. Those of a page drawn for another kind of answer say nothing. Raises EditRefused."""
    question = instrument.question(name)
    if data.get("no_rule"):
        return without_rule(instrument, name)
    if question.kind not in LIMITED or data.get("limited") != question.kind.value:
        return instrument
    beside = data.get("least", ""), data.get("most", "")
    return with_limits(instrument, name, Limits(data["low"], data["high"], data.get("past", False), *beside))
