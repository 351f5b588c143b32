"""What an easy question weighs, from the real server, for a browser that has never seen it: page, style, scripts,
typeface and pictures, headers included. Sound is offered, and not asked for until it is played."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.easy_page import weight
from tests.served import Served, serving

pytestmark = pytest.mark.browser
LIMIT = 60_000
HEAVIEST = ("activites", "sortie", "prefere", "connus")
PREPARE = "import json; from benchmarks.easy_page import prepare; print(json.dumps(prepare()))"
SPOKEN = "from benchmarks.submissions import wait_for_the_voice; wait_for_the_voice()"


def test_an_easy_question_weighs_less_than_60_kilobytes(tmp_path: Path, browser: Browser):
    own = Served(tmp_path).run(PREPARE)
    with serving(tmp_path) as served:
        served.run(SPOKEN)
        weights = {
            name: weight(browser, f"http://localhost:{served.port}{own}/question/{name}/")
            for name in HEAVIEST
        }
    assert max(weights.values()) < LIMIT, weights
    assert min(weights.values()) > LIMIT / 4, weights
