"""What may tell who wrote is pointed at, and masked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.stats.verbatim import ClueKind, clues_in, masked


def pointed(text: str) -> list[tuple[str, str]]:
    return [(text[clue.start : clue.end], clue.kind.value) for clue in clues_in(text)]


@pytest.mark.parametrize(
    ("text", "passage", "kind"),
    [
        ("écrivez à lea.martin@exemple.fr svp", "lea.martin@exemple.fr", ClueKind.EMAIL),
        ("appelez le 06 12 34 56 78", "06 12 34 56 78", ClueKind.NUMBER),
        ("ou le +33 6 12 34 56 78", "+33 6 12 34 56 78", ClueKind.NUMBER),
        ("ou 0612345678", "0612345678", ClueKind.NUMBER),
        ("son numéro 2 85 07 35 123 456 12", "2 85 07 35 123 456 12", ClueKind.NUMBER),
        ("à 35500", "35500", ClueKind.NUMBER),
        ("au 12 rue des Lilas", "12 rue des Lilas", ClueKind.ADDRESS),
        ("voir https://exemple.fr/moi", "https://exemple.fr/moi", ClueKind.ADDRESS),
        ("né le 3 mars 2011", "3 mars 2011", ClueKind.DATE),
        ("le 03/04/2019", "03/04/2019", ClueKind.DATE),
        ("en février 2020", "février 2020", ClueKind.DATE),
        ("il a 12 ans", "12 ans", ClueKind.AGE),
        ("merci à Mme Dupont", "Mme Dupont", ClueKind.NAME),
        ("mon fils Lucas va bien", "fils Lucas", ClueKind.NAME),
        ("j’habite à Vitré", "Vitré", ClueKind.NAME),
        ("l’équipe d’Anna", "Anna", ClueKind.NAME),
        ("il a été frappé", "frappé", ClueKind.WORRY),
        ("envie de mourir", "envie de mourir", ClueKind.WORRY),
    ],
)
def test_a_passage_is_pointed_at(text: str, passage: str, kind: ClueKind):
    assert (passage, kind.value) in pointed(text)


@pytest.mark.parametrize(
    "text",
    ["Je suis bien.", "On m’écoute. C’est important", "RIEN A REDIRE", "il y a 3 éducateurs", "vers 10 h"],
)
def test_plain_sentences_are_left_alone(text: str):
    assert pointed(text) == []


def test_passages_are_masked_once():
    assert masked("Merci à Paul et Anne", [(8, 12), (8, 10), (16, 20)]) == "Merci à […] et […]"


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=4))
def test_what_is_masked_is_not_there_any_more(text: str, passages: list[tuple[int, int]]):
    hidden = {place for start, end in passages for place in range(max(start, 0), min(end, len(text)))}
    kept = "".join(letter for place, letter in enumerate(text) if place not in hidden)
    assert masked(text, passages, mark="") == kept


@given(st.text(alphabet="aA é.MmrR0123456789@/-'’ \n", max_size=80))
def test_clues_are_in_order_and_apart(text: str):
    clues = clues_in(text)
    assert all(0 <= clue.start < clue.end <= len(text) for clue in clues)
    assert all(first.end <= second.start for first, second in pairwise(clues))
