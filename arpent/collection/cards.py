"""The answers of a question as cards to be touched: their words, their drawing or picture, what is chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from arpent.collection.sittings import PICTOS, Sitting
from arpent.collection.stages import Stage
from arpent.collection.words import reason_in, words_in
from arpent.instrument.answering import offered_choices, reason_token, worded
from arpent.instrument.looks import TWO_STEPS, drawing_of, has, rises
from arpent.instrument.values import Choice, Kind, Missing, Question, Texts, Value, text_in
from arpent.instrument.written import range_of
from arpent.ui.drawings import SETS

MOST_LISTED = 101
PICTURED = {"oui": "picto-oui.svg", "non": "picto-non.svg", "yes": "picto-oui.svg", "no": "picto-non.svg"}
REASONS_PICTURED = {
    Missing.DONT_KNOW: "picto-je-ne-sais-pas.svg",
    Missing.PREFER_NOT: "picto-secret.svg",
    Missing.NOT_UNDERSTOOD: "picto-question.svg",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One answer that can be touched."""

    value: str
    label: str
    ident: str
    checked: bool
    drawing: str = ""  # of a drawn scale, with its level from 1 to 5
    level: int = 0
    picture: str = ""
    audio: str = ""


type Media = Callable[[str], str]
"""The address of an attachment by the name that the form uses; empty when it is not there."""


def cards_of(
    sitting: Sitting, question: Question, stage: Stage, value: Value | None, media: Media
) -> list[Card]:
    """The answers that this page of the question shows."""
    if question.kind is Kind.ACKNOWLEDGE:
        return [Card("ok", str(words_in(sitting.edition)["agreed"]), "answer-1", value is True)]
    if question.kind is Kind.RANGE:
        return [
            Card(step, step.replace(".", ","), f"answer-{n}", _is(value, step))
            for n, step in enumerate(steps_of(question), 1)
        ]
    levels = levels_of(sitting, question)
    cards = [_card(sitting, question, choice, levels, value, media) for choice in stage.choices]
    if stage.poles:
        cards = [_pole(sitting, "yes", levels, value), *cards, _pole(sitting, "no", levels, value)]
    return [replace(card, ident=f"answer-{n}") for n, card in enumerate(cards, 1)]


def _card(
    sitting: Sitting,
    question: Question,
    choice: Choice,
    levels: Mapping[str, int],
    value: Value | None,
    media: Media,
) -> Card:
    return Card(
        value=choice.name,
        label=said(sitting, choice.label) or choice.name,
        ident="",
        checked=choice.name in value if isinstance(value, tuple) else value == choice.name,
        drawing=(drawing_of(question) or "faces") if levels else "",
        level=levels.get(choice.name, 0),
        picture=_picture(sitting, choice, media),
        audio=file_of(choice.media, "audio", sitting.edition, media),
    )


def _pole(sitting: Sitting, pole: str, levels: Mapping[str, int], value: Value | None) -> Card:
    """Yes or no, before « a little or a lot »."""
    end = 5 if pole == "yes" else 1
    chosen = levels.get(str(value), 0)
    here = chosen > 3 if pole == "yes" else 0 < chosen < 3
    return Card(f"part:{pole}", str(words_in(sitting.edition)[pole]), "", here, "faces", end)


def levels_of(sitting: Sitting, question: Question) -> dict[str, int]:
    """The step of the drawn scale that stands for each choice; none when the question is not drawn."""
    drawn = drawing_of(question) or (sitting.easy and has(question, TWO_STEPS))
    choices = offered_choices(sitting.instrument, question, sitting.answers, sitting.today)
    if not drawn or len(choices) not in SETS:
        return {}
    levels = SETS[len(choices)]
    ordered = levels[::-1] if rises(question, choices) else levels
    return {choice.name: level for choice, level in zip(choices, ordered, strict=True)}


def said(sitting: Sitting, texts: Texts) -> str:
    """A text in the edition that is read, with what it cites."""
    text = text_in(texts, sitting.edition)
    return worded(sitting.instrument, text, sitting.answers, sitting.today, edition=sitting.edition)


def steps_of(question: Question) -> list[str]:
    """The values of a range, written as numbers; none when they are too many to be shown."""
    start, end, step = range_of(question)
    count = int((end - start) / step) + 1 if step and (end - start) / step >= 0 else 0
    if not 0 < count <= MOST_LISTED:
        return []
    return [f"{(start + index * step).normalize():f}" for index in range(count)]


def _is(value: Value | None, step: str) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(step) == value


def reasons_of(sitting: Sitting, question: Question, value: Value | None, media: Media) -> list[Card]:
    """Why one does not answer; with a picture where pictures come first."""
    if not question.kind.is_asked:
        return []
    pictured = sitting.edition.endswith(PICTOS)
    return [
        Card(
            reason_token(reason),
            str(reason_in(reason, sitting.edition)),
            f"reason-{n}",
            value is reason,
            picture=media(REASONS_PICTURED[reason]) if pictured and reason in REASONS_PICTURED else "",
        )
        for n, reason in enumerate(question.missing, 1)
    ]


def _picture(sitting: Sitting, choice: Choice, media: Media) -> str:
    named = file_of(choice.media, "image", sitting.edition, media)
    if named or not sitting.edition.endswith(PICTOS):
        return named
    return media(PICTURED[choice.name]) if choice.name in PICTURED else ""


def file_of(media: Mapping[str, Texts], kind: str, edition: str, address: Media) -> str:
    """The address of a picture or a sound in that edition, if there is one."""
    name = text_in(media.get(kind, {}), edition)
    return address(name) if name else ""


def plain_cards(name: str, texts: Mapping[str, object], chosen: Sequence[str]) -> list[Card]:
    """The cards of the runner's own questions: code to words."""
    return [
        Card(value, str(text), f"{name}-{n}", value in chosen)
        for n, (value, text) in enumerate(texts.items(), 1)
    ]
