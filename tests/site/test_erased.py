"""What is erased cannot be found in a copy of the database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

on_sqlite = pytest.mark.skipif(bool(os.environ.get("ARPENT_DATABASE")), reason="looks at the files of SQLite")

STORY = """
import django; django.setup()
from datetime import date
from arpent.collection.models import Response, Link, Campaign
from tests.cast import gather
from tests.world import build
world = build(gather())
Response.objects.create(link=world.link, edition="fr", day=date(2026, 11, 23), answers={"q": "MOT-A-OUBLIER"})
days = {"opens_on": "2020-01-01", "closes_on": "2020-02-01", "forget_on": "2020-03-01", "purge_on": "2020-03-01"}
Campaign.objects.update(**days)
"""


@on_sqlite
def test_words_that_were_purged_are_in_no_file_of_the_installation(home: Path):
    variables = os.environ | {
        "ARPENT_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "arpent.site.settings",
    }

    def run(*words: str) -> None:
        subprocess.run([sys.executable, *words], env=variables, check=True, capture_output=True)

    run("-c", STORY)
    assert _holds(home, b"MOT-A-OUBLIER")
    run("-m", "arpent", "manage", "purge")
    assert not _holds(home, b"MOT-A-OUBLIER")


def _holds(folder: Path, words: bytes) -> bool:
    return any(words in path.read_bytes() for path in folder.rglob("*") if path.is_file())
