"""Tests of association: Rao–Scott's F equals R's `svychisq`, and what cannot be tested says why."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from arpent import stats
from tests.stats.test_against_r import coded, column, layout, numbers
from tests.stats.test_sums import a_batch

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


SPLITS = {
    "heavy": ("weight", [4]),
    "score_high": ("score", [55]),
    "best": ("api00", [650]),
    "big": ("enroll", [300, 600]),
}


def variable(data: str, name: str) -> np.ndarray:
    if name not in SPLITS:
        return column(data, name)
    source, bounds = SPLITS[name]
    values = numbers(data, source)
    return np.where(np.isnan(values), "", np.digitize(values, bounds, right=True).astype(str))


def asked(record: Mapping[str, object], name: str, inside: np.ndarray) -> stats.Codes:
    codes, names = coded(variable(str(record["data"]), name))
    return stats.Codes(np.where(inside, codes, -1), len(names))


def crossed(record: Mapping[str, object]) -> stats.Association:
    data = str(record["data"])
    design, clusters, weights, kept = layout(data, str(record["design"]))
    inside = np.ones(kept.size, bool)
    if record["domain"]:
        inside = variable(data, str(record["domain"])) != str(record["without"])
    item, by = (asked(record, str(record[name]), inside) for name in ("rows", "columns"))
    batch = stats.Batch(
        clusters[kept],
        weights[kept],
        {"item": stats.Codes(item.codes[kept], item.count)},
        {"by": stats.Codes(by.codes[kept], by.count)},
    )
    return stats.crosstab(stats.partial(batch), design, item="item", by="by")


@pytest.mark.parametrize("design", sorted({f"{r['data']} {r['design']}" for r in REFERENCE}))
def test_sums_give_rs_f_and_probability_for_every_design(design: str) -> None:
    """One and two stages, with and without known populations, domains, missing answers, lonely clusters."""
    for record in REFERENCE:
        if f"{record['data']} {record['design']}" != design:
            continue
        found = crossed(record)
        assert found.n == record["n"]
        for ours, rs in (("f", "f"), ("ndf", "ndf"), ("ddf", "ddf"), ("p", "p"), ("first_order", "chisq_p")):
            assert getattr(found, ours) == pytest.approx(record[rs], rel=1e-8), (ours, record)


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


def test_every_table_tested_at_once_is_the_table_tested_alone() -> None:
    sums = stats.partial(a_batch(np.random.default_rng(4)))
    design = stats.clustered(np.arange(12) % 3, strata_sizes=[9, 8, np.inf], cluster_sizes=np.full(12, 200.0))
    together = stats.crosstabs(sums, design)["sex"]
    assert list(together) == ["closed"]
    assert together["closed"] == stats.crosstab(sums, design, item="closed", by="sex")


def test_a_number_is_not_crossed() -> None:
    sums = stats.partial(a_batch(np.random.default_rng(4)))
    with pytest.raises(stats.StatsError, match="S033"):
        stats.crosstab(sums, stats.simple_random(), item="age", by="sex")


def test_a_question_nobody_answered_has_no_line_to_compare() -> None:
    nobody = stats.Codes(np.full(12, -2), 3)
    batch = stats.Batch(np.arange(12), np.ones(12), {"q": nobody}, {"g": stats.Codes(np.arange(12) % 2, 2)})
    found = stats.crosstab(stats.partial(batch), stats.clustered(np.arange(12) % 3), item="q", by="g")
    assert (found.obstacle, found.n) == (stats.Obstacle.ONE_LINE, 0)
    assert np.isnan([found.f, found.p, found.v, found.deff]).all()


@pytest.mark.parametrize("sampled", ["persons", "associations"])
def test_everyone_giving_the_same_answer_leaves_nothing_to_test(sampled: str) -> None:
    same, where = stats.Codes(np.zeros(24, np.int64), 3), np.arange(24) % 4
    batch = stats.Batch(where, np.ones(24), {"q": same}, {"g": stats.Codes(where % 2, 2)})
    design = stats.clustered(np.zeros(4, np.int64), cluster_sizes=np.full(4, 9.0))
    design = design.within_clusters() if sampled == "persons" else design
    found = stats.crosstab(stats.partial(batch), design, item="q", by="g")
    assert (found.obstacle, found.empty_columns) == (stats.Obstacle.ONE_LINE, (1, 2))
