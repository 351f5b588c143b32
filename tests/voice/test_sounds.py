"""A sound is known by what it holds, never by its name."""

import pytest

from arpent.voice.sounds import M4A, MP3, OGG, WAV, WEBM, Sound, sound_of


@pytest.mark.parametrize(
    ("head", "sound"),
    [
        (b"ID3\x04" + bytes(20), MP3),
        (b"\xff\xf3\x48\xc4", MP3),
        (b"\xff\xfb\x90\x64", MP3),
        (b"OggS\0\x02", OGG),
        (b"RIFF\x24\0\0\0WAVEfmt ", WAV),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm", WEBM),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", M4A),
        (b"RIFF\x24\0\0\0WEBPVP8 ", None),
        (b"\x1aE\xdf\xa3 matroska", None),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", None),
        (b"<html>", None),
        (b"\xff\xff\xff\xff", None),
        (b"\0\0\0\x20ftypavif", None),
        (b"", None),
    ],
)
def test_what_a_file_holds_is_told_by_its_first_bytes(head: bytes, sound: Sound | None):
    assert sound_of(head) == sound
