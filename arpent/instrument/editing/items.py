"""Sections and questions: add, change, duplicate, move, delete."""

from collections.abc import Callable
from dataclasses import replace

from arpent.instrument.editing.citations import citing, renamed_item
from arpent.instrument.editing.names import EditRefused, cleaned, code_from, names_taken
from arpent.instrument.references import walk
from arpent.instrument.values import Group, Instrument, Item, Kind, Question, Texts, text_in

type Items = tuple[Item, ...]


class NotThere(KeyError):
    """No question, section, list or choice of that name, any more."""


def item_named(instrument: Instrument, name: str) -> Item:
    """The question or section of that name. Raises NotThere."""
    for item in walk(instrument.items):
        if item.name == name:
            return item
    raise NotThere(name)


def question_named(instrument: Instrument, name: str) -> Question:
    """The question of that name. Raises NotThere, for a section too."""
    item = item_named(instrument, name)
    if isinstance(item, Group):
        raise NotThere(name)
    return item


def section_of(instrument: Instrument, name: str) -> Group | None:
    """The section that holds the item; None when it stands outside all of them."""
    for item in walk(instrument.items):
        if isinstance(item, Group) and any(inside.name == name for inside in item.items):
            return item
    return None


def changed(instrument: Instrument, name: str, change: Callable[[Item], Item]) -> Instrument:
    """The instrument with that item changed. Raises NotThere."""
    item = item_named(instrument, name)
    return replace(instrument, items=_put(instrument.items, name, (change(item),)))


def add_question(
    instrument: Instrument, label: Texts, *, kind: Kind, list_name: str = "", after: str = ""
) -> tuple[Instrument, str]:
    """A new question, placed as `insert` says, and its code."""
    texts = cleaned(label)
    words = text_in(texts, instrument.default_edition)
    if not words:
        raise EditRefused("La question n’a pas de texte. Écrivez-le")
    name = code_from(words, names_taken(instrument))
    if kind is Kind.RANGE:
        new = Question(name, kind, texts, parameters={"start": "0", "end": "10", "step": "1"})
    else:
        new = Question(name, kind, texts, list_name=list_name)
    return insert(instrument, new, after=after), name


def add_section(instrument: Instrument, label: Texts, *, after: str = "") -> tuple[Instrument, str]:
    """A new section, empty, and its code. It stands beside sections, not inside one."""
    texts = cleaned(label)
    words = text_in(texts, instrument.default_edition)
    if not words:
        raise EditRefused("La section n’a pas de titre. Écrivez-le")
    name = code_from(words, names_taken(instrument), otherwise="section")
    above = section_of(instrument, after) if after else None
    while above is not None:
        after, above = above.name, section_of(instrument, above.name)
    section = Group(name, texts, ())
    return replace(instrument, items=_beside(instrument.items, section, after)), name


def insert(instrument: Instrument, item: Item, *, after: str = "") -> Instrument:
    """Places a question right after another, first in the section of that name, or at the end for no name."""
    if not after:
        return replace(instrument, items=(*instrument.items, item))
    where = item_named(instrument, after)
    if isinstance(where, Group) and not isinstance(item, Group):
        inside = replace(where, items=(item, *where.items))
        return replace(instrument, items=_put(instrument.items, after, (inside,)))
    return replace(instrument, items=_put(instrument.items, after, (where, item)))


def duplicate(instrument: Instrument, name: str) -> tuple[Instrument, str]:
    """A copy right after the item, with codes of its own; what it cites inside itself, it cites in the copy."""
    item = item_named(instrument, name)
    taken, codes = set(names_taken(instrument)), {}
    for inside in walk((item,)):
        codes[inside.name] = code_from(inside.name, taken)
        taken.add(codes[inside.name])
    copy = renamed_item(item, codes)
    return replace(instrument, items=_put(instrument.items, name, (item, copy))), copy.name


def delete(instrument: Instrument, name: str) -> Instrument:
    """Without that item. Refused while a condition, a calculation or a text elsewhere cites it."""
    gone = frozenset(inside.name for inside in walk((item_named(instrument, name),)))
    left = replace(instrument, items=_put(instrument.items, name, ()))
    cited = citing(left, gone)
    if cited:
        where = ", ".join(f"« {place} »" for place in cited)
        raise EditRefused(f"Ailleurs, {where} s’y réfère. Retirez d’abord cette condition ou cette citation")
    return left


def move(instrument: Instrument, name: str, *, down: bool) -> Instrument:
    """One place up or down. A question enters the section it meets and leaves it at its edge; sections swap."""
    item, section = item_named(instrument, name), section_of(instrument, name)
    siblings = section.items if section else instrument.items
    index = siblings.index(item)
    other = index + (1 if down else -1)
    if 0 <= other < len(siblings):
        met = siblings[other]
        if isinstance(met, Group) and not isinstance(item, Group):
            return _enter(instrument, item, met, first=down)
        swapped = list(siblings)
        swapped[index], swapped[other] = met, item
        return _with_siblings(instrument, section, tuple(swapped))
    return _leave(instrument, item, section, after=down) if section else instrument


def move_after(instrument: Instrument, name: str, target: str) -> Instrument:
    """Right after another item, or first in the section of that name; first of all for no name."""
    item = item_named(instrument, name)
    if target in {inside.name for inside in walk((item,))}:
        raise EditRefused("Une section ne va pas dans elle-même. Choisissez une autre place")
    left = replace(instrument, items=_put(instrument.items, name, ()))
    if not target:
        return replace(left, items=(item, *left.items))
    if isinstance(item, Group) and section_of(left, target):
        raise EditRefused("Une section ne va pas dans une autre. Choisissez une place entre deux sections")
    return insert(left, item, after=target)


def _enter(instrument: Instrument, item: Item, section: Group, *, first: bool) -> Instrument:
    left = replace(instrument, items=_put(instrument.items, item.name, ()))
    items = (item, *section.items) if first else (*section.items, item)
    return replace(left, items=_put(left.items, section.name, (replace(section, items=items),)))


def _leave(instrument: Instrument, item: Item, section: Group, *, after: bool) -> Instrument:
    kept = replace(section, items=tuple(each for each in section.items if each.name != item.name))
    return replace(
        instrument,
        items=_put(instrument.items, section.name, (kept, item) if after else (item, kept)),
    )


def _with_siblings(instrument: Instrument, section: Group | None, siblings: Items) -> Instrument:
    if section is None:
        return replace(instrument, items=siblings)
    return replace(
        instrument, items=_put(instrument.items, section.name, (replace(section, items=siblings),))
    )


def _put(items: Items, name: str, instead: Items) -> Items:
    """The items with others in the place of the one of that name, wherever it is."""
    found: list[Item] = []
    for item in items:
        if item.name == name:
            found.extend(instead)
        elif isinstance(item, Group):
            found.append(replace(item, items=_put(item.items, name, instead)))
        else:
            found.append(item)
    return tuple(found)


def _beside(items: Items, section: Group, after: str) -> Items:
    return (
        _put(items, after, (*(item for item in items if item.name == after), section))
        if after
        else (*items, section)
    )
