"""Tests of association: Rao–Scott's F equals R's `svychisq`, and what cannot be tested says why."""

import json
from pathlib import Path

import numpy as np
import pytest

from arpent import stats

HERE = Path(__file__).parent / "reference"
REFERENCE = json.loads((HERE / "crosstabs.json").read_text())["results"]


def test_a_table_and_its_covariance_give_rs_f_and_probability() -> None:
    compared = 0
    for record in REFERENCE:
        if "shares" not in record:
            continue
        shares = np.array(record["shares"])
        columns = 2 if record["rows"] == "stype" else 3
        covariance = np.array(record["covariance"]).reshape(shares.size, shares.size)
        found = stats.rao_scott(
            shares.reshape(-1, columns), covariance, df=record["ddf"] / record["ndf"], n=record["n"]
        )
        for ours, rs in (("f", "f"), ("ndf", "ndf"), ("ddf", "ddf"), ("p", "p"), ("first_order", "chisq_p")):
            assert getattr(found, ours) == pytest.approx(record[rs], rel=1e-8), (ours, record["design"])
        compared += 1
    assert compared == 13


def drawn_at_random(shares: list[list[float]], n: int = 400) -> stats.Association:
    flat = np.ravel(shares)
    covariance = (np.diag(flat) - np.outer(flat, flat)) / (n - 1)
    return stats.rao_scott(shares, covariance, df=n - 1, n=n)


def test_persons_drawn_one_by_one_have_no_design_effect() -> None:
    assert drawn_at_random([[0.2, 0.3], [0.3, 0.2]]).deff == pytest.approx(400 / 399)


def test_cramers_v_is_one_when_a_row_tells_the_column() -> None:
    assert drawn_at_random([[0.5, 0], [0, 0.5]]).v == pytest.approx(1)


def test_cramers_v_is_zero_without_a_link() -> None:
    found = drawn_at_random([[0.24, 0.36], [0.16, 0.24]])
    assert (found.v, found.p) == (pytest.approx(0, abs=1e-7), pytest.approx(1))


def test_a_row_where_nobody_is_is_left_out_and_named() -> None:
    found = drawn_at_random([[0.2, 0.3, 0], [0, 0, 0], [0.3, 0.2, 0]])
    assert (found.empty_rows, found.empty_columns) == ((1,), (2,))
    assert found.f == pytest.approx(drawn_at_random([[0.2, 0.3], [0.3, 0.2]]).f)


def test_one_row_is_not_tested() -> None:
    found = drawn_at_random([[0.5, 0.5], [0, 0]])
    assert found.obstacle is stats.Obstacle.ONE_LINE
    assert np.isnan(found.p)


def test_a_table_with_too_many_empty_cells_is_not_tested() -> None:
    found = drawn_at_random([[0.4, 0, 0], [0, 0.3, 0], [0, 0, 0.3]])
    assert found.obstacle is stats.Obstacle.SPARSE
    assert np.isnan(found.p)


def test_a_census_is_not_tested() -> None:
    found = stats.rao_scott([[0.2, 0.3], [0.3, 0.2]], np.zeros((4, 4)), df=10, n=50)
    assert found.obstacle is stats.Obstacle.NO_CHANCE
    assert np.isnan(found.p)


def test_a_covariance_of_another_table_is_refused() -> None:
    with pytest.raises(stats.StatsError, match="S030"):
        stats.rao_scott([[0.2, 0.3], [0.3, 0.2]], np.zeros((3, 3)), df=10, n=50)


def test_shares_that_are_not_shares_are_refused() -> None:
    with pytest.raises(stats.StatsError, match="S030"):
        stats.rao_scott([[2, 3], [3, 2]], np.zeros((4, 4)), df=10, n=10)
