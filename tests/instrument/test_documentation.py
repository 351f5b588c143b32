"""Every code that can be shown is in the page of docs."""

import re
from pathlib import Path

import pytest

from arpent.instrument.cells import UNFIT
from arpent.instrument.checking import REFUSALS
from arpent.instrument.errors import CATALOGUE

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "methods" / "questionnaires.md").read_text()
CODES = [*CATALOGUE, *REFUSALS, *UNFIT, "E00"]


def documented() -> set[str]:
    found = set(re.findall(r"\b[A-Z]\d{2,3}\b", PAGE))
    for letter, first, last in re.findall(r"\b([A-Z])(\d+)–[A-Z](\d+)\b", PAGE):
        found |= {f"{letter}{number:0{len(first)}}" for number in range(int(first), int(last) + 1)}
    return found


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_documented(code: str):
    assert code in documented()


def test_no_code_is_documented_that_does_not_exist():
    assert documented() - set(CODES) == set()
