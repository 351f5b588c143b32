"""The words of the screens and the names of the code are written down once, and exist."""

import re
from importlib import import_module

import pytest

from tests.architecture.rooms import ROOT

NAMES = re.findall(
    r"^\| [^|]+ \| `([a-z]+(?:\.[a-z]+)*)\.([A-Z]\w+)", (ROOT / "docs/glossary.md").read_text(), re.M
)


@pytest.mark.parametrize(("place", "name"), NAMES, ids=[f"{place}.{name}" for place, name in NAMES])
def test_every_name_of_the_glossary_exists(place: str, name: str):
    module = place if "." in place else f"{place}.models"
    assert hasattr(import_module(f"arpent.{module}"), name)


def test_no_french_word_has_two_meanings():
    words = re.findall(r"^\| ([^|]+?) \| `", (ROOT / "docs/glossary.md").read_text(), re.M)
    assert len(words) == len(set(words))
