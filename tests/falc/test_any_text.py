"""Any text gets an answer, in time that grows with its length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.falc import FALC_QUESTION, check

PIECES = st.sampled_from(
    "le un il ne pas n' l’ vous et , . ; : ? ! « » ( ) [ ] … - – • 12 3,5 % 14:30 12/03/26 XIV MDPH www.a.fr a@b.fr \n \n\n 😀 שלום etc. M. été est "
    "deux cent vingt que qui habitant·e·s \u00ad \u202f".split(" ")
)
SENTENCE = "Nous avons rendez-vous avec Marie demain à la maison, et elle ne vient pas. "


@given(st.text())
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_fall(text: str) -> None:
    for one in check(text, profile=FALC_QUESTION):
        assert 0 <= one.start <= one.end <= len(text)


@given(st.lists(PIECES, max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_jumble_of_french_makes_it_fall(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for one in check(text):
        assert 0 <= one.start <= one.end <= len(text)
        if one.fix:
            assert 0 <= one.fix.start <= one.fix.end <= len(text)


LINES = (
    "a",
    "-",
    "a-",
    "l'",
    "1 ",
    "1,",
    "(",
    "((",
    "« ",
    "*",
    "#",
    "www.",
    "a.b@",
    "ne ",
    "et ",
    "deux ",
    "I",
    "·e",
    "\n",
    "12/",
    "\u00ad",
    ". ",
    "A",
)


@pytest.mark.parametrize("unit", [*LINES, SENTENCE], ids=repr)
def test_four_times_the_text_takes_about_four_times_as_long(unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (10_000, 40_000))
    check(short)
    assert spent(long) < 12 * spent(short) + 0.2


def spent(text: str) -> float:
    start = time.process_time()
    check(text)
    return time.process_time() - start
