"""Texts with their codes, and how the machine learned each topic, as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arpent.accounts.models import User
from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.codes import DECIDES, Said, TextCodes, Turn
from arpent.analysis.topics.machine import Learned, learned_of
from arpent.analysis.topics.models import Topic
from arpent.analysis.topics.state import State, turn_of

FILTERS: Mapping[str, str | Promise] = {
    "": _("Tous les textes"),
    "main": _("Codés à la main"),
    "machine": _("Codés par Arpent"),
    "doutes": _("Arpent hésite"),
    "accord": _("À décider ensemble"),
}
WHO: Mapping[str, str | Promise] = {
    Turn.FIRST: _("à la main"),
    Turn.SECOND: _("à la main"),
    Turn.AGREED: _("décidé ensemble"),
    Turn.CHECK: _("vérifié"),
}
SLUG = {Turn.FIRST: "premier", Turn.SECOND: "second", Turn.AGREED: "accord", Turn.CHECK: "verification"}


@dataclass(frozen=True, slots=True)
class Line:
    """One text, what it speaks of and who says so. `slug` is the turn in which this person may correct it."""

    text: OpenAnswer
    topics: Sequence[Topic]
    doubts: Sequence[Topic]
    who: str | Promise
    hidden: bool
    coded: bool
    slug: str


def lines(state: State, user: User, which: str) -> list[Line]:
    """The texts of a filter, in an order that says nothing."""
    chosen = {
        "main": [text for text in state.texts if text.pk in state.codes],
        "machine": state.coded_by_machine,
        "doutes": state.doubtful,
        "accord": state.to_settle,
    }.get(which, list(state.texts))
    return [_line(state, text, user) for text in chosen]


def _line(state: State, text: OpenAnswer, user: User) -> Line:
    codes = state.codes.get(text.pk, TextCodes())
    slug = SLUG[Turn(turn_of(state, text, user))]
    if codes.hidden_from(user, text):
        return Line(text, (), (), _("un codage en double est en cours"), hidden=True, coded=False, slug="")
    if codes.final is not None:
        turn = next(turn for turn in DECIDES if codes.said.get(turn) is not None)
        who = _("deux avis différents") if codes.to_settle else WHO[turn]
        return Line(text, _named(state, codes.final), (), who, hidden=False, coded=True, slug=slug)
    if text.pk in state.guesses:
        guess = state.guesses[text.pk]
        doubts = _named(state, frozenset(guess.doubts))
        return Line(
            text,
            _named(state, frozenset(guess.yes)),
            doubts,
            _("par Arpent"),
            hidden=False,
            coded=True,
            slug=slug,
        )
    return Line(text, (), (), _("pas encore"), hidden=False, coded=False, slug=slug)


def opinions(state: State, text: OpenAnswer) -> list[tuple[str | Promise, str | Promise]]:
    """What each of two people said of a text, to be settled together. Nobody is named: words are discussed."""
    said = state.codes.get(text.pk, TextCodes()).said
    turns = {Turn.FIRST: _("Première personne"), Turn.SECOND: _("Seconde personne")}
    return [(who, _in_words(state, said[turn])) for turn, who in turns.items() if turn in said]


def _in_words(state: State, said: Said) -> str | Promise:
    if said is None:
        return _("ne sait pas")
    return ", ".join(str(topic) for topic in _named(state, said)) or _("aucun de ces sujets")


def _named(state: State, keys: frozenset[int]) -> list[Topic]:
    return [topic for topic in state.topics if topic.pk in keys]


def qualities(state: State) -> list[tuple[Topic, Learned]]:
    """How each topic in use was learned the last time."""
    learned = learned_of(state.question)
    return [(topic, learned[topic.pk]) for topic in state.topics if topic.pk in learned]
