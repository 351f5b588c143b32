"""What people wrote becomes words, whatever they wrote."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from arpent.stats.verbatim import Content, clues_in, content_of, masked, tokens, vocabulary_of
from arpent.stats.verbatim.words import bare, meaningful
from tests.stats.verbatim.planted import planted


def test_apostrophes_cases_and_invisible_signs_are_one_spelling():
    for text in ("L’Écoute", "l'écoute", "l`éc\u00adoute", "lʼe\u0301coute", "L‘ÉCOUTE"):
        assert tokens(text) == ("écoute",)


def test_inclusive_and_drawn_out_spellings_are_the_plain_word():
    assert tokens("des éducateur·rice·s trèèèès") == ("des", "éducateur", "très")


def test_compound_words_stay_and_pronouns_go():
    assert meaningful("Mon bien-être : aide-moi, c’est-à-dire aujourd’hui") == ("bien-être", "aide")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (None, Content.EMPTY),
        ("  \n", Content.EMPTY),
        ("…/!", Content.EMPTY),
        ("😀", Content.EMPTY),
        ("RAS", Content.NOTHING_TO_SAY),
        ("Je ne sais pas.", Content.NOTHING_TO_SAY),
        ("Pas d’avis", Content.NOTHING_TO_SAY),
        ("Rien à signaler !", Content.NOTHING_TO_SAY),
        ("Le bus", Content.WORDS),
        ("مرحبا بكم", Content.WORDS),
    ],
)
def test_an_empty_answer_is_not_one_that_has_nothing_to_say(text: str | None, content: Content):
    assert content_of(text) is content


def test_words_that_differ_by_an_accent_or_an_ending_are_one():
    vocabulary = vocabulary_of(
        ["Les activités", "une activite", "ACTIVITÉ", "les activites", "le bus", "bus"],
        at_most=1,
    )
    assert vocabulary.written == ("activité", "bus")


def test_words_of_a_single_answer_are_left_out():
    assert vocabulary_of(["le bus du soir", "le bus du matin"], at_most=1).written == ("bus",)


def test_weights_of_words_are_those_of_scikit_learn():
    texts = planted(120, np.random.default_rng(5)).texts
    vocabulary = vocabulary_of(texts)
    place = vocabulary.places

    def terms(text: str) -> list[str]:
        return [str(place[bare(word)]) for word in meaningful(text) if bare(word) in place]

    judge = TfidfVectorizer(analyzer=terms, sublinear_tf=True)
    theirs = judge.fit_transform(texts)
    columns = [judge.vocabulary_[str(column)] for column in range(vocabulary.size)]
    np.testing.assert_allclose(vocabulary.table(texts).toarray(), theirs[:, columns].toarray(), atol=1e-12)


@given(st.lists(st.text(max_size=60) | st.none(), max_size=8))
def test_no_text_is_too_strange(texts: list[str | None]):
    table = vocabulary_of(texts).table(texts)
    assert table.shape[0] == len(texts)
    assert np.isfinite(table.data).all()
    for text in texts:
        content_of(text)
        assert masked(text or "", [(clue.start, clue.end) for clue in clues_in(text or "")]) is not None


@pytest.mark.parametrize("piece", ["a-la-", "l'", "é", "M. ", "1 rue ", "\u202eabc ", "👩‍👩‍👧", "0 1"])
def test_a_very_long_answer_is_read(piece: str):
    text = piece * (300_000 // len(piece))
    assert content_of(text) in Content
    assert isinstance(clues_in(text), tuple)
