from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """A day of the campaign, at ten; nothing was tried yet."""
    cache.clear()
    with time_machine.travel("2026-11-23 10:00+01:00", tick=False):
        yield
