"""A draft keeps every change: undone, done again, and never on top of somebody else's."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arpent.instrument.canonical import to_json
from arpent.instrument.editing import items, wording
from arpent.instrument.values import Instrument
from arpent.instrument.xlsform import read_xlsform
from arpent.surveys.actions import VersionFrozen, VersionUnfinished, publish_version
from arpent.surveys.editor.drafts import KEPT, Meanwhile, change, history, redo, undo
from arpent.surveys.models import Draft, Version
from tests.cast import Cast
from tests.instrument.editing.edits import applied, edits
from tests.surveys.forms import GOOD

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def titled(words: str):
    return lambda instrument: wording.with_title(instrument, {"fr": words})


def write(version: Version, words: str, **options) -> None:
    options = {"by": None, "at": NOW, "what": words} | options
    change(version=version, edit=titled(words), **options)


def title(version: Version) -> str:
    version.refresh_from_db()
    return version.instrument.title["fr"]


def seen(version: Version) -> int:
    return history(version)[0]


def test_a_change_is_undone_and_done_again(draft: Version):
    before = title(draft)
    write(draft, "Un")
    write(draft, "Deux")
    assert undo(version=draft, seen=seen(draft), at=NOW) == "Deux"
    assert title(draft) == "Un"
    assert undo(version=draft, seen=seen(draft), at=NOW) == "Un"
    assert title(draft) == before
    assert undo(version=draft, seen=seen(draft), at=NOW) == ""
    assert redo(version=draft, seen=seen(draft), at=NOW) == "Un"
    assert redo(version=draft, seen=seen(draft), at=NOW) == "Deux"
    assert title(draft) == "Deux"


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_undoing_everything_gives_back_exactly_what_there_was(draft: Version, data: st.DataObject):
    Draft.objects.filter(version=draft).delete()
    begun = to_json(read_xlsform(GOOD.encode(), "repit.md").instrument)
    Version.objects.filter(pk=draft.pk).update(content=begun)
    draft.refresh_from_db()
    states = [draft.content]
    instrument: Instrument = draft.instrument
    for number in range(data.draw(st.integers(1, 8))):
        edit = data.draw(edits(instrument))
        instrument = change(
            version=draft, edit=lambda now, edit=edit: applied(now, edit), what=str(number), by=None, at=NOW
        )
        draft.refresh_from_db()
        if draft.content != states[-1]:
            states.append(draft.content)
    for step, expected in ((undo, states[-2::-1]), (redo, states[1:])):
        for content in expected:
            step(version=draft, seen=seen(draft), at=NOW)
            draft.refresh_from_db()
            assert draft.content == content


def test_what_was_undone_is_forgotten_by_a_new_change(draft: Version):
    write(draft, "Un")
    undo(version=draft, seen=1, at=NOW)
    write(draft, "Deux")
    assert history(draft)[2] is None


def test_words_typed_in_one_go_are_one_change(draft: Version):
    for number, words in enumerate(("U", "Un", "Un t")):
        write(draft, words, what="titre", place="titre", at=NOW + timedelta(seconds=number))
    write(draft, "Un titre", what="titre", place="titre", at=NOW + timedelta(minutes=5))
    undo(version=draft, seen=seen(draft), at=NOW)
    assert title(draft) == "Un t"
    undo(version=draft, seen=seen(draft), at=NOW)
    assert title(draft) == "Le répit des familles"


def test_nobody_undoes_what_they_have_not_seen(draft: Version):
    write(draft, "Un")
    write(draft, "Deux")
    with pytest.raises(Meanwhile):
        undo(version=draft, seen=1, at=NOW)
    assert title(draft) == "Deux"


def test_a_change_that_changes_nothing_leaves_no_trace(draft: Version):
    write(draft, "Le répit des familles")
    assert history(draft) == (0, None, None)


def test_old_states_go(draft: Version):
    for number in range(KEPT + 3):
        write(draft, f"Titre {number}")
    assert Draft.objects.get().revisions.count() == KEPT


def test_a_published_version_is_not_written(draft: Version):
    write(draft, "Un")
    publish_version(version=draft, by=None, at=NOW)
    with pytest.raises(VersionFrozen):
        write(draft, "Deux")


def test_publishing_forgets_how_it_was_written(draft: Version, cast: Cast):
    write(draft, "Un", by=cast.alice)
    publish_version(version=draft, by=None, at=NOW)
    assert not Draft.objects.exists()


def test_an_unfinished_version_is_not_published(draft: Version):
    change(
        version=draft, edit=lambda i: items.add_section(i, {"fr": "Vide"})[0], what="section", by=None, at=NOW
    )
    draft.refresh_from_db()
    with pytest.raises(VersionUnfinished):
        publish_version(version=draft, by=None, at=NOW)
