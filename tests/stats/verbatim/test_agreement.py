"""Agreement is what was published, and what scikit-learn finds."""

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from arpent.stats import StatsError
from arpent.stats.verbatim import alpha, kappa, kappa_overall

PATHOLOGISTS = np.array([[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]])
"""Agresti, *Categorical Data Analysis* (2002), table 10.8: kappa 0.493, standard error 0.057."""


def spread(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = np.nonzero(table)
    return np.repeat(rows, table[rows, columns]), np.repeat(columns, table[rows, columns])


def test_kappa_and_its_error_are_those_of_the_textbook():
    found = kappa(*spread(PATHOLOGISTS))
    assert found.value == pytest.approx(0.493, abs=5e-4)
    assert found.se == pytest.approx(0.057, abs=5e-4)
    assert (found.low, found.high) == pytest.approx((0.493 - 1.96 * 0.057, 0.493 + 1.96 * 0.057), abs=2e-3)


def test_kappa_is_that_of_scikit_learn():
    rng = np.random.default_rng(1)
    one = rng.integers(0, 3, 200)
    two = np.where(rng.random(200) < 0.6, one, rng.integers(0, 3, 200))
    assert kappa(one, two).value == pytest.approx(cohen_kappa_score(one, two), rel=1e-12)


def test_answers_coded_once_are_left_out():
    assert kappa([0, 1, 1, -1, 0], [0, 1, 0, 1, -1]).n == 3


def test_agreement_on_one_code_only_says_nothing():
    found = kappa([0, 0, 0], [0, 0, 0])
    assert np.isnan(found.value)
    assert found.agreed == 1


def test_the_overall_error_is_that_of_answers_not_of_topics():
    rng = np.random.default_rng(7)
    one = rng.integers(0, 2, (300, 1))
    two = np.where(rng.random((300, 1)) < 0.8, one, 1 - one)
    alone = kappa(one[:, 0], two[:, 0])
    twice = kappa_overall(np.hstack([one, one]), np.hstack([two, two]))
    assert twice.value == pytest.approx(alone.value)
    assert twice.se == pytest.approx(alone.se, rel=0.02)
    assert twice.n == 300


def test_alpha_is_that_of_krippendorff_2011():
    coders = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, -1, -1, -1],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, -1, 3],
        [-1, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, -1],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, -1],
    ]
    assert alpha(coders) == pytest.approx(0.743, abs=5e-4)
    assert alpha([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]) == pytest.approx(
        0.095, abs=5e-4
    )


def test_codings_that_do_not_match_are_refused():
    with pytest.raises(StatsError, match="S112"):
        kappa([0, 1], [0])
    with pytest.raises(StatsError, match="S112"):
        kappa_overall([[0, 1]], [[0]])
    with pytest.raises(StatsError, match="S115"):
        kappa([-1, 1], [0, -1])
