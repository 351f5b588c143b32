"""A version is a draft, then it is frozen."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from arpent.instrument.canonical import to_json
from arpent.studies.models import Audience, Study
from arpent.surveys.actions import VersionFrozen, discard_version, publish_version
from arpent.surveys.comparison import compare
from arpent.surveys.models import Questionnaire, Version
from tests.surveys.conftest import deposited
from tests.surveys.forms import GOOD, SECOND

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def published(draft: Version) -> Version:
    return publish_version(version=draft, by=None, at=NOW)


def test_publishing_gives_a_day_and_keeps_the_fingerprint(draft: Version):
    before = draft.fingerprint
    publish_version(version=draft, by=None, at=NOW)
    assert (draft.published_at, draft.fingerprint) == (NOW, before)


def test_publishing_twice_is_refused(published: Version):
    with pytest.raises(VersionFrozen):
        publish_version(version=published, by=None, at=NOW)


def test_a_content_that_its_fingerprint_does_not_name_is_not_published(draft: Version):
    other = replace(draft.instrument, name="autre")
    Version.objects.filter(pk=draft.pk).update(content=to_json(other))
    draft.refresh_from_db()
    with pytest.raises(ValueError, match="fingerprint"):
        publish_version(version=draft, by=None, at=NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"content": "{}"},
        {"fingerprint": "0" * 64},
        {"number": 9},
        {"source": "ailleurs.xlsx"},
        {"notices": ["autre"]},
        {"published_at": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_database_itself_refuses_to_change_a_published_version(published: Version, change: dict):
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Version.objects.filter(pk=published.pk).update(**change)


def test_a_draft_can_still_change(draft: Version):
    assert Version.objects.filter(pk=draft.pk).update(notices=[]) == 1


def test_the_account_of_who_published_may_be_closed(published: Version, cast):
    Version.objects.filter(pk=published.pk).update(published_by=cast.alice)
    cast.alice.delete()
    published.refresh_from_db()
    assert published.published_by is None


def test_a_published_version_is_not_discarded(published: Version):
    with pytest.raises(VersionFrozen):
        discard_version(version=published)


def test_discarding_a_draft_takes_its_file_away(draft: Version, django_capture_on_commit_callbacks):
    path = Path(draft.source.path)
    with django_capture_on_commit_callbacks(execute=True):
        discard_version(version=draft)
    assert not path.exists()
    assert not Questionnaire.objects.exists()


def test_discarding_the_second_draft_keeps_the_first(study: Study, families: Audience, draft: Version):
    discard_version(version=deposited(study, families, SECOND))
    assert Questionnaire.objects.get().versions.get() == draft


def test_versions_of_an_audience_are_numbered(study: Study, families: Audience, draft: Version):
    assert deposited(study, families, SECOND).number == 2


def test_the_file_is_kept_under_a_name_that_nobody_chose(draft: Version):
    assert "repit" not in draft.source.name
    assert draft.source_name == "repit.md"


def test_what_changed_is_said_question_by_question(study: Study, families: Audience, draft: Version):
    after = deposited(study, families, SECOND)
    difference = compare(draft.instrument, after.instrument)
    assert [change.name for change in difference.added] == ["souhait"]
    assert [(change.name, change.parts) for change in difference.changed] == [("heures", ("ses mots",))]
    assert difference.removed == ()


def test_a_choice_that_changes_changes_its_question(study: Study, families: Audience, draft: Version):
    after = deposited(study, families, GOOD.replace("| Non | Non |", "| Pas du tout | Non |"))
    difference = compare(draft.instrument, after.instrument)
    assert [(change.name, change.parts) for change in difference.changed] == [("temps", ("ses choix",))]


def test_the_same_file_twice_changes_nothing(study: Study, families: Audience, draft: Version):
    assert compare(draft.instrument, deposited(study, families).instrument).is_empty
