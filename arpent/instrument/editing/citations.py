"""Who cites whom, and the same citations under other names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from arpent.instrument.conditions import expressions_of
from arpent.instrument.expressions import ExpressionRefused, parse, references
from arpent.instrument.looks import OPPOSITE
from arpent.instrument.references import cited_in, walk
from arpent.instrument.values import Group, Instrument, Item, Question, Texts, text_in

_WORDED = ("label", "hint", "clarification", "constraint_message", "required_message", "finding")


def citing(instrument: Instrument, names: frozenset[str]) -> tuple[str, ...]:
    """The places that cite one of these names, in words: a question, a section, a list, the questionnaire."""
    edition = instrument.default_edition
    found = [
        text_in(item.label, edition) or item.name
        for item in walk(instrument.items)
        if names & (_in_expressions(item) | {name for text in _texts(item) for name in cited_in(text)})
    ]
    found += [
        text_in(choice.label, edition) or choice.name
        for choices in instrument.choices.values()
        for choice in choices
        if names & {name for text in choice.label.values() for name in cited_in(text)}
    ]
    said = (*instrument.title.values(), *instrument.settings.values())
    if names & {name for text in said for name in cited_in(text)}:
        found.append(text_in(instrument.title, edition))
    return tuple(dict.fromkeys(found))


def _in_expressions(item: Item) -> set[str]:
    found: set[str] = set()
    for written in expressions_of(item).values():
        try:
            found |= references(parse(written))
        except ExpressionRefused:
            found |= set(cited_in(written))
    return found


def _texts(item: Item) -> Iterator[str]:
    fields = _WORDED if isinstance(item, Question) else ("label",)
    for field in fields:
        yield from getattr(item, field).values()
    yield from item.extra.values()
    yield f"${{{item.extra.get(OPPOSITE, '').strip()}}}"
    if isinstance(item, Question):
        yield from (item.default, *item.parameters.values())


def renamed_item(item: Item, codes: Mapping[str, str]) -> Item:
    """The item, and all it holds, under other names; `${old}` becomes `${new}` wherever it is written."""
    if isinstance(item, Group):
        inside = tuple(renamed_item(each, codes) for each in item.items)
        return replace(
            item,
            name=codes.get(item.name, item.name),
            label=_renamed(item.label, codes),
            relevant=_cited_anew(item.relevant, codes),
            extra=_renamed(item.extra, codes),
            items=inside,
        )
    return replace(
        item,
        name=codes.get(item.name, item.name),
        label=_renamed(item.label, codes),
        hint=_renamed(item.hint, codes),
        clarification=_renamed(item.clarification, codes),
        constraint_message=_renamed(item.constraint_message, codes),
        required_message=_renamed(item.required_message, codes),
        finding=_renamed(item.finding, codes),
        relevant=_cited_anew(item.relevant, codes),
        constraint=_cited_anew(item.constraint, codes),
        required=_cited_anew(item.required, codes),
        calculation=_cited_anew(item.calculation, codes),
        choice_filter=_cited_anew(item.choice_filter, codes),
        read_only=_cited_anew(item.read_only, codes),
        default=_cited_anew(item.default, codes),
        parameters=_renamed(item.parameters, codes),
        extra=_opposite(_renamed(item.extra, codes), codes),
    )


def renamed(instrument: Instrument, codes: Mapping[str, str]) -> Instrument:
    """The whole questionnaire under other names."""
    choices = {
        name: tuple(replace(choice, label=_renamed(choice.label, codes)) for choice in each)
        for name, each in instrument.choices.items()
    }
    return replace(
        instrument,
        items=tuple(renamed_item(item, codes) for item in instrument.items),
        choices=choices,
        title=_renamed(instrument.title, codes),
        settings=_renamed(instrument.settings, codes),
    )


def _renamed(texts: Texts, codes: Mapping[str, str]) -> Texts:
    return {tag: _cited_anew(text, codes) for tag, text in texts.items()}


def _opposite(extra: Mapping[str, str], codes: Mapping[str, str]) -> Mapping[str, str]:
    """The question that says the contrary is named without `${}`."""
    named = extra.get(OPPOSITE, "").strip()
    return {**extra, OPPOSITE: codes[named]} if named in codes else extra


def _cited_anew(text: str, codes: Mapping[str, str]) -> str:
    return re.sub(r"\$\{([^}]*)\}", lambda cited: f"${{{codes.get(cited[1].strip(), cited[1])}}}", text)
