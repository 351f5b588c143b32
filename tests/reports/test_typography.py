from datetime import date

import pytest

from arpent.reports.typography import day, decimal, listed, percent, sentence, typeset, whole


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.724, "72 %"), (0.725, "73 %"), (0.125, "13 %"), (0, "0 %"), (1, "100 %"), (0.285, "29 %")],
)
def test_a_share_is_rounded_as_at_school(share, written):
    assert percent(share) == written


def test_almost_nothing_is_not_nothing():
    assert percent(0.004) == "moins de 1 %"


def test_almost_everybody_is_not_everybody():
    assert percent(0.996) == "plus de 99 %"


def test_thousands_are_parted_by_a_narrow_space():
    assert whole(1330) == "1 330"


def test_decimals_take_a_comma_and_a_true_minus():
    assert decimal(-7.25) == "−7,3"


def test_the_first_of_the_month_is_premier():
    assert day(date(2026, 2, 1)) == "1er février 2026"


def test_a_list_ends_with_a_word():
    assert listed(["a", "b", "c"], "ou") == "a, b ou c"


def test_typed_words_get_the_spaces_of_print():
    assert typeset("L'âge :  « oui » ou 2 000 ?") == "L’âge : « oui » ou 2 000 ?"


def test_a_space_that_nobody_typed_is_not_added():
    assert typeset("How often? Yes: daily") == "How often? Yes: daily"


def test_control_characters_are_dropped():
    assert typeset("a\x08b\x00c") == "abc"


def test_a_sentence_has_one_full_stop():
    assert sentence("c’est fait.") == "C’est fait."
