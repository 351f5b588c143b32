"""What kind of sound a file holds, by its content: its name is not believed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sound:
    """A kind of sound that browsers play."""

    ending: str
    content_type: str


MP3 = Sound(".mp3", "audio/mpeg")
OGG = Sound(".ogg", "audio/ogg")
WAV = Sound(".wav", "audio/wav")
WEBM = Sound(".webm", "audio/webm")
M4A = Sound(".m4a", "audio/mp4")
SOUNDS = (MP3, OGG, WAV, WEBM, M4A)
HEAD = 64
"""Bytes that are enough to tell."""

_BRANDS = (b"M4A ", b"mp42", b"mp41", b"isom", b"iso2", b"iso5", b"iso6", b"dash", b"M4B ")


def sound_of(head: bytes) -> Sound | None:
    """What the first bytes of a file say it is; none for anything that is not one of ours."""
    if head.startswith(b"ID3") or _is_mp3_frame(head):
        return MP3
    if head.startswith(b"OggS"):
        return OGG
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return WAV
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head:
        return WEBM
    return M4A if head[4:8] == b"ftyp" and head[8:12] in _BRANDS else None


def _is_mp3_frame(head: bytes) -> bool:
    """A frame of layer III, of any MPEG version, with a bit rate and a sampling rate that exist."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    return version != 1 and layer == 1 and head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3
