"""Regular expressions that stay fast whatever the pattern and the text."""

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from arpent.instrument import patterns

PIECES = [
    "a",
    "b",
    "[ab]",
    "[^a]",
    ".",
    "(a|b)",
    "(?:ab)",
    "a*",
    "b+",
    "(ab)?",
    "a{2}",
    "(a|ab){1,2}",
    "a{0,1}",
]
PIECES += ["\\d", "|", "^", "$", "(a*)*", "\\.", "[a-b1]", "\\w+"]


@given(st.lists(st.sampled_from(PIECES), max_size=5).map("".join), st.text("ab1.", max_size=8))
def test_a_pattern_says_the_same_as_python(pattern: str, text: str):
    assert patterns.matches(pattern, text) == (re.fullmatch(pattern, text, re.ASCII) is not None)


def test_a_pattern_that_would_never_end_ends():
    started = time.perf_counter()
    assert not patterns.matches("(a+)+(a|aa)*b", "a" * patterns.MAX_TEXT)
    assert time.perf_counter() - started < 2
