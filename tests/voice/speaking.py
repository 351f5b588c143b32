"""What needs the machine's voice is skipped where it is not installed, and says so."""

import pytest

from arpent.voice.engines import installed

needs_voice = pytest.mark.skipif(
    installed("pico") is None, reason="no voice installed here: run `make voice`"
)
