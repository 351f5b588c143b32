"""The numbers and tables of docs/methods are what the code gives, and every refusal is listed there."""

import re
from pathlib import Path

import numpy as np
import pytest

from arpent import stats
from arpent.stats import disclosure

METHODS = Path(__file__).parents[2] / "docs" / "methods"
PACKAGE = Path(stats.__file__).parent
SIZES, ANSWERED, OFTEN = (60, 40, 100), (30, 20, 25), (18, 15, 10)


def three_associations(design: stats.Design) -> stats.Estimate:
    codes = np.concatenate([[1] * yes + [0] * (n - yes) for n, yes in zip(ANSWERED, OFTEN, strict=True)])
    clusters = np.repeat(np.arange(3), ANSWERED)
    weights = np.repeat(np.array(SIZES) / np.array(ANSWERED), ANSWERED)
    batch = stats.Batch(clusters, weights, {"often": stats.Codes(codes, 2)}, {"all": stats.everyone(75)})
    return stats.estimate(stats.partial(batch), design, item="often", by="all").at(0, 1)


def nobody_of_twenty(population: float) -> float:
    batch = stats.Batch(
        np.zeros(20, int),
        np.ones(20),
        {"q": stats.Codes(np.zeros(20, int), 2)},
        {"all": stats.everyone(20)},
    )
    design = stats.simple_random(population)
    return stats.estimate(stats.partial(batch), design, item="q", by="all").at(0, 1).high


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def test_the_worked_example_of_a_share_is_what_stats_gives() -> None:
    page = (METHODS / "estimates.md").read_text()
    strata, clusters = (
        three_associations(stats.stratified(SIZES)),
        three_associations(stats.clustered([0] * 3)),
    )
    assert f"**{percent(strata.value)}**" in page
    assert f"standard error** is {100 * strata.se:.1f} points" in page
    assert f"at {strata.df:.0f} degrees of freedom" in page
    assert f"**{percent(strata.low)} to {percent(strata.high)}**" in page
    assert f"{clusters.df:.0f} degrees of freedom, and the interval goes" in page
    assert f"from {percent(clusters.low)} to {percent(clusters.high)}" in page


def test_the_python_of_the_page_prints_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    page = (METHODS / "estimates.md").read_text()
    code, printed = re.findall(r"```(?:python)?\n(.*?)```", page, flags=re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out == printed


def test_the_reach_of_zero_out_of_twenty_is_what_stats_gives() -> None:
    page = (METHODS / "estimates.md").read_text()
    assert f"as high as {percent(nobody_of_twenty(np.inf))}" in page
    assert f"only 40 people, {percent(nobody_of_twenty(40))}" in page


def test_the_table_of_hidden_associations_is_what_protect_decides() -> None:
    page = (METHODS / "disclosure.md").read_text()
    rows = re.findall(r"^\| (.+?) \| (\d+) \| (\d+) \| (\d+) \| (yes|no)", page, flags=re.MULTILINE)
    order = [rows[-1], *rows[:-1]]  # the region comes first among nodes
    counts = np.array([[int(yes), int(no)] for _, yes, no, _, _ in order])
    assert counts[0].tolist() == counts[1:].sum(axis=0).tolist()
    table = disclosure.Table("écouté", counts, 2)
    relations = (disclosure.Relation(0, (1, 2, 3, 4)),)
    names = tuple(row[0] for row in order)
    found = disclosure.protect(disclosure.Publication(names, relations, (table,)), disclosure.Rules(11, 33))
    assert [row[4] for row in order] == ["yes" if shown else "no" for shown in found.shown[0]]


def test_every_refusal_is_documented() -> None:
    source = "".join(path.read_text() for path in PACKAGE.rglob("*.py"))
    documented = set(re.findall(r"S\d{3}", (METHODS / "estimates.md").read_text()))
    assert set(re.findall(r'"(S\d{3})"', source)) == documented


def test_the_plan_of_the_page_prints_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    page = (METHODS / "sample-planning.md").read_text()
    code, printed = re.findall(r"```(?:python)?\n(.*?)```", page, flags=re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out == printed
