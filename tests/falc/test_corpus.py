"""The corpus keeps its halves apart, and says what it labels."""

from collections import Counter

import pytest

from tests.falc.labelled import HALVES, Label, half, read

ALL = [text for name in HALVES for text in half(name)]


@pytest.mark.parametrize("name", HALVES)
def test_each_text_is_in_the_half_where_its_digest_puts_it(name: str):
    assert [text.text for text in half(name) if text.half != name] == []


def test_no_text_is_there_twice():
    assert [text for text, count in Counter(one.text for one in ALL).items() if count > 1] == []


def test_there_are_at_least_three_hundred_texts_on_each_side():
    assert min(len(half(name)) for name in HALVES) >= 300


@pytest.mark.parametrize("name", HALVES)
def test_traps_are_as_many_as_faults(name: str):
    clean = [text for text in half(name) if not any(label.sure for label in text.labels)]
    assert len(clean) >= len(half(name)) * 0.4


def test_a_marked_line_is_a_text_and_its_labels():
    line = "Le bus part à {14:30|C06}.⏎{{ATTENTION|L03} au bus|M08?} => P04"
    found = read(line)
    assert found.text == "Le bus part à 14:30.\nATTENTION au bus"
    assert found.labels == (
        Label("C06", 14, 19),
        Label("L03", 21, 30),
        Label("M08", 21, 37, sure=False),
        Label("P04", 0, 37),
    )
    assert found.text[14:19] == "14:30"
    assert found.text[21:30] == "ATTENTION"


def test_a_label_that_is_no_rule_is_refused():
    with pytest.raises(ValueError, match="is no rule"):
        read("Bonjour. => bonjour")
