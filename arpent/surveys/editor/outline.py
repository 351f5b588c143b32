"""What the pages of the editor show of a questionnaire."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arpent.instrument.editing.looking_over import Remark, look_over
from arpent.instrument.values import Choice, Group, Instrument, Item, Question, Texts, text_in
from arpent.surveys import words
from arpent.surveys.editor.phrases import in_words

_REMEDIES = {
    "F007": gettext_lazy("Ajoutez une première question."),
    "G004": gettext_lazy("Ajoutez-lui une question, ou supprimez-la."),
    "G005": gettext_lazy("Gardez moins de sections l’une dans l’autre."),
    "I002": gettext_lazy("Écrivez son texte, ou choisissez une image."),
    "L001": gettext_lazy("Ajoutez au moins un choix."),
    "L005": gettext_lazy("Décochez « Autre »."),
    "N004": gettext_lazy("Écrivez le texte de la question."),
    "P005": gettext_lazy("Changez ses choix, ou retirez ce dessin."),
    "P007": gettext_lazy("Choisissez pour contraire une question qui a les mêmes choix."),
    "X002": gettext_lazy("Corrigez le nom écrit entre ${ et }."),
    "X003": gettext_lazy("Retirez l’une de ces conditions."),
}
_FACTS = {
    "F007": gettext_lazy("Le questionnaire ne pose aucune question."),
    "G004": gettext_lazy("Cette section ne contient aucune question."),
    "I002": gettext_lazy("Un choix n’a ni texte ni image."),
    "L001": gettext_lazy("Cette question n’a aucun choix."),
    "N004": gettext_lazy("Cette question n’a pas de texte."),
    "P005": gettext_lazy("Son dessin ne va pas avec ce nombre de choix."),
    "P007": gettext_lazy("Son contraire n’a pas les mêmes choix."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A remark in the words of the editor: where, what, what to do."""

    item: str
    where: str
    fact: str
    remedy: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the outline."""

    name: str
    depth: int
    number: int  # of what a person answers; 0 for the rest
    text: str
    kind: str  # in words; empty for a section
    lacks: tuple[str, ...]  # the editions that have no text
    condition: str
    required: bool
    remarks: tuple[Said, ...]

    @property
    def is_section(self) -> bool:
        return not self.kind


def said(instrument: Instrument) -> tuple[Said, ...]:
    """Every remark on the questionnaire."""
    return tuple(_said(instrument, remark) for remark in look_over(instrument))


def _said(instrument: Instrument, remark: Remark) -> Said:
    code, notice = remark.notice.code, remark.notice
    item = remark.item if not remark.list_name else _asks(instrument, remark.list_name)
    return Said(
        item=item,
        where=_text(instrument, item) if item else "",
        fact=str(_FACTS.get(code, f"{notice.fact[:1].upper()}{notice.fact[1:]}.")),
        remedy=str(_REMEDIES.get(code, f"{notice.remedy}.")),
        blocks=remark.blocks,
    )


def _asks(instrument: Instrument, list_name: str) -> str:
    """The first question whose choices are that list."""
    return next((each.name for each in instrument.questions() if each.list_name == list_name), "")


def _text(instrument: Instrument, name: str) -> str:
    for item, _depth in _walk(instrument.items, 0):
        if item.name == name:
            return title_of(instrument, item)
    return name


def title_of(instrument: Instrument, item: Item | Choice) -> str:
    """A question, a section or a choice by its words, else by its code."""
    return text_in(item.label, instrument.default_edition) or item.name


def rows(instrument: Instrument, remarks: Sequence[Said]) -> list[Row]:
    """The whole questionnaire, line by line."""
    found, number = [], 0
    for item, depth in _walk(instrument.items, 0):
        asked = isinstance(item, Question) and item.kind.is_asked
        number += asked
        found.append(_row(instrument, item, depth, number if asked else 0, remarks))
    return found


def _row(instrument: Instrument, item: Item, depth: int, number: int, remarks: Sequence[Said]) -> Row:
    question = item if isinstance(item, Question) else None
    return Row(
        name=item.name,
        depth=depth,
        number=number,
        text=title_of(instrument, item),
        kind=str(words.KINDS[question.kind]) if question else "",
        lacks=lacking(instrument, item),
        condition=in_words(instrument, item.relevant) if item.relevant else "",
        required=bool(question and question.required and question.required not in ("no", "false", "false()")),
        remarks=tuple(each for each in remarks if each.item == item.name),
    )


def lacking(instrument: Instrument, item: Item) -> tuple[str, ...]:
    """The editions in which something that is shown has no words: the text, the hint, a choice."""
    if isinstance(item, Question) and not (item.kind.is_asked or item.label):
        return ()
    shown: list[Texts] = [item.label]
    if isinstance(item, Question):
        shown += [texts for texts in (item.hint, item.clarification) if texts]
        shown += [choice.label for choice in instrument.choices_of(item)]
    return tuple(
        words.edition(tag) for tag in instrument.editions if any(not texts.get(tag) for texts in shown)
    )


def gaps(instrument: Instrument) -> Counter[str]:
    """In each edition, how many questions and sections have no words of their own for something shown."""
    return Counter(name for item, _depth in _walk(instrument.items, 0) for name in lacking(instrument, item))


def _walk(items: tuple[Item, ...], depth: int) -> Iterator[tuple[Item, int]]:
    for item in items:
        yield item, depth
        if isinstance(item, Group):
            yield from _walk(item.items, depth + 1)


def places(instrument: Instrument) -> list[tuple[str, str]]:
    """Where a question may go: after which question, or at the head of which section."""
    found = []
    for item, depth in _walk(instrument.items, 0):
        before = (
            _("Au début de la section : %(title)s") if isinstance(item, Group) else _("Après : %(title)s")
        )
        found.append((item.name, "\u2003" * depth + before % {"title": title_of(instrument, item)}))
    return found


def beside(instrument: Instrument, name: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The line before and the line after, each by its code and its words; empty at either end."""
    lines = [(item.name, title_of(instrument, item)) for item, _depth in _walk(instrument.items, 0)]
    at = [code for code, _title in lines].index(name)
    none = ("", "")
    return lines[at - 1] if at else none, lines[at + 1] if at + 1 < len(lines) else none


def in_sections(instrument: Instrument) -> list[tuple[str, str]]:
    """Every line by its code, a section said to be one, with what it holds below."""
    section = _("Toute la section : %(title)s")
    return [
        (
            item.name,
            section % {"title": title_of(instrument, item)}
            if isinstance(item, Group)
            else title_of(instrument, item),
        )
        for item, _depth in _walk(instrument.items, 0)
    ]


def files(media: Mapping[str, Texts]) -> str:
    """The picture that is shown, by its file name."""
    return next((name for name in media.get("image", {}).values() if name), "")
