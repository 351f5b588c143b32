"""How good the checker is, on sentences that nobody wrote it from; and the pages say what was measured."""

import re
from pathlib import Path

import pytest

from arpent.falc import Level
from benchmarks import falc_quality
from benchmarks.falc_easy_and_ordinary import density, free
from tests.falc.labelled import HALVES, half

PAGE = (Path(__file__).parents[2] / "docs" / "methods" / "falc.md").read_text(encoding="utf-8")


def test_errors_are_right_nineteen_times_in_twenty():
    scores = falc_quality.scores(half("measure"), Level.ERROR).values()
    right, wrong = sum(score.right for score in scores), sum(score.wrong for score in scores)
    assert right + wrong > 80
    assert right / (right + wrong) >= 0.95


def test_so_are_those_of_each_rule():
    """A rule with too few findings to say so is right each time."""
    scores = falc_quality.scores(half("measure"), Level.ERROR)
    assert {
        rule: (one.right, one.wrong)
        for rule, one in scores.items()
        if one.right + one.wrong and one.right / (one.right + one.wrong) < 0.95
    } == {}


@pytest.mark.parametrize("name", HALVES)
def test_the_page_says_what_is_measured(name: str):
    """To two hundredths: a rule mended for one text need not wait for its table."""
    part = PAGE.split(f"### The {name} half")[1]
    (told,) = re.findall(r"^\| error \| ([\d.]+) ", part.split("| rule |")[0], re.MULTILINE)
    scores = falc_quality.scores(half(name), Level.ERROR).values()
    right, wrong = sum(score.right for score in scores), sum(score.wrong for score in scores)
    assert float(told) == pytest.approx(right / (right + wrong), abs=0.02)


@pytest.mark.parametrize("name", HALVES)
def test_the_page_has_a_line_for_every_rule_measured(name: str):
    part = PAGE.split(f"### The {name} half")[1].split("###")[0]
    told = set(re.findall(r"^\| ([A-Z]\d\d) \| (?:error|warning|info) \|", part, re.MULTILINE))
    labelled = {label.rule for text in half(name) for label in text.labels if label.sure}
    assert labelled <= told


@pytest.mark.parametrize("name", list(free()))
def test_an_easy_text_draws_fewer_alerts_than_its_ordinary_twin(name: str):
    easy, ordinary = map(density, free()[name])
    assert easy.per_hundred(Level.ERROR) < ordinary.per_hundred(Level.ERROR)
    assert easy.per_hundred(Level.ERROR, Level.WARNING) < ordinary.per_hundred(Level.ERROR, Level.WARNING)
