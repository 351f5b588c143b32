"""Shares of topics go through the estimators of any question, and carry what coding adds."""

import numpy as np
import pytest

from arpent import stats
from arpent.stats import StatsError
from arpent.stats.verbatim import Coding, Content, topic_items, topic_shares

SIZES = np.array([120.0, 80.0, 200.0])


def coded(truth: np.ndarray, by_hand: np.ndarray, scores: np.ndarray) -> Coding:
    marks = np.where(by_hand, truth, -1)[:, None]
    return Coding(scores[:, None], marks, by_hand, (Content.WORDS,) * truth.size, ())


def network(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A population, and what a poor machine, biased by 15 points, scores it."""
    clusters = np.repeat(np.arange(3), SIZES.astype(int))
    truth = (rng.random(clusters.size) < np.array([0.2, 0.5, 0.35])[clusters]).astype(int)
    scores = np.clip(0.15 + 0.6 * truth + rng.normal(0, 0.2, truth.size), 0, 1)
    return clusters, truth, scores


def test_when_a_person_codes_all_it_is_a_question_like_another():
    rng = np.random.default_rng(1)
    clusters, truth, scores = network(rng)
    heard = rng.permutation(400)[:150]
    design, weights = stats.stratified(SIZES), rng.uniform(1, 3, 150)
    mine = topic_shares(
        coded(truth[heard], np.ones(150, bool), scores[heard]),
        0,
        chance=1,
        design=design,
        clusters=clusters[heard],
        weights=weights,
    )
    theirs = stats.shares(truth[heard], design=design, clusters=clusters[heard], weights=weights).at(code=1)
    found = mine.shares.at()
    assert (found.value, found.se, found.low, found.high) == pytest.approx(
        (theirs.value, theirs.se, theirs.low, theirs.high), rel=1e-10
    )
    assert mine.se_if_all_by_hand[0, 0] == pytest.approx(found.se)


def test_a_poor_machine_is_corrected_and_the_interval_holds():
    """800 times: persons drawn in associations of known size, a fifth of their answers coded by hand."""
    rng = np.random.default_rng(2)
    clusters, truth, scores = network(rng)
    heard_of, found, errors, held = np.array([60, 60, 120]), [], [], []
    weights = np.repeat(SIZES / heard_of, heard_of)
    for _ in range(800):
        heard = np.concatenate(
            [rng.permutation(np.flatnonzero(clusters == c))[:m] for c, m in enumerate(heard_of)]
        )
        by_hand = rng.random(heard.size) < 0.2
        share = topic_shares(
            coded(truth[heard], by_hand, scores[heard]),
            0,
            chance=0.2,
            design=stats.stratified(SIZES),
            clusters=clusters[heard],
            weights=weights,
        ).shares.at()
        found.append(share.value)
        errors.append(share.se)
        held.append(share.low <= truth.mean() <= share.high)
    assert np.mean(found) == pytest.approx(truth.mean(), abs=0.006)
    assert np.mean(errors) == pytest.approx(np.std(found), rel=0.1)
    assert 0.92 <= np.mean(held) <= 0.98


def test_coding_by_machine_costs_precision():
    rng = np.random.default_rng(3)
    _, truth, scores = network(rng)
    found = topic_shares(coded(truth, rng.random(400) < 0.3, scores), 0, chance=0.3)
    assert found.shares.se[0, 0] > 1.05 * found.se_if_all_by_hand[0, 0]
    assert abs(found.machine[0, 0] - truth.mean()) > 0.04  # the machine alone is biased


def test_groups_are_domains():
    rng = np.random.default_rng(4)
    clusters, truth, scores = network(rng)
    by_hand = rng.random(400) < 0.5
    found = topic_shares(coded(truth, by_hand, scores), 0, chance=0.5, by=clusters).shares
    assert found.value[:, 0] == pytest.approx([truth[clusters == c].mean() for c in range(3)], abs=0.12)
    assert found.n.tolist() == [120, 80, 200]


def test_a_share_never_leaves_0_to_1():
    truth = np.zeros(60, dtype=int)
    by_hand = np.arange(60) < 20
    found = topic_shares(coded(truth, by_hand, np.linspace(0, 0.3, 60)), 0, chance=1 / 3).shares.at()
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_an_empty_answer_is_missing_and_nothing_to_say_is_a_no():
    content = (Content.EMPTY, Content.NOTHING_TO_SAY, Content.WORDS)
    items = topic_items([[-1], [0], [1]], content)
    assert items["topic/0"].codes.tolist() == [-2, 0, 1]


def test_unmarked_answers_are_not_counted_as_no():
    with pytest.raises(StatsError, match="S116"):
        topic_items([[-1]], (Content.WORDS,))


@pytest.mark.parametrize("chance", [0, 1.2, -0.1])
def test_a_chance_is_a_probability(chance: float):
    with pytest.raises(StatsError, match="S117"):
        topic_shares(coded(np.ones(3, int), np.ones(3, bool), np.ones(3)), 0, chance=chance)
