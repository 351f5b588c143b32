"""A questionnaire as a person reads it on one page: every question, its choices, its conditions, its editions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from arpent.instrument.editing.wording import is_conditional, is_required
from arpent.instrument.values import Choice, Group, Instrument, Item, Question, Texts, text_in
from arpent.surveys import words
from arpent.surveys.editor.phrases import in_words


@dataclass(frozen=True, slots=True)
class Said:
    """The same words in one edition. `tag` is the language of the words, for the voice that reads the page."""

    tag: str
    label: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """One choice, as it reads in each edition."""

    code: str
    texts: tuple[Said, ...]
    otherwise: str  # what is read in an edition that has no words of its own
    favourable: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """When it is asked, what it accepts…: in words, or as it is written where only a formula says it."""

    what: str
    words: str
    written: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, or the heading of a group when `kind` is empty."""

    name: str
    kind: str
    depth: int
    number: int
    texts: tuple[Said, ...]
    choices: tuple[Offered, ...] = ()
    rules: tuple[Rule, ...] = ()
    reasons: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        return not self.kind


def readable(instrument: Instrument) -> list[Asked]:
    """Groups and questions in their order; only what a person answers is numbered."""
    counted = 0
    shown = []
    for item, depth in _walk(instrument.items, 0):
        if isinstance(item, Group):
            shown.append(_heading(item, instrument, depth))
        else:
            counted += item.kind.is_asked
            shown.append(_question(item, instrument, depth, counted if item.kind.is_asked else 0))
    return shown


def _walk(items: tuple[Item, ...], depth: int) -> Iterator[tuple[Item, int]]:
    for item in items:
        yield item, depth
        if isinstance(item, Group):
            yield from _walk(item.items, depth + 1)


def _heading(group: Group, instrument: Instrument, depth: int) -> Asked:
    rules = (Rule(_("Montré si"), in_words(instrument, group.relevant)),) if group.relevant else ()
    return Asked(
        group.name, "", depth, 0, _said(group.label, instrument), rules=rules, files=_files(group.media)
    )


def _question(question: Question, instrument: Instrument, depth: int, number: int) -> Asked:
    choices = [_offered(choice, instrument) for choice in instrument.choices_of(question)]
    return Asked(
        name=question.name,
        kind=str(words.KINDS[question.kind]),
        depth=depth,
        number=number,
        texts=_said(question.label, instrument, question.hint),
        choices=tuple(choices),
        rules=tuple(_rules(instrument, question)),
        reasons=tuple(str(words.REASONS[reason]) for reason in question.missing if reason in words.REASONS)
        if question.kind.is_asked
        else (),
        files=_files(question.media)
        + tuple(name for c in instrument.choices_of(question) for name in _files(c.media)),
    )


def _rules(instrument: Instrument, question: Question) -> Iterator[Rule]:
    conditions = (
        (_("Posée si"), question.relevant),
        (_("Acceptée si"), question.constraint),
        (_("Obligatoire si"), question.required if is_conditional(question) else ""),
        (_("Choix montrés si"), question.choice_filter),
    )
    yield from (Rule(what, in_words(instrument, said)) for what, said in conditions if said)
    if is_required(question) and not is_conditional(question):
        yield Rule(_("Réponse"), _("obligatoire"))
    formulas = ((_("Calcul"), question.calculation), (_("Valeur de départ"), question.default))
    yield from (Rule(what, said, written=True) for what, said in formulas if said)


def _said(texts: Texts, instrument: Instrument, hints: Texts | None = None) -> tuple[Said, ...]:
    return tuple(
        Said(tag, words.edition(tag), texts.get(tag, ""), (hints or {}).get(tag, ""))
        for tag in instrument.editions
    )


def _offered(choice: Choice, instrument: Instrument) -> Offered:
    otherwise = text_in(choice.label, instrument.default_edition) or choice.name
    return Offered(choice.name, _said(choice.label, instrument), otherwise, choice.favourable)


def _files(media: Mapping[str, Texts]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for texts in media.values() for name in texts.values() if name))
