from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tests.cast import Cast
from tests.collection.reaching.guests import ONE_QUESTION, signed_in
from tests.collection.stories import Story, form, open_story


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    """A day of the campaign, at ten."""
    cache.clear()
    with time_machine.travel("2026-11-23 10:00+01:00", tick=False):
        yield


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast, form(ONE_QUESTION))


@pytest.fixture
def alice(cast: Cast) -> Client:
    return signed_in(cast.alice)


@pytest.fixture
def bob(cast: Cast) -> Client:
    return signed_in(cast.bob)
