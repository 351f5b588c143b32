"""Comparisons and regressions equal R's `survey`: estimates, standard errors, F, degrees of freedom, p, sizes."""

import re
from pathlib import Path

import numpy as np
import pytest

from arpent.stats import compare
from tests.stats.against_r import REFERENCE, Case, cases
from tests.stats.both import STUDIES, difference

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "comparisons.md"
CASES = [(study, name, case) for study in STUDIES for name, case in cases(study)]


@pytest.mark.parametrize(
    ("study", "case"),
    [(study, case) for study, _, case in CASES],
    ids=[f"{study}-{name}" for study, name, _ in CASES],
)
def test_every_number_equals_rs(study: str, case: Case) -> None:
    """Within 1e-8, relative."""
    pairs = STUDIES[study](case)
    assert len(pairs) >= 7
    assert {name: pair for name, pair in pairs.items() if not difference(*pair) < 1e-8} == {}


def test_the_table_of_the_page_holds_what_was_compared_and_how_near_it_came() -> None:
    """The page's difference is an upper bound: rounding varies from one machine to the next."""
    rows = re.findall(r"^\| `(\w+)` \|.*\| (\d+) \| (\d+) \| (1e-\d+) \|$", PAGE.read_text(), re.MULTILINE)
    assert {row[0] for row in rows} == STUDIES.keys()
    for study, designs, count, largest in rows:
        found = [STUDIES[study](case) for _, case in cases(study)]
        sizes = [np.size(theirs) for pairs in found for _, theirs in pairs.values()]
        assert (len(found), sum(sizes)) == (int(designs), int(count)), study
        assert max(difference(*pair) for pairs in found for pair in pairs.values()) <= float(largest), study


def test_p_values_are_adjusted_as_p_adjust_does() -> None:
    textbook = REFERENCE["textbook"]
    p = np.array(textbook["p"], dtype=float)
    assert difference(compare.holm(p), textbook["holm"]) < 1e-12
    assert difference(compare.benjamini_hochberg(p), textbook["bh"]) < 1e-12


def test_the_numbers_say_which_versions_made_them() -> None:
    assert REFERENCE["r"].startswith("R version 4.2.2")
    assert REFERENCE["survey"] == "4.1.1"
    assert f"`survey` {REFERENCE['survey']}" in PAGE.read_text()
