"""When the worker is killed, nobody waits for it: what it was doing is said to be interrupted."""

from pathlib import Path

import pytest
from django.apps import apps
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from arpent.analysis.models import Freeze
from arpent.analysis.topics.models import TextWork
from arpent.command.interrupted import TASKS, say_interrupted
from arpent.reports.models import Report
from arpent.ui.work import Work
from tests.world import World

pytestmark = pytest.mark.usefixtures("files")


def _task(path: str, pk: int, status: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        task_path=path,
        args_kwargs={"args": [pk], "kwargs": {}},
        status=status,
        backend_name="default",
        run_after=timezone.now(),
    )


@pytest.fixture
def freeze(world: World) -> Freeze:
    return Freeze.objects.create(campaign=world.campaign, state=Freeze.State.RUNNING)


def test_a_freeze_that_was_being_made_is_said_to_be_interrupted(freeze: Freeze):
    task = _task("arpent.analysis.tasks.make_freeze", freeze.pk, "RUNNING")
    assert say_interrupted() == 1
    freeze.refresh_from_db()
    task.refresh_from_db()
    assert (freeze.state, task.status) == (Freeze.State.FAILED, "FAILED")
    assert "Demandez-le à nouveau" in freeze.error


def test_a_report_whose_task_is_lost_is_said_to_be_interrupted(freeze: Freeze):
    Freeze.objects.update(state=Freeze.State.READY, sha256="f" * 64)
    report = Report.objects.create(freeze=freeze, audience="inside")
    assert say_interrupted() == 1
    report.refresh_from_db()
    assert report.state == Report.State.FAILED


def test_work_on_texts_whose_task_is_lost_is_said_to_be_interrupted(world: World):
    work = TextWork.objects.create(campaign=world.campaign, kind="gather", state=TextWork.State.RUNNING)
    assert say_interrupted() == 1
    work.refresh_from_db()
    assert work.state == TextWork.State.FAILED


def test_nothing_that_a_page_follows_is_forgotten():
    followed = {model for model in apps.get_models() if issubclass(model, Work)}
    assert followed <= set(TASKS), "a kill would leave its page waiting for ever"


def test_what_waits_for_its_turn_keeps_it(freeze: Freeze):
    _task("arpent.analysis.tasks.make_freeze", freeze.pk, "READY")
    assert say_interrupted() == 0


def test_what_is_done_stays_done(freeze: Freeze, files: Path):
    Freeze.objects.update(state=Freeze.State.READY, sha256="f" * 64)
    _task("arpent.analysis.tasks.make_freeze", freeze.pk, "SUCCESSFUL")
    assert say_interrupted() == 0
