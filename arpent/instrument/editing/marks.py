"""What somebody saw of a questionnaire, in a few letters: they change when what was seen changes."""

import hashlib
from dataclasses import replace

from arpent.instrument.canonical import to_json
from arpent.instrument.editing.items import item_named
from arpent.instrument.values import Group, Instrument

_LETTERS = 20


def mark_of_item(instrument: Instrument, name: str) -> str:
    """Of a question with its choices, or of a section without what it holds. Raises NotThere."""
    item = item_named(instrument, name)
    if isinstance(item, Group):
        return _mark(replace(instrument, items=(replace(item, items=()),), choices={}, settings={}, title={}))
    choices = {item.list_name: instrument.choices_of(item)} if item.list_name else {}
    return _mark(replace(instrument, items=(item,), choices=choices, settings={}, title={}))


def mark_of_whole(instrument: Instrument) -> str:
    """Of the title, the editions and the settings."""
    return _mark(replace(instrument, items=(), choices={}))


def _mark(part: Instrument) -> str:
    return hashlib.sha256(to_json(part).encode()).hexdigest()[:_LETTERS]
