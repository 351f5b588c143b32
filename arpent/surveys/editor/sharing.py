"""The lists of choices of a draft, in words, and the questions that share them."""

from arpent.instrument.editing.lists import shared_by
from arpent.instrument.values import Instrument, text_in
from arpent.surveys.editor.outline import title_of

_SHOWN = 4


def lists_in_words(instrument: Instrument) -> list[tuple[str, str]]:
    """Each list by its name, and its first choices."""
    edition = instrument.default_edition
    found = []
    for name, choices in instrument.choices.items():
        said = [text_in(choice.label, edition) or choice.name for choice in choices]
        more = "…" if len(said) > _SHOWN else ""
        found.append((name, f"{' / '.join(said[:_SHOWN])}{more}"[:120]))
    return found


def others_sharing(instrument: Instrument, list_name: str, name: str) -> list[str]:
    """The other questions that a change of this list changes too."""
    return [title_of(instrument, each) for each in shared_by(instrument, list_name) if each.name != name]
