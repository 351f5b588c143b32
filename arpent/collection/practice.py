"""What is tried before the first question: tasks whose right answer is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise

from arpent.collection.cards import Card
from arpent.collection.models import Response
from arpent.collection.sittings import instrument_of
from arpent.collection.words import is_easy
from arpent.instrument.looks import LADDER, PRACTICE, asks_for
from arpent.ui.pictos import named

WELL = "practice_well"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to find. `asked` is a key of the runner's words; after it, another rung or a number of faces."""

    asked: str
    right: str
    shown: Sequence[Card]
    layout: str
    picture: str = ""
    after_right: str = ""
    after_wrong: str = ""

    def cards(self, words: Mapping[str, Promise]) -> list[Card]:
        """What can be touched, in words and with its drawing."""
        return [
            replace(
                card,
                label=str(words[card.label]) if card.label in words else card.label,
                ident=f"answer-{n}",
                picture=address_of(card.picture),
            )
            for n, card in enumerate(self.shown, 1)
        ]

    @property
    def drawn(self) -> str:
        """The address of the picture that the task is about."""
        return address_of(self.picture)


def address_of(name: str) -> str:
    """The address of a pictogram, or nothing."""
    picto = named(name) if name else None
    return picto.colour if picto else ""


def _pictured(value: str, label: str, picture: str) -> Card:
    return Card(value, label, "", False, picture=picture)


def _bars(*heights: int) -> list[Card]:
    """Bars in an order that says nothing, lettered so that words do not say which is which."""
    letters = "ABCDE"
    return [
        Card(str(height), f"Barre {letters[place]}", "", False, "bars", height)
        for place, height in enumerate(heights)
    ]


def _faces(*levels: int) -> list[Card]:
    return [
        Card(str(level), f"Visage {place}", "", False, "faces", level)
        for place, level in enumerate(levels, 1)
    ]


PRACTICES = (
    Task(
        "practice_house",
        "yes",
        shown=(_pictured("yes", "yes", ""), _pictured("no", "no", "")),
        layout="",
        picture="picto-maison.svg",
    ),
    Task(
        "practice_bike",
        "bike",
        layout="pictures",
        shown=(
            _pictured("train", "Image 1", "picto-train.svg"),
            _pictured("bike", "Image 2", "picto-velo.svg"),
        ),
    ),
)
RUNGS = {
    "5-barres": Task(
        "ladder_smallest", "1", _bars(3, 1, 5, 2, 4), "faces", after_right="5-visages", after_wrong="3-barres"
    ),
    "5-visages": Task(
        "ladder_bit_happy", "4", _faces(5, 4, 3, 2, 1), "faces", after_right="5", after_wrong="3-barres"
    ),
    "3-barres": Task(
        "ladder_biggest", "5", _bars(3, 5, 1), "faces", after_right="3-visages", after_wrong="2"
    ),
    "3-visages": Task("ladder_between", "3", _faces(5, 3, 1), "faces", after_right="3", after_wrong="2"),
}
FIRST_RUNG = "5-barres"


TRIED_BY = (Response.Voice.ALONE, Response.Voice.HELPED)
"""Who tries first. A proxy needs no practice, and the ladder tells which faces the person tells apart, not the proxy."""


def before_questions(response: Response) -> tuple[str, ...]:
    """What is tried first: nothing in a standard edition, by a proxy, or once a question was answered."""
    said = response.voice and response.voice not in TRIED_BY
    if said or not is_easy(response.edition) or response.answers:
        return ()
    instrument = instrument_of(response.link.version)
    return tuple(name for name in (PRACTICE, LADDER) if asks_for(instrument, name))
