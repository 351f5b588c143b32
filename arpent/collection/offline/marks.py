"""Places that a device fills in the pages that the server has drawn: a name between two private signs.

The signs are of Unicode's private area: no text of a questionnaire may hold them, and HTML leaves them alone.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from arpent.instrument.values import Choice, Group, Instrument, Item, Question, Texts

START, END = "\ue000", "\ue001"
_CITED = re.compile(r"\$\{\s*([^}]*?)\s*\}")


def mark(name: str) -> str:
    """Where the device writes what that name says."""
    return f"{START}{name}{END}"


def marked(instrument: Instrument) -> Instrument:
    """The questionnaire with `${name}` left for the device to say, and every choice offered."""
    return replace(
        instrument,
        items=tuple(_item(item) for item in instrument.items),
        choices={
            name: tuple(_choice(each) for each in choices) for name, choices in instrument.choices.items()
        },
    )


def _item(item: Item) -> Item:
    if isinstance(item, Group):
        return replace(item, items=tuple(_item(each) for each in item.items))
    return _question(item)


def _question(question: Question) -> Question:
    return replace(
        question,
        label=_texts(question.label),
        hint=_texts(question.hint),
        clarification=_texts(question.clarification),
        choice_filter="",
        calculation="",
    )


def _choice(choice: Choice) -> Choice:
    return replace(choice, label=_texts(choice.label))


def _texts(texts: Texts) -> Mapping[str, str]:
    return {tag: without_marks(text, cited=True) for tag, text in texts.items()}


def without_marks(text: str, *, cited: bool = False) -> str:
    """A text that holds none of our signs, but those that we put there."""
    plain = text.replace(START, "").replace(END, "")
    return _CITED.sub(lambda found: mark(f"said:{found[1]}"), plain) if cited else plain
