"""A text is cut where one stops to breathe, and the same words have one name everywhere."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.voice.sentences import digest, language_of, plain, sentences, spans


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bonjour. Vous allez bien\u202f? Oui", ["Bonjour.", "Vous allez bien ?", "Oui"]),
        ("Vous habitez\navec vos parents ?", ["Vous habitez avec vos parents ?"]),
        ("C’est pour essayer\nCela ne compte pas", ["C'est pour essayer", "Cela ne compte pas"]),
        ("M. Dupont est là. Oui.", ["M. Dupont est là.", "Oui."]),
        ("Des sorties (cinéma, etc.) avec vous", ["Des sorties (cinéma, etc.) avec vous"]),
        ("Il dit « non ! ». Voilà.", ["Il dit « non ! ».", "Voilà."]),
        ("3.5 km… et plus", ["3.5 km… et plus"]),
        ("— ? …", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, said: list[str]):
    assert sentences(text) == said


@given(st.text())
def test_sentences_follow_each_other_and_lose_no_word(text: str):
    places = spans(text)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))
    left = "".join(
        text[end:start]
        for end, start in zip([0, *(e for _, e in places)], [*(s for s, _ in places), len(text)], strict=True)
    )
    assert not any(map(str.isalnum, left))


def test_words_that_sound_alike_have_one_name():
    assert digest("Qu’est-ce  qui\u202f? ", "fr") == digest("Qu'est-ce qui ?", "fr")
    assert digest("Non", "fr") != digest("Non", "en")
    assert plain("a\u00adb\u200bc\x00") == "abc"


@pytest.mark.parametrize("edition", ["fr", "fr-simple", "fr-simple-x-picto", "FR"])
def test_editions_of_one_language_sound_alike(edition: str):
    assert language_of(edition) == "fr"
