import pytest
from django.test import Client

from tests.cast import Cast
from tests.collection.reaching.guests import ONE_QUESTION, signed_in
from tests.collection.stories import Story, form, open_story


@pytest.fixture(autouse=True)
def while_people_answer(on_the_day: None) -> None:
    """Each story happens on a day of the campaign."""


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast, form(ONE_QUESTION))


@pytest.fixture
def alice(cast: Cast) -> Client:
    return signed_in(cast.alice)


@pytest.fixture
def bob(cast: Cast) -> Client:
    return signed_in(cast.bob)
