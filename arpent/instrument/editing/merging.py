"""Questions taken from one questionnaire and put into another: the way in and out of a bank."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from arpent.instrument.editing.citations import renamed_item
from arpent.instrument.editing.drawing import opposite_of
from arpent.instrument.editing.items import insert, item_named
from arpent.instrument.editing.names import EditRefused, code_from, names_taken
from arpent.instrument.references import cited_names, walk
from arpent.instrument.values import Choice, Group, Instrument, Item, Question, Texts, text_in


def extract(instrument: Instrument, names: Sequence[str]) -> Instrument:
    """A questionnaire of these questions and sections alone. Refused when they depend on others."""
    chosen = [item_named(instrument, name) for name in names]
    held = {each.name for item in chosen if isinstance(item, Group) for each in walk(item.items)}
    items = tuple(item for item in chosen if item.name not in held)
    if not items:
        raise EditRefused("Rien n’est choisi. Cochez au moins une question")
    inside = {item.name for item in walk(items)}
    used = {item.list_name for item in walk(items) if isinstance(item, Question)}
    choices = {name: each for name, each in instrument.choices.items() if name in used}
    texts = [text for each in choices.values() for choice in each for text in choice.label.values()]
    contrary = {opposite_of(item) for item in walk(items) if isinstance(item, Question)} - {""}
    outside = (cited_names(items, texts) | contrary) - inside
    if outside:
        labels = ", ".join(f"« {_title(instrument, name)} »" for name in sorted(outside))
        raise EditRefused(f"Ces questions dépendent de {labels}. Prenez-la aussi, ou retirez la condition")
    return replace(instrument, items=items, choices=choices, settings={})


def _title(instrument: Instrument, name: str) -> str:
    found = [item for item in walk(instrument.items) if item.name == name]
    return text_in(found[0].label, instrument.default_edition) if found else name


def merge(
    instrument: Instrument, taken: Instrument, *, after: str = ""
) -> tuple[Instrument, tuple[str, ...]]:
    """The questionnaire with what was taken from another, and the codes it got.

    Codes that are taken change; a list that is the same is shared; texts in editions that the questionnaire does
    not have are left, but for its default edition, which takes the nearest one.
    """
    if not set(names_taken(taken)):
        raise EditRefused("Il n’y a aucune question à reprendre")
    codes = _codes(instrument, taken)
    fitted = {name: _fitted_choices(instrument, each) for name, each in taken.choices.items()}
    lists, choices = _lists(instrument, fitted)
    after_lists = replace(instrument, choices={**instrument.choices, **choices})
    for item in reversed(taken.items):
        new = _listed(renamed_item(_fitted(instrument, item), codes), lists)
        after_lists = _put(after_lists, new, after)
    return after_lists, tuple(codes[item.name] for item in taken.items)


def _put(instrument: Instrument, item: Item, after: str) -> Instrument:
    """Sections never go inside another: they go to the end."""
    if isinstance(item, Group) or not after:
        return (
            replace(instrument, items=(*instrument.items, item))
            if not after
            else _beside(instrument, item, after)
        )
    return insert(instrument, item, after=after)


def _beside(instrument: Instrument, item: Item, after: str) -> Instrument:
    """After the top item that holds `after`."""
    found: list[Item] = []
    for each in instrument.items:
        found.append(each)
        if any(inside.name == after for inside in walk((each,))):
            found.append(item)
    return replace(instrument, items=tuple(found))


def _codes(instrument: Instrument, taken: Instrument) -> dict[str, str]:
    used, codes = set(names_taken(instrument)), {}
    for item in walk(taken.items):
        codes[item.name] = item.name if _free(item.name, used) else code_from(item.name, used)
        used.add(codes[item.name])
    return codes


def _free(name: str, used: set[str]) -> bool:
    return name.casefold() not in {each.casefold() for each in used}


def _lists(
    instrument: Instrument, taken: Mapping[str, tuple[Choice, ...]]
) -> tuple[dict[str, str], dict[str, tuple[Choice, ...]]]:
    """Under which name each list goes, and the lists to add."""
    names: dict[str, str] = {}
    added: dict[str, tuple[Choice, ...]] = {}
    for name, choices in taken.items():
        same = next((known for known, each in instrument.choices.items() if each == choices), "")
        names[name] = same or _list_name(instrument, added, name)
        if not same:
            added[names[name]] = choices
    return names, added


def _list_name(instrument: Instrument, added: Mapping[str, object], name: str) -> str:
    used = {*instrument.choices, *added, *(question.list_name for question in instrument.questions())}
    return name if _free(name, used) else code_from(name, used, otherwise="liste")


def _listed(item: Item, lists: Mapping[str, str]) -> Item:
    if isinstance(item, Group):
        return replace(item, items=tuple(_listed(each, lists) for each in item.items))
    return replace(item, list_name=lists.get(item.list_name, item.list_name))


def _fitted(instrument: Instrument, item: Item) -> Item:
    media = _media(instrument, item.media)
    if isinstance(item, Group):
        inside = tuple(_fitted(instrument, each) for each in item.items)
        return replace(item, label=_texts(instrument, item.label), media=media, items=inside)
    return replace(
        item,
        label=_texts(instrument, item.label),
        hint=_texts(instrument, item.hint),
        clarification=_texts(instrument, item.clarification),
        constraint_message=_texts(instrument, item.constraint_message),
        required_message=_texts(instrument, item.required_message),
        finding=_texts(instrument, item.finding),
        media=media,
    )


def _fitted_choices(instrument: Instrument, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(
        replace(choice, label=_texts(instrument, choice.label), media=_media(instrument, choice.media))
        for choice in choices
    )


def _texts(instrument: Instrument, texts: Texts) -> Texts:
    kept = {tag: text for tag, text in texts.items() if tag in instrument.editions}
    default = instrument.default_edition
    nearest = text_in(texts, default)
    return {**kept, default: nearest} if nearest else kept


def _media(instrument: Instrument, media: Mapping[str, Texts]) -> Mapping[str, Texts]:
    fitted = {kind: _texts(instrument, files) for kind, files in media.items()}
    return {kind: files for kind, files in fitted.items() if files}
