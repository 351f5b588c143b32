"""The short code with which a person goes on later."""

import uuid
from datetime import datetime

import pytest
from django.core.cache import cache

from arpent.collection import codes

NOW = datetime(2026, 11, 23, 10, 5)  # noqa: DTZ001
LATER = datetime(2026, 11, 23, 11, 0)  # noqa: DTZ001


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


def test_the_check_digit_is_damm_s_own_example():
    assert codes.check_digit("572") == "4"


def test_one_answer_always_has_the_same_code():
    answer = uuid.uuid4()
    assert codes.code_for(answer, 0) == codes.code_for(answer, 0)
    assert codes.code_for(answer, 0) != codes.code_for(answer, 1)


def test_a_code_is_eight_digits_however_it_is_typed():
    code = codes.code_for(uuid.uuid4(), 0)
    assert codes.typed(codes.spaced(code)) == code
    assert codes.typed(f" {code[:2]} {code[2:5]}-{code[5:]} ") == code


def test_one_wrong_digit_is_never_taken_for_another_code():
    code = codes.code_for(uuid.uuid4(), 0)
    for place in range(8):
        for digit in set("0123456789") - {code[place]}:
            assert codes.typed(code[:place] + digit + code[place + 1 :]) is None


def test_two_swapped_neighbours_are_never_taken_for_another_code():
    code = codes.code_for(uuid.uuid4(), 0)
    for place in range(7):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert swapped == code or codes.typed(swapped) is None


@pytest.mark.parametrize("words", ["", "12", "abcdefgh", "٤٨٢١٧٣٩٠", "1234567890"])
def test_what_cannot_be_a_code_is_not_looked_up(words: str):
    assert codes.typed(words) is None


def test_the_same_code_has_another_digest_on_another_link():
    assert codes.digest(1, "12345678") != codes.digest(2, "12345678")


def test_a_digest_says_nothing_without_the_key_of_the_site(settings):
    before = codes.digest(1, "12345678")
    settings.SECRET_KEY = "another key"
    assert codes.digest(1, "12345678") != before


def test_ten_wrong_codes_close_the_door_of_that_link_alone_until_the_hour_ends():
    for _ in range(codes.FAILURES_AN_HOUR):
        assert not codes.too_many_failures(1, NOW)
        codes.count_failure(1, NOW)
    assert codes.too_many_failures(1, NOW)
    assert not codes.too_many_failures(2, NOW)
    assert not codes.too_many_failures(1, LATER)
