"""What changed from one version of a questionnaire to the next, question by question."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from django.utils.translation import gettext_lazy as _

from arpent.instrument.values import Instrument, Question, text_in

PARTS = {
    "kind": _("son type"),
    "label": _("ses mots"),
    "hint": _("son aide"),
    "relevant": _("quand elle est posée"),
    "constraint": _("ce qu’elle accepte"),
    "required": _("si elle est obligatoire"),
    "calculation": _("son calcul"),
    "choice_filter": _("les choix montrés"),
    "missing": _("les raisons proposées"),
    "media": _("ses images ou ses sons"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One question that is new, gone, or not the same; then `parts` says what differs."""

    name: str
    text: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side. `moved`: the questions they share do not come in the same order."""

    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    changed: tuple[Change, ...]
    moved: bool

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed or self.moved)


def compare(before: Instrument, after: Instrument) -> Comparison:
    """What reading `after` instead of `before` changes for the person who answers."""
    old = {question.name: question for question in before.questions()}
    new = {question.name: question for question in after.questions()}
    both = [name for name in new if name in old]
    pairs = [(new[name], _parts(before, old[name], after, new[name])) for name in both]
    return Comparison(
        added=_changes(after, [new[name] for name in new if name not in old]),
        removed=_changes(before, [old[name] for name in old if name not in new]),
        changed=tuple(_change(after, question, parts) for question, parts in pairs if parts),
        moved=both != [name for name in old if name in new],
    )


def _parts(before: Instrument, old: Question, after: Instrument, new: Question) -> tuple[str, ...]:
    different = [
        field.name for field in fields(Question) if getattr(old, field.name) != getattr(new, field.name)
    ]
    parts = [str(PARTS[name]) for name in different if name in PARTS]
    if before.choices_of(old) != after.choices_of(new):
        parts.append(str(_("ses choix")))
    others = [name for name in different if name not in PARTS and name != "list_name"]
    return (*parts, str(_("ses réglages"))) if others else tuple(parts)


def _changes(instrument: Instrument, questions: Sequence[Question]) -> tuple[Change, ...]:
    return tuple(_change(instrument, question, ()) for question in questions)


def _change(instrument: Instrument, question: Question, parts: tuple[str, ...]) -> Change:
    return Change(question.name, text_in(question.label, instrument.default_edition), parts)
