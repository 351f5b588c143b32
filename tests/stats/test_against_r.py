"""Estimates, standard errors, degrees of freedom, design effects and intervals equal R's `survey`."""

import csv
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from arpent import stats

HERE = Path(__file__).parent / "reference"
REFERENCE = json.loads((HERE / "survey.json").read_text())["results"]
DESIGNS = sorted({(record["data"], record["design"]) for record in REFERENCE})


@cache
def column(data: str, name: str) -> np.ndarray:
    with (HERE / f"{data}.csv").open() as file:
        return np.array([row[name] for row in csv.DictReader(file)])


def numbers(data: str, name: str) -> np.ndarray:
    return np.array([float(text) if text else np.nan for text in column(data, name)])


def coded(values: np.ndarray) -> tuple[np.ndarray, list[str]]:
    names = sorted(set(values) - {""})
    return np.array([names.index(value) if value else -1 for value in values]), names


def first_by(index: np.ndarray, values: np.ndarray) -> np.ndarray:
    return values[np.unique(index, return_index=True)[1]]


def layout(data: str, name: str) -> tuple[stats.Design, np.ndarray, np.ndarray, np.ndarray]:
    """The design, with each row's cluster and weight, and the rows that are kept."""
    if data == "apistrat":
        strata, _ = coded(column(data, "stype"))
        return (
            stats.stratified(first_by(strata, numbers(data, "fpc"))),
            strata,
            numbers(data, "pw"),
            strata >= 0,
        )
    if data in ("apiclus1", "apiclus2"):
        clusters, _ = coded(column(data, "dnum"))
        strata = np.zeros(clusters.max() + 1, int)
        two = data == "apiclus2"
        existing = numbers(data, "fpc1" if two else "fpc")[:1]
        persons = first_by(clusters, numbers(data, "fpc2")) if two else None
        design = stats.clustered(strata, strata_sizes=existing, cluster_sizes=persons)
        return design, clusters, numbers(data, "pw"), clusters >= 0
    return synthetic(name)


def synthetic(name: str) -> tuple[stats.Design, np.ndarray, np.ndarray, np.ndarray]:
    clusters = numbers("synthetic", "cluster").astype(int) - 1
    strata = first_by(clusters, numbers("synthetic", "stratum")).astype(int) - 1
    existing = first_by(numbers("synthetic", "stratum"), numbers("synthetic", "strata_size"))
    persons = first_by(clusters, numbers("synthetic", "size"))
    weights, kept = numbers("synthetic", "weight"), np.ones(clusters.size, bool)
    if name.startswith("lonely"):
        kept = (strata[clusters] != 0) | (clusters == 0)
        rule = stats.Lonely.CENTRE if name.endswith("adjust") else stats.Lonely.CERTAINTY
        return stats.clustered(strata, lonely=rule), clusters, weights, kept
    designs = {
        "elements": stats.simple_random(),
        "stratified": stats.stratified(persons),
        "clusters": stats.clustered(strata),
        "clusters_fpc": stats.clustered(strata, strata_sizes=existing),
        "two_stages": stats.clustered(strata, strata_sizes=existing, cluster_sizes=persons),
    }
    return designs[name], np.zeros_like(clusters) if name == "elements" else clusters, weights, kept


def item(record: Mapping[str, object], kept: np.ndarray) -> tuple[stats.Codes | stats.Amounts, int]:
    data, variable = str(record["data"]), str(record["variable"])
    if record["code"] is None:
        values = numbers(data, variable)[kept]
        return stats.Amounts(values, np.where(np.isnan(values), -2, 0)), 0
    codes, names = coded(column(data, variable))
    return stats.Codes(codes[kept], len(names)), names.index(str(record["code"]))


def ours(record: Mapping[str, object]) -> stats.Estimate:
    data = str(record["data"])
    design, clusters, weights, kept = layout(data, str(record["design"]))
    asked, code = item(record, kept)
    grouping, group = stats.everyone(int(kept.sum())), 0
    if record["by"] is not None:
        codes, names = coded(column(data, str(record["by"])))
        grouping, group = stats.Codes(codes[kept], len(names)), names.index(str(record["group"]))
    batch = stats.Batch(clusters[kept], weights[kept], {"item": asked}, {"by": grouping})
    return stats.estimate(stats.partial(batch), design, item="item", by="by").at(group, code)


@pytest.mark.parametrize(("data", "design"), DESIGNS)
def test_every_number_equals_rs(data: str, design: str) -> None:
    """Within 1e-8, relative. Where R gives no variance or a zero one, we answer with an exact interval."""
    compared = 0
    for record in REFERENCE:
        if (record["data"], record["design"]) == (data, design):
            compared += compare(record)
    assert compared >= 20


def test_intervals_equal_those_of_svyciprop_by_its_logistic_model() -> None:
    """R fits a model to find the same interval: its own tolerance, about 1e-8, is the limit here."""
    compared = 0
    for record in REFERENCE:
        if record.get("glm_low") and 0.01 < record["value"] < 0.99 and record["se"] > 1e-9:
            found = ours(record)
            assert found.low == pytest.approx(record["glm_low"], rel=1e-6)
            assert found.high == pytest.approx(record["glm_high"], rel=1e-6)
            compared += 1
    assert compared > 100


def compare(record: Mapping[str, object]) -> int:
    found = ours(record)
    assert found.value == pytest.approx(record["value"], rel=1e-8, abs=1e-14), record
    assert found.df == record["df"], record
    if not record["se"] or record["se"] < 1e-12:
        return 2
    for name in ("se", "deff", "low", "high"):
        assert getattr(found, name) == pytest.approx(record[name], rel=1e-8), (name, record)
    return 6
