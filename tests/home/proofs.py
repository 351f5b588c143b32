"""As a plugin of pytest: writes which tests are marked as looking at which criteria of RGAA, in the file named by PROOFS."""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The criteria of each test that is really collected, whatever its parameters."""
    found = defaultdict(set)
    for item in items:
        for mark in item.iter_markers("rgaa"):
            found[item.nodeid.split("[")[0]].update(mark.args)
    told = {node: sorted(criteria) for node, criteria in found.items()}
    Path(os.environ["PROOFS"]).write_text(json.dumps(told))
