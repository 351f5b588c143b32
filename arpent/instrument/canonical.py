"""An instrument as JSON, always written the same way, so that its hash names it for ever."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from arpent.instrument.values import Choice, Group, Instrument, Item, Kind, Missing, Question

FORMAT = "arpent-instrument-1"


def to_json(instrument: Instrument) -> str:
    """Canonical JSON: sorted keys, no spaces, what is empty left out of questions, groups and choices."""
    tree = {
        "format": FORMAT,
        "name": instrument.name,
        "title": dict(instrument.title),
        "version": instrument.version,
        "editions": list(instrument.editions),
        "default_edition": instrument.default_edition,
        "items": [_item(item) for item in instrument.items],
        "choices": {name: [_filled(choice) for choice in each] for name, each in instrument.choices.items()},
        "settings": dict(instrument.settings),
    }
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(instrument: Instrument) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(to_json(instrument).encode()).hexdigest()


def from_json(text: str) -> Instrument:
    """The instrument back. Raises ValueError when the text is not one that `to_json` wrote."""
    try:
        tree = json.loads(text)
        return _instrument(tree)
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as wrong:
        raise ValueError("ce texte n’est pas un questionnaire enregistré par Arpent") from wrong


def _instrument(tree: Mapping[str, Any]) -> Instrument:
    if tree["format"] != FORMAT:
        raise ValueError(f"format inconnu : {tree['format']!r}")
    return Instrument(
        name=tree["name"],
        title=tree["title"],
        version=tree["version"],
        editions=tuple(tree["editions"]),
        default_edition=tree["default_edition"],
        items=tuple(map(_item_back, tree["items"])),
        choices={name: tuple(Choice(**each) for each in listed) for name, listed in tree["choices"].items()},
        settings=tree["settings"],
    )


def _item(item: Item) -> dict[str, object]:
    if isinstance(item, Question):
        return {
            **_filled(item),
            "kind": item.kind.value,
            "missing": [reason.value for reason in item.missing],
        }
    filled = {**_filled(item), "label": dict(item.label)}
    return {**filled, "items": [_item(inside) for inside in item.items]}


def _filled(value: Question | Group | Choice) -> dict[str, object]:
    fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
    kept = {name: field for name, field in fields.items() if field not in ("", False, {}, ())}
    return {**kept, "label": dict(value.label)} if isinstance(value, Choice) else kept


def _item_back(tree: Mapping[str, Any]) -> Item:
    if "items" in tree:
        return Group(**{**tree, "items": tuple(map(_item_back, tree["items"]))})
    return Question(
        **{**tree, "kind": Kind(tree["kind"]), "missing": tuple(map(Missing, tree["missing"]))},
    )
