"""Sound as MP3, which every browser plays: 32 kbit/s, one channel. Files put end to end are one file."""

try:
    import lameenc
except ImportError:  # it comes with the optional part
    lameenc = None

from arpent.voice.values import RATE

INSTALLED = lameenc is not None
KILOBITS = 32
QUALITY = 7  # of 0, the best and slowest, to 9


def encoded(sound: bytes) -> bytes:
    """Samples at `RATE` as an MP3 file."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(KILOBITS)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    return bytes(encoder.encode(sound) + encoder.flush())


def seconds(size: int) -> float:
    """How long a file of that many bytes lasts."""
    return size * 8 / (KILOBITS * 1000)
