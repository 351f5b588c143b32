import pytest


@pytest.fixture(autouse=True)
def while_people_answer(on_the_day: None) -> None:
    """Each story happens on a day of the campaign."""
