"""A question as the runner shows it: cards, fields, the reasons for not answering."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from arpent.collection.cards import MOST_LISTED, Card, Media, cards_of, file_of, reasons_of, said, steps_of
from arpent.collection.sittings import PICTOS, Place, Sitting
from arpent.collection.stages import Stage, stage_of
from arpent.collection.words import reason_in, words_in
from arpent.instrument.answering import offered_choices, words_name
from arpent.instrument.looks import EITHER_OR, has
from arpent.instrument.values import Kind, Missing, Question, Value
from arpent.instrument.written import is_whole

MOST_CARDS = 11
LIKERT = 5


@dataclass(frozen=True, slots=True)
class Rung:
    """One place of a ranking, with what stands there."""

    name: str
    label: str
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Screen:
    """All that the page of one question says."""

    place: Place
    title: str
    hint: str
    look: str  # which part of the template draws it
    layout: str  # of the cards: "", "faces", "scale", "either", "pictures", "range"
    cards: Sequence[Card] = ()
    reasons: Sequence[Card] = ()
    rungs: Sequence[Rung] = ()
    fields: Mapping[str, str] = field(default_factory=dict)  # what was written, by the name of its field
    picture: str = ""
    audio: str = ""
    several: bool = False
    multiline: bool = False
    stage: Stage = field(default_factory=Stage)
    explanation: str = ""  # what may be said to someone who did not understand

    @property
    def part(self) -> str:
        """The template that draws the fields."""
        return f"runner/parts/{self.look}.html"

    @property
    def card_kind(self) -> str:
        picks_one = self.place.question.kind in (Kind.SELECT_ONE, Kind.RANGE)
        return "radio" if picks_one else "checkbox"

    @property
    def reasons_join(self) -> bool:
        """Whether reasons are among the answers, of which only one can be chosen."""
        return self.look == "cards" and self.card_kind == "radio"

    @property
    def reason_name(self) -> str:
        return "answer" if self.reasons_join else "reason"

    @property
    def reason_kind(self) -> str:
        return "radio" if self.reasons_join else "checkbox"

    @property
    def target(self) -> str:
        """The first control of the question: where an error leads."""
        return {"cards": "answer-1", "rank": "rank-1", "date": "day", "moment": "day"}.get(self.look, "text")


def screen(
    sitting: Sitting,
    place: Place,
    media: Media,
    written: Mapping[str, str] | None = None,
    part: str = "",
) -> Screen:
    """The page of a question, or a part of it. `written` is what the person just sent and that was refused."""
    question = place.question
    value = sitting.answers.get(question.name)
    look = _look(question)
    stage = stage_of(sitting, question, part)
    cards = cards_of(sitting, question, stage, value, media)
    return Screen(
        place=place,
        title=said(sitting, question.label) or question.name,
        hint=str(words_in(sitting.edition)[stage.hint]) if stage.hint else said(sitting, question.hint),
        look=look,
        layout=layout_of(sitting, question, cards),
        cards=cards,
        reasons=reasons_of(sitting, question, value, media),
        rungs=_rungs(cards, value) if question.kind is Kind.RANK else (),
        fields=written if written is not None else _fields(question, value, sitting),
        picture=file_of(question.media, "image", sitting.edition, media),
        audio=file_of(question.media, "audio", sitting.edition, media),
        several=question.kind is Kind.SELECT_MULTIPLE,
        multiline="multiline" in question.appearance,
        stage=stage,
        explanation=said(sitting, question.clarification),
    )


_LOOKS = {
    Kind.SELECT_ONE: "cards",
    Kind.SELECT_MULTIPLE: "cards",
    Kind.ACKNOWLEDGE: "cards",
    Kind.RANK: "rank",
    Kind.INTEGER: "number",
    Kind.DECIMAL: "decimal",
    Kind.TEXT: "text",
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.DATETIME: "moment",
    Kind.NOTE: "note",
}


def _look(question: Question) -> str:
    if question.kind is not Kind.RANGE:
        return _LOOKS[question.kind]
    steps = len(steps_of(question))
    if 0 < steps <= MOST_CARDS:
        return "cards"
    if 0 < steps <= MOST_LISTED:
        return "list"
    return "number" if is_whole(question) else "decimal"


def layout_of(sitting: Sitting, question: Question, cards: Sequence[Card]) -> str:
    """How these cards stand on the page."""
    if any(card.drawing for card in cards):
        return "faces"
    if has(question, EITHER_OR) and any(card.picture for card in cards):
        return "either"
    if "likert" in question.appearance and len(cards) <= LIKERT:
        return "scale"
    if cards and all(card.picture for card in cards) and (len(cards) > 2 or sitting.edition.endswith(PICTOS)):
        return "pictures"
    return "range" if question.kind is Kind.RANGE else ""


def _rungs(cards: Sequence[Card], value: Value | None) -> list[Rung]:
    order = value if isinstance(value, tuple) else ()
    return [
        Rung(
            name=f"rank-{n}",
            label=f"{n}",
            cards=[
                Card(card.value, card.label, f"rank-{n}-{card.ident}", order[n - 1 : n] == (card.value,))
                for card in cards
            ],
        )
        for n in range(1, len(cards) + 1)
    ]


def _fields(question: Question, value: Value | None, sitting: Sitting) -> dict[str, str]:
    """What was written, as the fields of the page hold it."""
    words = sitting.answers.get(words_name(question), "") if question.or_other else ""
    return {"other": str(words), **_written(value)}


def _written(value: Value | None) -> dict[str, str]:
    match value:
        case None | bool() | Missing() | tuple():
            return {"text": ""}
        case datetime():
            return {**_written(value.date()), **_written(value.time())}
        case date():
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        case time():
            return {"text": f"{value:%H:%M}"}
        case int() | Decimal():
            return {"text": str(value).replace(".", ",")}
        case _:
            return {"text": value}


WRITTEN = (Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.TIME, Kind.DATETIME)
"""What a person writes: it is never read aloud."""


@dataclass(frozen=True, slots=True)
class SaidBack:
    """A question and its answer where they are read again, each in the parts that are heard one by one."""

    question: Sequence[str]
    answer: Sequence[str]
    address: str  # where it is changed
    written: bool = False


def is_written(sitting: Sitting, question: Question) -> bool:
    """Whether the answer is in the person's own words or figures."""
    return question.kind in WRITTEN and not isinstance(sitting.answers.get(question.name), Missing | None)


def said_back(sitting: Sitting, question: Question) -> list[str]:
    """An answer in words, for the page where it is read again; each thing that was chosen apart.

    What a filter does not offer any more will not be kept, and is not said.
    """
    value = sitting.answers.get(question.name, Missing.NO_ANSWER)
    if isinstance(value, Missing):
        return [str(reason_in(value, sitting.edition))]
    if isinstance(value, bool):
        return [str(words_in(sitting.edition)["agreed"])]
    choices = offered_choices(sitting.instrument, question, sitting.answers, sitting.today)
    labels = {choice.name: said(sitting, choice.label) or choice.name for choice in choices}
    codes = value if isinstance(value, tuple) else (_plain(value),)
    kept = [labels.get(code, code) for code in codes if code in labels or not question.choice_filter]
    return kept or [str(reason_in(Missing.NO_ANSWER, sitting.edition))]


def _plain(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)
