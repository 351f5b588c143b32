"""How answers are drawn and asked in easy steps, on the page of a question."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arpent.instrument.editing import drawing
from arpent.instrument.looks import expected_of
from arpent.instrument.values import Instrument, Kind, Question, text_in

FIELDS = ("drawing", "order", "steps", "opposite", "expected")
DRAWN = {
    "": _("Sans dessin"),
    "faces": _("Des visages : 2, 3 ou 5 choix"),
    "agreement": _("L’accord : 2, 3 ou 5 choix"),
    "frequency": _("La fréquence : 2, 3 ou 5 choix"),
    "thermometer": _("Un thermomètre : 2, 3 ou 5 choix"),
}
STEPS = {
    "": _("Comme dans les autres éditions"),
    "two-steps": _("En deux étapes : oui ou non, puis combien (5 choix)"),
    "either-or": _("L’un ou l’autre, en deux images (2 choix)"),
}
ORDERS = {
    "most": _("Du plus au moins : la première réponse est la plus contente, la plus forte"),
    "least": _("Du moins au plus : la première réponse est la moins contente, la plus faible"),
}


def look_fields(instrument: Instrument, question: Question) -> Iterator[tuple[str, forms.Field]]:
    words_now = question.appearance.split()
    for name, label, known in (
        ("drawing", _("Dessin des réponses"), DRAWN),
        ("steps", _("En facile à lire"), STEPS),
    ):
        now = next((word for word in words_now if word in known), "")
        yield name, forms.ChoiceField(label=label, choices=[*known.items()], initial=now, required=False)
        if name == "drawing":
            yield "order", _order(instrument, question)
    others = drawing.could_be_opposite(instrument, question.name)
    if others:
        known_ones = [(each.name, text_in(each.label, instrument.default_edition)[:90]) for each in others]
        yield (
            "opposite",
            forms.ChoiceField(
                label=_("Question qui dit le contraire"),
                choices=[("", _("Aucune")), *known_ones],
                initial=drawing.opposite_of(question),
                required=False,
                help_text=_("Deux questions contraires, loin l’une de l’autre, montrent qui dit oui à tout."),
            ),
        )
    if question.kind is Kind.SELECT_ONE and instrument.choices_of(question):
        yield "expected", _expected(instrument, question)


def _expected(instrument: Instrument, question: Question) -> forms.Field:
    known = [
        (
            each.name,
            _("Oui, la bonne réponse est : %(words)s")
            % {"words": text_in(each.label, instrument.default_edition)[:60]},
        )
        for each in instrument.choices_of(question)
    ]
    return forms.ChoiceField(
        label=_("Question de contrôle"),
        choices=[("", _("Non")), *known],
        initial=expected_of(question),
        required=False,
        help_text=_(
            "Une question dont tout le monde connaît la réponse, par exemple « C’est une maison ? » sous une image."
            " Une autre réponse est signalée, jamais effacée."
        ),
    )


def _order(instrument: Instrument, question: Question) -> forms.Field:
    return forms.ChoiceField(
        label=_("Ordre des réponses dessinées"),
        choices=[*ORDERS.items()],
        initial="least" if drawing.first_is_least(instrument, question.name) else "most",
        required=False,
        help_text=_("Regardez l’aperçu : chaque dessin va-t-il avec ses mots ?"),
    )


def drawn(instrument: Instrument, name: str, data: Mapping[str, Any]) -> Instrument:
    """What the fields say. Raises EditRefused."""
    after = drawing.with_look(instrument, name, drawing=data["drawing"], steps=data["steps"])
    if data["order"]:
        after = drawing.with_order(after, name, rising=data["order"] == "least")
    after = drawing.with_opposite(after, name, data.get("opposite", ""))
    return drawing.with_expected(after, name, data.get("expected", ""))
