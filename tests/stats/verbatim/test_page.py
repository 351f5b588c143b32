"""The example of docs/methods/open-answers.md prints what the page says."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "methods" / "open-answers.md"


def test_the_python_of_the_page_prints_what_the_page_says(capsys: pytest.CaptureFixture[str]):
    code, printed = re.findall(r"```(?:python)?\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out == printed
