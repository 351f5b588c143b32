"""Places that a device fills in the pages that the server has drawn: a name between two private signs.

The signs are of Unicode's private area: no text of a questionnaire may hold them, and HTML leaves them alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from arpent.instrument.values import Choice, Group, Instrument, Item, Texts
from arpent.surveys.aloud.citing import CITES

START, END = "\ue000", "\ue001"
_CITED = re.compile(r"\$\{\s*([^}]*?)\s*\}")


def mark(name: str) -> str:
    """Where the device writes what that name says."""
    return f"{START}{name}{END}"


@dataclass(frozen=True, slots=True)
class Citing:
    """A text that cites an answer: what it is in each edition, and whether it stands on a card."""

    texts: Texts
    card: bool


@dataclass(slots=True)
class Marking:
    """Each text that cites becomes a mark; its place in `citing` is its name."""

    citing: list[Citing] = field(default_factory=list)

    def marked(self, instrument: Instrument) -> Instrument:
        """The questionnaire with its texts that cite left for the device to say, and every choice offered."""
        return replace(
            instrument,
            items=tuple(self._item(item) for item in instrument.items),
            choices={
                name: tuple(self._choice(each) for each in choices)
                for name, choices in instrument.choices.items()
            },
        )

    def _item(self, item: Item) -> Item:
        if isinstance(item, Group):
            return replace(item, items=tuple(self._item(each) for each in item.items))
        return replace(
            item,
            label=self._texts(item.label),
            hint=self._texts(item.hint),
            clarification=self._texts(item.clarification),
            choice_filter="",
            calculation="",
        )

    def _choice(self, choice: Choice) -> Choice:
        return replace(choice, label=self._texts(choice.label, card=True))

    def _texts(self, texts: Texts, *, card: bool = False) -> Mapping[str, str]:
        if not any(CITES in text for text in texts.values()):
            return {tag: without_marks(text) for tag, text in texts.items()}
        name = mark(f"cited:{len(self.citing)}")
        self.citing.append(Citing(texts, card))
        return {tag: name if CITES in text else without_marks(text) for tag, text in texts.items()}


def without_marks(text: str, *, cited: bool = False) -> str:
    """A text that holds none of our signs, but those that we put there where it cites."""
    plain = text.replace(START, "").replace(END, "")
    return _CITED.sub(lambda found: mark(f"said:{found[1]}"), plain) if cited else plain
