"""Any text gets an answer."""

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
def test_a_long_run_of_one_thing_gets_an_answer(unit: str) -> None:
    """What grows faster than the text would not come back; `benchmarks/falc.py` says how it grows."""
    text = unit * (60_000 // len(unit))
    assert all(0 <= one.start <= one.end <= len(text) for one in check(text))


WHOLE = {
    "English": "You can come with us on Saturday. There is no need to bring anything.",
    "Hebrew, right to left": "שלום לכולם. אתם מוזמנים למסיבה ביום שישי.",
    "Arabic, right to left": "مرحبا بكم. الحفلة يوم الجمعة.",
    "emoji": "👩🏽‍🦽 vient 🎉 ! 🏳️‍🌈 🇫🇷",
    "no punctuation": "le bus part " * 300,
    "nothing": "",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_a_text_that_is_no_usual_french_gets_an_answer(text: str) -> None:
    found = check(text)
    assert all(0 <= one.start <= one.end <= len(text) for one in found)
    assert bool(found.words) == any(sign.isalpha() for sign in text)


def test_a_megabyte_in_one_line_gets_an_answer() -> None:
    text = SENTENCE * (1_000_000 // len(SENTENCE))
    assert check(text).words > 150_000
