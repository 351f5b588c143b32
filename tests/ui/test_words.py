"""Numbers, shares and days as they are written in French."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from arpent.ui import words


@pytest.fixture(autouse=True)
def french():
    with translation.override("fr"):
        yield


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (7, 0, "7"),
        (1150, 0, "1\u202f150"),
        (1234567.8, 1, "1\u202f234\u202f567,8"),
        (Decimal("12.345"), 2, "12,35"),
        (-3.2, 1, "−3,2"),
    ],
)
def test_thousands_are_apart_by_a_narrow_space(value, decimals, written):
    assert words.number(value, decimals) == written


def test_a_share_is_a_percentage():
    assert words.percent(0.624) == "62\u202f%"
    assert words.percent(0.0625, 1) == "6,3\u202f%"


def test_days_are_in_words():
    assert words.day(date(2026, 11, 23)) == "23 novembre 2026"
    assert words.day(date(2026, 5, 1)) == "1er mai 2026"
    assert words.day_of_year(date(2026, 8, 3)) == "3 août"


def test_a_moment_is_read_where_the_site_lives():
    assert words.day(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == "1er janvier 2027"


@pytest.mark.parametrize(
    ("name", "letters"), [("Alice Tanguy", "AT"), ("Jean de la Tour", "JT"), ("Chloé", "C"), ("", "")]
)
def test_initials_are_of_the_first_and_the_last_word(name, letters):
    assert words.initials(name) == letters
