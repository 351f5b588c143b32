"""On the day that was promised, no row of anyone's answers is left anywhere."""

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from arpent.analysis.actions import freeze_campaign
from arpent.analysis.dataset import DATA
from arpent.analysis.models import Freeze
from arpent.analysis.results import figures_of
from arpent.analysis.tasks import folder_of, stop
from arpent.collection.imports import receive_file
from arpent.collection.models import IMPORTS, AnswerFile, Response
from arpent.collection.purge import purge
from tests.world import TODAY, World


@pytest.fixture
def freeze(world: World, files: Path, django_capture_on_commit_callbacks) -> Freeze:
    with django_capture_on_commit_callbacks(execute=True):
        made = freeze_campaign(campaign=world.campaign, by=world.cast.alice)
    made.refresh_from_db()
    return made


def _purged_on(day) -> None:
    with time_machine.travel(f"{day} 12:00"):
        call_command("purge", stdout=StringIO())


def test_the_rows_of_a_freeze_go_with_the_raw_answers(world: World, freeze: Freeze):
    _purged_on(world.campaign.purge_on)
    assert not Response.objects.exists()
    assert not (folder_of(freeze.datasets.get()) / DATA).exists()


def test_what_was_worked_out_from_them_stays(world: World, freeze: Freeze):
    before = figures_of(freeze.datasets.get(), voice="own", threshold=5)
    _purged_on(world.campaign.purge_on)
    assert figures_of(freeze.datasets.get(), voice="own", threshold=5) == before


def test_the_rows_stay_until_that_day(world: World, freeze: Freeze):
    _purged_on(world.campaign.purge_on - timedelta(days=1))
    assert (folder_of(freeze.datasets.get()) / DATA).exists()


def test_a_freeze_that_stops_on_its_way_leaves_no_row(freeze: Freeze):
    folder = folder_of(freeze.datasets.get())
    stop(freeze, "Le serveur s’est arrêté.")
    assert not folder.exists()
    assert not freeze.datasets.exists()


@pytest.fixture
def deposited(world: World, files: Path) -> AnswerFile:
    file = SimpleUploadedFile("reponses.csv", b"association;telephone\nLe Gu\xc3\xa9;06\n")
    return receive_file(
        campaign=world.campaign,
        version=world.version,
        participation=None,
        column="association",
        file=file,
        by=world.cast.alice,
    )


@pytest.mark.parametrize(("days", "left"), [(7, 1), (8, 0)])
def test_a_file_that_nobody_confirmed_is_erased_after_a_week(
    deposited: AnswerFile, files: Path, days: int, left: int
):
    purge(on=deposited.day + timedelta(days=days))
    assert len(list(files.rglob("*.csv"))) == left
    assert AnswerFile.objects.count() == left


def test_a_file_that_a_crash_left_behind_is_erased_the_next_day(deposited: AnswerFile, files: Path):
    lost = files / IMPORTS / "lost.csv"
    lost.write_text("06")
    os.utime(lost, (0, 0))
    purge(on=TODAY)
    assert not lost.exists()
    assert Path(deposited.file.path).exists()
