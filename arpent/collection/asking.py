"""A question as the runner shows it: cards, fields, the reasons for not answering."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from arpent.collection.sittings import Place, Sitting
from arpent.collection.words import reason_in, words_in
from arpent.instrument.answering import offered_choices, reason_token, worded, words_name
from arpent.instrument.values import Choice, Kind, Missing, Question, Texts, Value, text_in
from arpent.instrument.written import is_whole, range_of
from arpent.ui.drawings import SETS

MOST_CARDS = 11
MOST_LISTED = 101
LIKERT = 5


@dataclass(frozen=True, slots=True)
class Card:
    """One answer that can be touched."""

    value: str
    label: str
    ident: str
    checked: bool
    face: int | None = None
    picture: str = ""
    audio: str = ""


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
    layout: str  # of the cards: "", "faces", "scale"
    cards: Sequence[Card] = ()
    reasons: Sequence[Card] = ()
    rungs: Sequence[Rung] = ()
    fields: Mapping[str, str] = field(default_factory=dict)  # what was written, by the name of its field
    picture: str = ""
    audio: str = ""
    several: bool = False
    multiline: bool = False

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


type Media = Callable[[str], str]
"""The address of an attachment by the name that the form uses; empty when it is not there."""


def screen(sitting: Sitting, place: Place, media: Media, written: Mapping[str, str] | None = None) -> Screen:
    """The page of a question. `written` is what the person just sent and that was refused."""
    question = place.question
    value = sitting.answers.get(question.name)
    look = _look(question)
    cards = _cards(sitting, question, value, media)
    return Screen(
        place=place,
        title=_said(sitting, question.label) or question.name,
        hint=_said(sitting, question.hint),
        look=look,
        layout=_layout(question, cards),
        cards=cards,
        reasons=_reasons(sitting, question, value),
        rungs=_rungs(cards, value) if question.kind is Kind.RANK else (),
        fields=written if written is not None else _fields(question, value, sitting),
        picture=_file(question.media, "image", sitting.edition, media),
        audio=_file(question.media, "audio", sitting.edition, media),
        several=question.kind is Kind.SELECT_MULTIPLE,
        multiline="multiline" in question.appearance,
    )


def _said(sitting: Sitting, texts: Texts) -> str:
    text = text_in(texts, sitting.edition)
    return worded(sitting.instrument, text, sitting.answers, sitting.today, edition=sitting.edition)


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


def steps_of(question: Question) -> list[str]:
    """The values of a range, written as numbers; none when they are too many to be shown."""
    start, end, step = range_of(question)
    count = int((end - start) / step) + 1 if step and (end - start) / step >= 0 else 0
    if not 0 < count <= MOST_LISTED:
        return []
    return [f"{(start + index * step).normalize():f}" for index in range(count)]


def _layout(question: Question, cards: Sequence[Card]) -> str:
    if any(card.face for card in cards):
        return "faces"
    if "likert" in question.appearance and len(cards) <= LIKERT:
        return "scale"
    return "range" if question.kind is Kind.RANGE else ""


def _cards(sitting: Sitting, question: Question, value: Value | None, media: Media) -> list[Card]:
    if question.kind is Kind.ACKNOWLEDGE:
        return [Card("ok", str(words_in(sitting.edition)["agreed"]), "answer-1", value is True)]
    if question.kind is Kind.RANGE:
        return [
            Card(step, step.replace(".", ","), f"answer-{n}", _is(value, step))
            for n, step in enumerate(steps_of(question), 1)
        ]
    choices = offered_choices(sitting.instrument, question, sitting.answers, sitting.today)
    faces = _faces(question, choices)
    return [
        Card(
            value=choice.name,
            label=_said(sitting, choice.label) or choice.name,
            ident=f"answer-{n}",
            checked=choice.name in value if isinstance(value, tuple) else value == choice.name,
            face=face,
            picture=_file(choice.media, "image", sitting.edition, media),
            audio=_file(choice.media, "audio", sitting.edition, media),
        )
        for n, (choice, face) in enumerate(zip(choices, faces, strict=True), 1)
    ]


def _is(value: Value | None, step: str) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(step) == value


def _faces(question: Question, choices: Sequence[Choice]) -> Sequence[int | None]:
    """One face an answer; the favourable answers say which end is the good one."""
    levels = SETS.get(len(choices)) if "faces" in question.appearance else None
    if levels is None:
        return [None] * len(choices)
    worst_first = choices[-1].favourable and not choices[0].favourable
    return levels[::-1] if worst_first else levels


def _reasons(sitting: Sitting, question: Question, value: Value | None) -> list[Card]:
    if not question.kind.is_asked:
        return []
    return [
        Card(reason_token(reason), str(reason_in(reason, sitting.edition)), f"reason-{n}", value is reason)
        for n, reason in enumerate(question.missing, 1)
    ]


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


def _file(media: Mapping[str, Texts], kind: str, edition: str, address: Media) -> str:
    name = text_in(media.get(kind, {}), edition)
    return address(name) if name else ""


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


def plain_cards(name: str, texts: Mapping[str, object], chosen: Sequence[str]) -> list[Card]:
    """The cards of the runner's own questions: code to words."""
    return [
        Card(value, str(text), f"{name}-{n}", value in chosen)
        for n, (value, text) in enumerate(texts.items(), 1)
    ]


def said_back(sitting: Sitting, question: Question) -> str:
    """An answer in words, for the page where it is read again."""
    value = sitting.answers.get(question.name, Missing.NO_ANSWER)
    if isinstance(value, Missing):
        return str(reason_in(value, sitting.edition))
    if isinstance(value, bool):
        return str(words_in(sitting.edition)["agreed"])
    choices = offered_choices(sitting.instrument, question, sitting.answers, sitting.today)
    labels = {choice.name: _said(sitting, choice.label) or choice.name for choice in choices}
    if isinstance(value, tuple):
        return ", ".join(labels.get(code, code) for code in value) or str(
            reason_in(Missing.NO_ANSWER, sitting.edition)
        )
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return labels.get(str(value), str(value))
