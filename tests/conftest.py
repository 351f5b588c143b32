from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from pytest_django import Settings

from tests import world as worlds
from tests.cast import Cast, gather
from tests.world import World

# A busy machine is no fault of the code: invariances are never judged by how long they take.
hypothesis.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("patient")


@pytest.fixture
def cast(db: None) -> Cast:
    """Alice, Bob, Chloé and David in a small network."""
    return gather()


@pytest.fixture
def world(cast: Cast) -> World:
    """Alice's study, whole, with answers."""
    return worlds.build(cast)


@pytest.fixture
def files(tmp_path: Path, settings: Settings) -> Path:
    """A place for uploads and frozen files that goes with the test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
