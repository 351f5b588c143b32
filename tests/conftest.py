import fcntl
import os
import shutil
import subprocess
import sys
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


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation whose database is ready, made by the command, once for all workers: to look at or copy."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    home = shared / "migrated"
    with (shared / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            home.mkdir(mode=0o755)
            variables = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
            variables |= {"ARPENT_HOME": str(home), "DJANGO_SETTINGS_MODULE": "arpent.site.settings"}
            migrate = [sys.executable, "-m", "arpent", "manage", "migrate", "--verbosity", "0"]
            subprocess.run(migrate, env=variables, check=True)
    return home


@pytest.fixture
def home(migrated: Path, tmp_path: Path) -> Path:
    """An installation of one's own, without anything in it yet."""
    return shutil.copytree(migrated, tmp_path / "home")
