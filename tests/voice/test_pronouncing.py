"""Initials are said as people say them."""

import pytest

from arpent.voice.pronouncing import Pronunciation, pronounced, spelled

WORDS = [
    Pronunciation("ESAT", "ésatte"),
    Pronunciation("MDPH"),
    Pronunciation("MAS", "masse"),
    Pronunciation("Odalys", "odaliss"),
]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Vous travaillez à l’ESAT ?", "Vous travaillez à l'ésatte ?"),
        ("La MDPH répond.", "La emme dé pé hache répond."),
        ("Un mas, une MAS.", "Un mas, une masse."),
        ("Chez odalys ou Odalys", "Chez odaliss ou odaliss"),
        ("La PCH", "La pé cé hache"),
        ("ESATS et MASSE", "ESATS et MASSE"),
        ("Oui ou NON", "Oui ou NON"),
    ],
)
def test_a_word_of_the_list_is_said_as_the_list_says(written: str, said: str):
    assert pronounced(written, WORDS) == said


def test_signs_of_a_word_are_not_orders_for_the_search():
    assert pronounced("Du C++ ?", [Pronunciation("C++", "cé plus plus")]) == "Du cé plus plus ?"


def test_an_empty_list_changes_nothing():
    assert pronounced("Bonjour", []) == "Bonjour"


def test_letters_are_named_in_french():
    assert spelled("AAH-2") == "a a hache 2"
