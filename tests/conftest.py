import pytest

from tests.cast import Cast, gather


@pytest.fixture
def cast(db: None) -> Cast:
    """Alice, Bob, Chloé and David in a small network."""
    return gather()
