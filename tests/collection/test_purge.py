"""Raw answers are erased on the day that was promised."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command

from arpent.collection.models import AnswerFile, Response
from arpent.collection.purge import purge
from tests.cast import Cast
from tests.collection.stories import PURGE, TODAY, Story, open_story


@pytest.fixture
def story(cast: Cast) -> Story:
    story = open_story(cast)
    link = story.campaign.links.first()
    Response.objects.create(link=link, edition="fr", day=TODAY, status="sent")
    Response.objects.create(link=link, edition="fr", day=TODAY, status="ongoing")
    return story


def test_nothing_is_erased_before_its_day(story: Story):
    purge(on=TODAY + timedelta(days=30))
    assert Response.objects.count() == 2


def test_what_was_begun_and_left_is_erased_after_thirty_days(story: Story):
    assert purge(on=TODAY + timedelta(days=31)).abandoned == 1
    assert Response.objects.get().status == "sent"


def test_all_raw_answers_are_erased_on_the_day_of_the_campaign(story: Story):
    done = purge(on=PURGE)
    assert (done.campaigns, done.answers) == (1, 2)
    assert not Response.objects.exists()
    assert story.campaign.links.exists()


def test_an_imported_file_goes_with_its_answers(cast: Cast, story: Story, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    AnswerFile.objects.create(
        campaign=story.campaign,
        version=story.versions[0],
        column="Association",
        file=ContentFile(b"raw", name="reponses.csv"),
        name="reponses.csv",
        fingerprint="f",
        day=date(2026, 11, 23),
    )
    assert list(tmp_path.rglob("*.csv"))
    purge(on=PURGE)
    assert not list(tmp_path.rglob("*.csv"))


@pytest.mark.parametrize(("options", "left"), [(["--dry-run"], 2), ([], 0)])
def test_the_command_says_what_it_erases(story: Story, options: list[str], left: int):
    said = StringIO()
    with time_machine.travel(f"{PURGE} 12:00"):
        call_command("purge", *options, stdout=said)
    assert "2 réponses de 1 collectes" in said.getvalue()
    assert Response.objects.count() == left
