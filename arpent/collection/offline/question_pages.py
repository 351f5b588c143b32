"""The page of one question drawn beforehand: a mark where its cards stand, and the cards apart.

Cards are apart because a filter, the ladder of faces, the order of chance and the sifting of pictures choose among
them for each person.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.html import escape

from arpent.collection.asking import Screen, screen
from arpent.collection.cards import Card, cards_of
from arpent.collection.offline.marks import mark
from arpent.collection.offline.pages import Drawn, Pen
from arpent.collection.offline.voices import APART, block_of
from arpent.collection.sittings import PICTOS, Place, Sitting
from arpent.collection.stages import Sifting, Stage, choices_shown, stage_of, turns
from arpent.collection.words import words_in
from arpent.instrument.looks import TWO_STEPS, drawing_of, has
from arpent.instrument.values import Instrument, Kind, Question
from arpent.ui.templatetags.respond import answer

FIELDS = ("text", "other", "day", "month", "year")
CHOSEN = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)
FEWER_FACES = (3, 2)
HINTS = ("sift_some", "sift_several", "sift_last")

type Json = dict[str, object]


def unfit(instrument: Instrument) -> Iterator[Question]:
    """Questions that a device cannot show: what is drawn or ranked there would depend on a filter."""
    for question in instrument.questions():
        drawn = drawing_of(question) or has(question, TWO_STEPS) or question.kind is Kind.RANK
        if question.choice_filter and drawn:
            yield question


def question_page(pen: Pen, question: Question) -> Json:
    """Its pages by the name of their stage, and its cards by code, with what chooses among them."""
    explained = _explained(pen, question)
    if question.kind not in CHOSEN:
        pages = {"": _drawn(pen, _screen(pen, pen.sitting, question))}
        return {"pages": pages, "cards": None, "explained": explained}
    stage = stage_of(pen.sitting, question, "")
    cards = dict(_cards(pen, question, stage))
    heard = any("data-clip" in card for card in cards.values())
    pages, joint = _plain(pen.awaiting("first", "second") if heard else pen, question, stage)
    return {
        "explained": explained,
        "pages": pages,
        "joint": joint,
        "cards": cards,
        "hints": _hints(pen) if isinstance(stage, Sifting) else {},
        "codes": _codes(pen.sitting, question),
        "faces": _fewer(pen.sitting, question),
        "turns": pen.sitting.easy and turns(question, choices_shown(pen.sitting, question)),
        "steps": _steps(pen, question) if stage.poles else None,
        "sifts": isinstance(stage, Sifting),
    }


def _explained(pen: Pen, question: Question) -> Drawn | None:
    """The button that explains, and what it explains."""
    shown = _screen(pen, pen.sitting, question)
    told = {"screen": shown, "words": words_in(pen.sitting.edition), "edition": pen.sitting.edition}
    voice = pen.voice.page(first=APART)
    if not shown.explanation:
        return None
    return {
        state: render_to_string("runner/explain.html", {**told, "voice": voice, "explained": state == "open"})
        for state in ("closed", "open")
    }


def _screen(pen: Pen, sitting: Sitting, question: Question, part: str = "") -> Screen:
    place = Place(question, None, None, 1, 1)
    return screen(sitting, place, pen.media, {name: mark(name) for name in FIELDS}, part)


def _plain(pen: Pen, question: Question, stage: Stage) -> tuple[dict[str, Drawn], str]:
    """Each page of the question, and what stands between two cards."""
    sitting = replace(pen.sitting, faces=3) if stage.poles else pen.sitting
    pages = {"": _screen(pen, sitting, question)}
    if isinstance(stage, Sifting):
        pages[""], pen = replace(pages[""], hint=mark("hint")), pen.awaiting("hint")
        if not pen.sitting.edition.endswith(PICTOS):
            pages["two"] = replace(pages[""], layout="")  # what is left to choose from at the end
    if stage.poles:
        pages |= {f"step_{part}": _screen(pen, pen.sitting, question, part) for part in ("", "yes", "no")}
    drawn = {name: _around_cards(pen, shown) for name, shown in pages.items()}
    return {name: around for name, (around, _) in drawn.items()}, drawn[""][1]


def _around_cards(pen: Pen, shown: Screen) -> tuple[Drawn, str]:
    """The page with one mark in place of all its cards; found between two cards that we know."""
    two = [Card(mark(name), mark(name), mark(name), False) for name in ("first", "second")]
    drawn = _drawn(pen, replace(shown, cards=two))
    around, joint = {}, ""
    for state, html in drawn.items():
        block = block_of(html, "first")
        first, second = (_awaited(pen, _card(shown, card), block) for card in two)
        before, rest = html.split(first)
        joint, after = rest.split(second)
        around[state] = _around_hint(f"{before}{mark(f'cards:{block}')}{after}")
    return around, joint


def _awaited(pen: Pen, card: str, block: str) -> str:
    """As a card stands on a page where something will be said in its place."""
    return pen.voice.said(card, pen.sitting.edition, block, pen.awaited) if block else card


def _around_hint(page: str) -> str:
    """The hint of pages that follow each other is put in with the block that says it."""
    awaited = rf'<span class="said" data-said="\d+" data-clip="hint">{mark("hint")}</span>|{mark("hint")}'
    return re.sub(awaited, mark(f"hint:{block_of(page, 'hint')}"), page)


def _hints(pen: Pen) -> Drawn:
    """What sifting says above the cards."""
    words = words_in(pen.sitting.edition)
    return {name: pen.voice.said(escape(str(words[name])), pen.sitting.edition) for name in HINTS}


def _drawn(pen: Pen, shown: Screen) -> Drawn:
    told = {"response": pen.nobody, "screen": shown, "title": pen.sitting.title, "places": mark("places")}
    return {
        state: pen.draw(
            "offline/question.html",
            error=error,
            editions=pen.named_editions,
            **told,
        )
        for state, error in (("plain", ""), ("error", mark("error")))
    }


def _cards(pen: Pen, question: Question, stage: Stage) -> Iterator[tuple[str, str]]:
    shown = _screen(pen, pen.sitting, question)
    every = Stage(choices=choices_shown(pen.sitting, question))
    for card in [*cards_of(pen.sitting, question, every, None, pen.media), *_poles(pen, question, stage)]:
        drawn = _card(shown, replace(card, ident=f"answer-{mark('n')}"))
        yield card.value, pen.voice.said(drawn, pen.sitting.edition)


def _poles(pen: Pen, question: Question, stage: Stage) -> Sequence[Card]:
    """Yes and no, of a question in two steps."""
    if not stage.poles:
        return ()
    return cards_of(pen.sitting, question, replace(stage, choices=()), None, pen.media)


def _card(shown: Screen, card: Card) -> str:
    told = answer(
        "answer",
        card.value,
        card.label,
        card.ident,
        kind=shown.card_kind,
        drawing=card.drawing,
        level=card.level,
        picture=card.picture,
        audio=card.audio,
    )
    return render_to_string("ui/answer.html", told)


def _codes(sitting: Sitting, question: Question) -> list[str]:
    return [choice.name for choice in choices_shown(sitting, question)]


def _fewer(sitting: Sitting, question: Question) -> Json:
    """The faces that stay for who tells three or two apart, where that changes something."""
    every = _codes(sitting, question)
    fewer = {faces: _codes(replace(sitting, faces=faces), question) for faces in FEWER_FACES}
    return {str(faces): codes for faces, codes in fewer.items() if codes != every}


def _steps(pen: Pen, question: Question) -> Json:
    """The codes of each page of a question in two steps; `yes` and `no` are on the first, around the middle."""
    parts = {part: stage_of(pen.sitting, question, part) for part in ("", "yes", "no")}
    return {part: [choice.name for choice in stage.choices] for part, stage in parts.items()}
