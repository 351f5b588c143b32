"""The words of a questionnaire, edition by edition, and what may be said about a question besides."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from arpent.instrument.editing.citations import citing, renamed
from arpent.instrument.editing.items import changed, question_named
from arpent.instrument.editing.names import EditRefused, check_name, clean, cleaned
from arpent.instrument.editions import tag_is_stable, tag_of
from arpent.instrument.survey_sheet import OFFERABLE
from arpent.instrument.values import Group, Instrument, Item, Kind, Missing, Question, Texts

WORDED = ("label", "hint", "clarification", "finding", "constraint_message")
ALWAYS = "yes"  # how "required" is written when it is not a condition


def with_texts(instrument: Instrument, name: str, texts: Mapping[str, Texts]) -> Instrument:
    """A question or a section with these texts, by field (one of WORDED) and edition."""
    kept = {field: cleaned(said) for field, said in texts.items() if field in WORDED}
    return changed(instrument, name, lambda item: _worded(item, kept))


def _worded(item: Item, texts: Mapping[str, Texts]) -> Item:
    if isinstance(item, Group):
        return replace(item, label=texts.get("label", item.label))
    return replace(item, **texts)  # type: ignore[arg-type]  # fields that hold texts


def with_required(instrument: Instrument, name: str, required: bool) -> Instrument:
    """Required or not. A required that is a condition stays as it was written."""
    question = question_named(instrument, name)
    if is_conditional(question):
        return instrument
    written = (question.required if is_required(question) else ALWAYS) if required else ""
    return changed(instrument, name, lambda _: replace(question, required=written))


def is_required(question: Question) -> bool:
    """Whether an answer is always awaited."""
    return question.required.casefold() in ("yes", "true", "true()")


def is_conditional(question: Question) -> bool:
    """Whether `required` depends on other answers."""
    return not is_required(question) and question.required.casefold() not in ("", "no", "false", "false()")


def with_reasons(instrument: Instrument, name: str, reasons: Iterable[Missing]) -> Instrument:
    """The reasons for no answer that are offered beside the answers."""
    chosen = frozenset(reasons)
    kept = tuple(reason for reason in OFFERABLE if reason in chosen)
    return changed(
        instrument, name, lambda item: replace(item, missing=kept) if isinstance(item, Question) else item
    )


def with_range(instrument: Instrument, name: str, start: str, end: str, step: str) -> Instrument:
    """The scale of numbers between two ends."""
    question = question_named(instrument, name)
    if question.kind is not Kind.RANGE:
        raise EditRefused("Cette question n’est pas une échelle de nombres. Changez d’abord son type")
    written = {"start": start, "end": end, "step": step}
    parameters = {**question.parameters, **written}
    return changed(instrument, name, lambda _: replace(question, parameters=parameters))


def with_title(instrument: Instrument, texts: Texts) -> Instrument:
    """The title in each edition; that of the default edition cannot be empty."""
    title = cleaned(texts)
    if not title.get(instrument.default_edition):
        raise EditRefused("Le questionnaire n’a pas de titre. Écrivez-le")
    return replace(instrument, title=title)


def rename(instrument: Instrument, old: str, new: str) -> Instrument:
    """Another code for a question or a section, also where it is cited."""
    if old == new:
        return instrument
    check_name(instrument, new)
    after = renamed(instrument, {old: new})
    if citing(after, frozenset({old})):
        raise EditRefused(f"Le code « {old} » est cité d’une façon qu’Arpent ne sait pas changer. Gardez-le")
    return after


def add_edition(instrument: Instrument, language: str) -> Instrument:
    """One more edition, empty: a BCP 47 tag, or the name of a language."""
    tag = tag_of(clean(language))
    if not clean(language) or not tag_is_stable(tag):
        raise EditRefused("Cette langue n’a pas de nom. Écrivez-le, par exemple « English »")
    if tag in instrument.editions:
        raise EditRefused("Cette édition existe déjà. Écrivez ses textes")
    return replace(instrument, editions=(*instrument.editions, tag))


def remove_edition(instrument: Instrument, tag: str) -> Instrument:
    """Without the texts and the files of an edition. The default edition stays."""
    if tag == instrument.default_edition:
        raise EditRefused("Cette édition est celle par défaut. Elle ne peut pas être retirée")
    if tag not in instrument.editions:
        return instrument
    choices = {
        name: tuple(
            replace(choice, label=_less(choice.label, tag), media=_media(choice.media, tag))
            for choice in each
        )
        for name, each in instrument.choices.items()
    }
    return replace(
        instrument,
        editions=tuple(each for each in instrument.editions if each != tag),
        title=_less(instrument.title, tag),
        items=tuple(_without(item, tag) for item in instrument.items),
        choices=choices,
    )


_ALL_WORDED = (*WORDED, "required_message")


def _without(item: Item, tag: str) -> Item:
    if isinstance(item, Group):
        inside = tuple(_without(each, tag) for each in item.items)
        return replace(item, label=_less(item.label, tag), media=_media(item.media, tag), items=inside)
    worded = {field: _less(getattr(item, field), tag) for field in _ALL_WORDED}
    return replace(item, **worded, media=_media(item.media, tag))  # type: ignore[arg-type]  # fields that hold texts


def _less(texts: Texts, tag: str) -> Texts:
    return {each: text for each, text in texts.items() if each != tag}


def _media(media: Mapping[str, Texts], tag: str) -> Mapping[str, Texts]:
    left = {kind: _less(texts, tag) for kind, texts in media.items()}
    return {kind: texts for kind, texts in left.items() if texts}
