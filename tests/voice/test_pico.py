"""The installed voice says words, at two speeds, and comes back from anything."""

from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.voice import pico
from arpent.voice.encoding import encoded, seconds
from arpent.voice.engines import installed
from arpent.voice.pico import KEPT_AFTER, KEPT_BEFORE, MOST, MOST_IN_A_WORD, Pico, parts, trimmed
from arpent.voice.sounds import MP3, sound_of
from arpent.voice.values import RATE, Speed
from tests.voice.speaking import needs_voice

ASKED = "Comment allez-vous aujourd'hui ?"


@needs_voice
def test_words_last_as_long_as_it_takes_to_say_them():
    assert 0.5 < len(Pico().say(ASKED, "fr", Speed.NORMAL)) / 2 / RATE < 3


@needs_voice
def test_the_slow_speed_is_a_fifth_slower():
    usual, slow = (len(Pico().say(ASKED, "fr", speed)) for speed in (Speed.NORMAL, Speed.SLOW))
    assert 1.15 < slow / usual < 1.4


@needs_voice
def test_a_language_without_a_voice_is_refused():
    with pytest.raises(ValueError, match="no voice"):
        Pico().say("Kaixo", "eu", Speed.NORMAL)


@needs_voice
@pytest.mark.parametrize("words", ["", " ", "?!", "<speed level='5'>", "\0", "😀", "a" * 6000])
def test_what_cannot_be_said_does_no_harm(words: str):
    assert len(Pico().say(words, "fr", Speed.NORMAL)) % 2 == 0


@needs_voice
def test_sound_becomes_mp3_of_32_kilobits():
    sound = Pico().say(ASKED, "fr", Speed.NORMAL)
    file = encoded(sound)
    assert sound_of(file) == MP3
    assert seconds(len(file)) == pytest.approx(len(sound) / 2 / RATE, abs=0.15)


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_the_engine_is_given_no_order_and_no_endless_word(words: str):
    for part in parts(words):
        assert not set('<>&"\0') & set(part)
        assert all(len(word) <= MOST_IN_A_WORD for word in part.split())


def test_a_long_text_is_given_in_parts():
    assert all(len(part) <= MOST for part in parts("des mots " * 500))
    assert "".join(parts("des mots " * 500)).count("mots") == 500


def test_silence_around_the_words_goes():
    sound = array("h", [0] * RATE + [5000] * 100 + [0] * RATE)
    assert len(trimmed(sound.tobytes())) // 2 == KEPT_BEFORE + 100 + KEPT_AFTER - 1
    assert trimmed(array("h", [0] * RATE).tobytes()) == b""


def test_without_the_engine_there_is_no_voice(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pico, "INSTALLED", False)
    assert installed("pico") is None
