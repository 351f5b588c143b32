"""The machine codes what it is sure of, and says how sure it is."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from arpent.stats import StatsError
from arpent.stats.verbatim import Content, Mark, advice, code_answers, learning_curve, vocabulary_of
from arpent.stats.verbatim.coding import Step
from arpent.stats.verbatim.logistic import fit
from tests.stats.verbatim.planted import planted


@pytest.fixture(scope="module")
def corpus():
    return planted(600, np.random.default_rng(21))


@pytest.fixture(scope="module")
def given(corpus):
    marks = np.full_like(corpus.marks, -1)
    marks[:150] = corpus.marks[:150]
    return marks


@pytest.fixture(scope="module")
def coding(corpus, given):
    return code_answers(corpus.texts, given, rng=np.random.default_rng(22))


def test_answers_are_coded_as_a_person_would(corpus, coding):
    decided = coding.marks[150:] != Mark.UNDECIDED
    assert decided.mean() > 0.7
    assert (coding.marks[150:] == corpus.marks[150:])[decided].mean() > 0.93


def test_what_a_person_marked_stays(corpus, coding):
    assert (coding.marks[:150] == corpus.marks[:150]).all()


def test_a_higher_precision_asks_for_more_silence(corpus, given):
    rng = np.random.default_rng
    hasty = np.where(
        (given >= 0) & (rng(4).random(given.shape) < 0.1), 1 - given, given
    )  # one mark in ten is wrong
    careful = code_answers(corpus.texts, hasty, rng=rng(5), precision=0.95)
    bold = code_answers(corpus.texts, hasty, rng=rng(5), precision=0.8)
    assert (careful.marks == Mark.UNDECIDED).sum() > (bold.marks == Mark.UNDECIDED).sum()
    assert careful.undecided.size


def test_the_wanted_precision_is_reached_on_answers_held_out(coding):
    for quality in coding.quality:
        assert quality.precision >= 0.9
        assert quality.kappa is not None
        assert quality.kappa.n > 0


def test_topics_told_by_chance_are_left_undecided(corpus):
    rng = np.random.default_rng(9)
    marks = np.full((600, 1), -1)
    marks[:200] = rng.integers(0, 2, (200, 1))
    coding = code_answers(corpus.texts, marks, rng=rng, precision=0.9)
    assert (coding.marks[200:] == Mark.UNDECIDED).mean() > 0.8


def test_a_topic_with_too_few_examples_is_not_learned(corpus, given):
    rare = given.copy()
    rare[:150, 0] = 0
    rare[:2, 0] = 1
    quality = code_answers(corpus.texts, rare, rng=np.random.default_rng(1)).quality[0]
    assert not quality.learned
    assert quality.examples == 2


def test_answers_with_nothing_in_them_speak_of_nothing(corpus, given):
    texts = [*corpus.texts[:-2], None, "RAS"]
    coding = code_answers(texts, given, rng=np.random.default_rng(2))
    assert coding.content[-2:] == (Content.EMPTY, Content.NOTHING_TO_SAY)
    assert (coding.marks[-2:] == Mark.NO).all()


def test_scores_are_those_of_scikit_learn(corpus):
    table = vocabulary_of(corpus.texts).table(corpus.texts)
    marks = corpus.marks[:150].astype(float)
    ours = fit(table[:150], marks, looseness=10).scores(table)
    for topic in range(5):
        judge = LogisticRegression(C=10, tol=1e-8, max_iter=2000).fit(table[:150], marks[:, topic])
        np.testing.assert_allclose(ours[:, topic], judge.predict_proba(table)[:, 1], atol=1e-3)


def test_more_coding_is_advised_while_it_teaches():
    rising = [Step(50, 0.4), Step(75, 0.5), Step(100, 0.58)]
    flat = [Step(200, 0.80), Step(300, 0.803), Step(400, 0.805)]
    assert advice(rising) == 30
    assert advice(flat) == 0


def test_the_machine_learns_from_more_answers(corpus, given):
    curve = learning_curve(corpus.texts, given, rng=np.random.default_rng(3), shares=(0.3, 1.0))
    assert curve[0].coded < curve[1].coded
    assert curve[0].kappa < curve[1].kappa


@pytest.mark.parametrize(
    ("rows", "coded", "precision", "code"),
    [(5, 5, 0.9, "S112"), (600, 10, 0.9, "S113"), (600, 50, 1.0, "S114")],
)
def test_what_cannot_be_learned_is_refused(corpus, rows: int, coded: int, precision: float, code: str):
    marks = np.full((rows, 2), -1)
    marks[:coded] = 0
    with pytest.raises(StatsError, match=code):
        code_answers(corpus.texts, marks, rng=np.random.default_rng(0), precision=precision)
