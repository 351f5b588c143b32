"""Topics that were planted are found, and what is not steady is said to be so."""

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from sklearn.decomposition import NMF

from arpent.stats import StatsError
from arpent.stats.verbatim import steadiness, suggested, topics_of, vocabulary_of
from arpent.stats.verbatim.factors import factorise
from arpent.stats.verbatim.words import tokens
from tests.stats.verbatim.planted import TOPICS, planted


@pytest.fixture(scope="module")
def corpus():
    return planted(400, np.random.default_rng(11))


@pytest.fixture(scope="module")
def found(corpus):
    return topics_of(corpus.texts, count=5, rng=np.random.default_rng(12))


def test_planted_topics_are_found(found):
    planned = [set(words.split()) for words in TOPICS.values()]
    overlap = [[len(set(topic.words) & words) for words in planned] for topic in found.topics]
    rows, columns = linear_sum_assignment(-np.array(overlap))
    assert min(overlap[row][column] for row, column in zip(rows, columns, strict=True)) >= 8


def test_words_are_told_as_people_wrote_them(found):
    words = {word for topic in found.topics for word in topic.words}
    assert {"médecin", "éducateurs", "collègues"} <= words


def test_planted_topics_are_steady(found):
    assert found.steadiness > 0.8
    assert all(topic.over_answers > 0.9 for topic in found.topics)


def test_answers_without_structure_give_topics_that_are_not_steady():
    rng = np.random.default_rng(3)
    words = [f"m{chr(97 + a)}{chr(97 + b)}" for a in range(12) for b in range(12)]
    texts = [" ".join(rng.choice(words, 8)) for _ in range(400)]
    assert topics_of(texts, count=5, rng=rng).steadiness < 0.5


def test_the_planted_number_of_topics_is_suggested(corpus):
    tried = steadiness(corpus.texts, counts=range(2, 9), rng=np.random.default_rng(4))
    assert suggested(tried) == 5


def test_the_same_chance_gives_the_same_topics(corpus, found):
    again = topics_of(corpus.texts, count=5, rng=np.random.default_rng(12))
    assert again.topics == found.topics


def test_factors_fit_as_well_as_those_of_scikit_learn(corpus):
    table = vocabulary_of(corpus.texts).table(corpus.texts)
    rng = np.random.default_rng(8)
    ours = min((factorise(table, 5, rng) for _ in range(5)), key=lambda run: run.residual)
    judge = NMF(5, init="nndsvda", tol=1e-6, max_iter=2000).fit(table)
    theirs = judge.reconstruction_err_**2 / float((table.data**2).sum())
    assert ours.residual == pytest.approx(theirs, rel=2e-3)
    cosine = (ours.words / np.linalg.norm(ours.words, axis=1, keepdims=True)) @ (
        judge.components_ / np.linalg.norm(judge.components_, axis=1, keepdims=True)
    ).T
    rows, columns = linear_sum_assignment(-cosine)
    assert cosine[rows, columns].min() > 0.98


def test_factors_cannot_be_bettered_by_a_small_step(corpus):
    """Karush–Kuhn–Tucker: no slope where a factor is positive, none downwards where it is zero."""
    table = vocabulary_of(corpus.texts).table(corpus.texts)
    run = factorise(table, 5, np.random.default_rng(1), rounds=3000, tolerance=1e-12)
    slope = run.weights @ (run.weights.T @ run.words - table.toarray())
    assert np.abs(slope[run.words > 1e-6]).max() < 1e-4
    assert slope[run.words <= 1e-6].min() > -1e-4


def test_the_nearest_answers_are_only_those_cleared(corpus, found):
    cleared = np.zeros(len(corpus.texts), dtype=bool)
    cleared[::7] = True
    rows = found.nearest(0, cleared=cleared, count=3)
    assert rows.size == 3
    assert cleared[rows].all()
    words = set(found.topics[0].words)
    assert all(words & set(tokens(corpus.texts[row])) for row in rows)


def test_nothing_is_quoted_when_nothing_is_cleared(corpus, found):
    assert found.nearest(0, cleared=np.zeros(len(corpus.texts), dtype=bool)).size == 0


def test_the_same_answer_is_not_quoted_twice():
    rng = np.random.default_rng(2)
    texts = (
        ["Le bus est en retard"] * 30 + ["Un bus et un train", "Retard du train"] * 5 + planted(60, rng).texts
    )
    topics = topics_of(texts, count=3, rng=rng)
    bus = next(k for k, topic in enumerate(topics.topics) if "retard" in topic.words[:3])
    quotes = [texts[row] for row in topics.nearest(bus, cleared=np.ones(len(texts), dtype=bool), count=3)]
    assert len(set(quotes)) == 3


def test_answers_without_words_speak_of_no_topic():
    rng = np.random.default_rng(6)
    topics = topics_of([*planted(80, rng).texts, None, "RAS", "😀"], count=3, rng=rng)
    assert topics.main[-3:].tolist() == [-1, -1, -1]


@pytest.mark.parametrize(("count", "code"), [(1, "S111"), (40, "S110")])
def test_too_many_or_too_few_topics_are_refused(corpus, count: int, code: str):
    with pytest.raises(StatsError, match=code):
        topics_of(corpus.texts[:100], count=count, rng=np.random.default_rng(0))


def test_topics_of_nothing_are_refused():
    with pytest.raises(StatsError, match="S110"):
        topics_of([None, "", "😀"], count=2, rng=np.random.default_rng(0))
