"""The page of one question drawn beforehand: a mark where its cards stand, and the cards apart.

Cards are apart because a filter, the ladder of faces, the order of chance and the sifting of pictures choose among
them for each person. Those that are left say how the page is laid out and at which step of its scale each is drawn: a
page is drawn in each layout that may come, a card at each step that may be its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.html import escape, format_html

from arpent.collection.asking import Rung, Screen, layout_of, screen
from arpent.collection.cards import Card, cards_of, said
from arpent.collection.offline.marks import mark
from arpent.collection.offline.pages import Drawn, Pen
from arpent.collection.offline.voices import APART, block_of, put_apart
from arpent.collection.sittings import PICTOS, Place
from arpent.collection.stages import AT_MOST, Stage, choices_shown
from arpent.collection.words import words_in
from arpent.instrument.looks import EITHER_OR, RISING, TWO_STEPS, drawing_of, has
from arpent.instrument.values import Kind, Question
from arpent.ui.drawings import SETS
from arpent.ui.templatetags.respond import answer

FIELDS = ("text", "other", "day", "month", "year")
CHOSEN = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)
HINTS = ("sift_some", "sift_several", "sift_last")
STEPPED = 5
"""Choices of a question that is asked in two steps."""
LEVELS = (0, *sorted(SETS[STEPPED]))
"""Not drawn, then each step of a drawn scale."""
_RUNG = re.compile(rf'<div class="field"><label[^>]* for="rank-{mark("rung")}">.*?</select></div>', re.DOTALL)

type Json = dict[str, object]
type Around = tuple[Drawn, str]
"""A page, plain and with its error, and what stands between two of its cards."""


def question_page(pen: Pen, question: Question, *, filtered: bool) -> Json:
    """Its pages by stage and layout, its cards by code and step; `filtered` when earlier answers choose among them."""
    explained = _explained(pen, question)
    if question.kind is Kind.RANK:
        return {"explained": explained, **_ranking(pen, question)}
    if question.kind not in CHOSEN:
        return {"explained": explained, "pages": {"plain": {"": _drawn(pen, _screen(pen, question))}}}
    cards = _cards(pen, question, filtered=filtered)
    heard = any("data-clip" in card for levels in cards.values() for card in levels.values())
    laid = _laid(pen.awaiting("first", "second") if heard else pen, question, filtered=filtered)
    return {
        "explained": explained,
        "pages": {stage: {name: page for name, (page, _) in pages.items()} for stage, pages in laid.items()},
        "joint": {name: joint for pages in laid.values() for name, (_, joint) in pages.items()},
        "cards": cards,
        "hints": _hints(pen) if "sift" in laid else {},
        "look": _look(pen, question),
    }


def _explained(pen: Pen, question: Question) -> Drawn | None:
    """The button that explains, and what it explains."""
    shown = _screen(pen, question)
    told = {"screen": shown, "words": words_in(pen.sitting.edition), "edition": pen.sitting.edition}
    voice = pen.voice.page(first=APART)
    if not shown.explanation:
        return None
    return {
        state: render_to_string("runner/explain.html", {**told, "voice": voice, "explained": state == "open"})
        for state in ("closed", "open")
    }


def _screen(pen: Pen, question: Question) -> Screen:
    place = Place(question, None, None, 1, 1)
    return screen(pen.sitting, place, pen.media, {name: mark(name) for name in FIELDS})


def _drawn(pen: Pen, shown: Screen) -> Drawn:
    """The page, plain and with what refuses an answer."""
    told = {"screen": shown, "title": pen.sitting.title, "places": mark("places")}
    pen = pen.awaiting("whose")

    def page(on: Pen, error: str) -> str:
        more = {"response": on.nobody, "editions": on.named_editions, "error": error}
        return put_apart(on.draw("offline/question.html", **told, **more), "whose")

    refusing = pen.awaiting("error")
    return {"plain": page(pen, ""), "error": put_apart(page(refusing, mark("error")), "error")}


def _ranking(pen: Pen, question: Question) -> Json:
    """A first, a next and a last place, cut from each other, and what may stand there: as many as there is to rank."""
    option = Card(mark("option"), mark("option"), "", False)
    shown = _screen(pen, question)
    rungs = replace(shown, rungs=[Rung(f"rank-{mark('rung')}", mark("rung"), [option])] * 3)
    return {
        "pages": {
            "plain": {"": {state: _cut(html, _option(option)) for state, html in _drawn(pen, rungs).items()}},
            "none": {"": _drawn(pen, replace(shown, cards=(), rungs=()))},
        },
        "options": {card.value: _option(card) for card in shown.cards},
    }


def _option(card: Card) -> str:
    return format_html('<option value="{}">{}</option>', card.value, card.label)


def _cut(html: str, option: str) -> str:
    """The places of a ranking between marks."""
    first, second, third = _RUNG.findall(html)
    parts = mark("rungs").join(("", first, second, third, ""))
    return html.replace(first + second + third, parts).replace(option, mark("options"))


def _laid(pen: Pen, question: Question, *, filtered: bool) -> dict[str, dict[str, Around]]:
    """The pages of each stage by their layout."""
    cards = _every(pen, question)
    whole = layout_of(pen.sitting, question, cards)
    shown = replace(_screen(pen, question), hint=said(pen.sitting, question.hint), stage=Stage())
    sifts = pen.sitting.easy and len(_images(pen, question)) > AT_MOST
    layouts = list(_layouts(pen, question, cards)) if filtered or sifts else [whole]
    laid = {} if sifts and not filtered else {"plain": _in_each(pen, shown, layouts)}
    if sifts:
        laid["sift"] = _in_each(pen.awaiting("hint"), replace(shown, hint=mark("hint")), layouts)
    for pole in ("yes", "no") if _steps(pen, question) else ():
        step = replace(shown, hint=str(words_in(pen.sitting.edition)[f"after_{pole}"]))
        laid[pole] = _in_each(pen, step, ["faces"])
    if filtered:
        bare = layout_of(pen.sitting, question, ())
        laid["none"] = {bare: (_drawn(pen, replace(shown, layout=bare, cards=())), "")}
    return laid


def _in_each(pen: Pen, shown: Screen, layouts: Sequence[str]) -> dict[str, Around]:
    return {each: _around_cards(pen, replace(shown, layout=each)) for each in layouts}


def _layouts(pen: Pen, question: Question, cards: Sequence[Card]) -> Iterator[str]:
    """Those in which it may be laid out, whichever of its cards are left."""
    yield ""
    if _is_drawn(pen, question):
        yield "faces"
    if has(question, EITHER_OR):
        yield "either"
    if "likert" in question.appearance:
        yield "scale"
    if any(card.picture for card in cards):
        yield "pictures"


def _around_cards(pen: Pen, shown: Screen) -> Around:
    """The page with one mark in place of all its cards; found between two cards that we know."""
    two = [Card(mark(name), mark(name), mark(name), False) for name in ("first", "second")]
    drawn = _drawn(pen, replace(shown, cards=two))
    around, joint = {}, ""
    for state, html in drawn.items():
        block = block_of(html, "first")
        first, second = (_awaited(pen, _card(pen, shown, card), block) for card in two)
        before, rest = html.split(first)
        joint, after = rest.split(second)
        around[state] = put_apart(f"{before}{mark(f'cards:{block}')}{after}", "hint")
    return around, joint


def _awaited(pen: Pen, card: str, block: str) -> str:
    """As a card stands on a page where something will be said in its place."""
    return pen.voice.said(card, pen.sitting.edition, block, pen.awaited) if block else card


def _hints(pen: Pen) -> Drawn:
    """What sifting says above the cards."""
    words = words_in(pen.sitting.edition)
    return {name: pen.voice.said(escape(str(words[name])), pen.sitting.edition) for name in HINTS}


def _cards(pen: Pen, question: Question, *, filtered: bool) -> dict[str, dict[str, str]]:
    """Each card by its code, at each step of the scale at which it may be drawn."""
    shown = _screen(pen, question)
    moves = filtered and _is_drawn(pen, question)
    drawing = drawing_of(question) or "faces"

    def at(card: Card, level: int) -> str:
        moved = replace(card, level=level, drawing=drawing if level else "", ident=f"answer-{mark('n')}")
        return pen.voice.said(_card(pen, shown, moved), pen.sitting.edition)

    whole = {
        card.value: {str(level): at(card, level) for level in (LEVELS if moves else (card.level,))}
        for card in _every(pen, question)
    }
    poles = cards_of(pen.sitting, question, Stage(poles=True), None, pen.media)
    each = poles if _steps(pen, question) else []
    return whole | {card.value: {str(card.level): at(card, card.level)} for card in each}


def _every(pen: Pen, question: Question) -> list[Card]:
    choices = choices_shown(pen.sitting, question)
    return cards_of(pen.sitting, question, Stage(choices=choices), None, pen.media)


def _card(pen: Pen, shown: Screen, card: Card) -> str:
    told = answer(
        {"easy": pen.sitting.easy, "voice": pen.voice.page()},
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


def _is_drawn(pen: Pen, question: Question) -> bool:
    return bool(drawing_of(question)) or (pen.sitting.easy and has(question, TWO_STEPS))


def _steps(pen: Pen, question: Question) -> bool:
    """Whether it may be asked in two steps."""
    enough = len(choices_shown(pen.sitting, question)) >= STEPPED
    return enough and pen.sitting.easy and has(question, TWO_STEPS)


def _images(pen: Pen, question: Question) -> list[str]:
    choices = choices_shown(pen.sitting, question)
    return [choice.name for choice in choices if "image" in choice.media]


def _look(pen: Pen, question: Question) -> Json:
    """What the device asks to lay out the choices that are left."""
    return {
        "drawing": drawing_of(question),
        "steps": has(question, TWO_STEPS),
        "either": has(question, EITHER_OR),
        "scale": "likert" in question.appearance,
        "rising": has(question, RISING),
        "pictos": pen.sitting.edition.endswith(PICTOS),
        "favourable": [each.name for each in choices_shown(pen.sitting, question) if each.favourable],
        "images": _images(pen, question),
        "pictured": [card.value for card in _every(pen, question) if card.picture],
    }
