"""Writing a draft: every change is kept, can be undone and done again, and never falls on somebody else's."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from arpent.accounts.models import User
from arpent.instrument.canonical import fingerprint, from_json, to_json
from arpent.instrument.values import Instrument
from arpent.surveys.actions import VersionFrozen, take_title
from arpent.surveys.models import Draft, Revision, Version

type Edit = Callable[[Instrument], Instrument]


class Go(Protocol):
    """`undo` or `redo`."""

    def __call__(self, *, version: Version, seen: int, at: datetime) -> str: ...


KEPT = 200  # states of a draft; older ones go
ONE_GO = timedelta(seconds=60)  # what one person types in one place without a pause this long is one change


class Meanwhile(Exception):
    """What the person saw has changed since; nothing was written."""


@transaction.atomic
def change(
    *, version: Version, edit: Edit, what: str, by: User | None, at: datetime, place: str = ""
) -> Instrument:
    """Write what the edit makes of the draft as it is now. An edit that changes nothing leaves no trace.

    `place`: where words are typed. Those that follow on what the same person wrote there just before make one
    change with it.
    """
    current, draft = _opened(version, at)
    before = current.instrument
    after = edit(before)
    if after == before:
        return after
    gone, _each = draft.revisions.filter(position__gt=draft.position).delete()
    last = draft.revisions.get(position=draft.position)
    if gone or not draft.position or not _same_go(last, place, by, at):
        draft.position += 1
        last = Revision(draft=draft, position=draft.position, what=what[:200], place=place[:100], by=by)
    last.content, last.at = to_json(after), at
    last.save()
    draft.revisions.filter(position__lte=draft.position - KEPT).delete()
    _show(current, draft, last.content)
    return after


def _same_go(last: Revision, place: str, by: User | None, at: datetime) -> bool:
    return last.place == place[:100] != "" and last.by_id == (by.pk if by else None) and at - last.at < ONE_GO


@transaction.atomic
def undo(*, version: Version, seen: int, at: datetime) -> str:
    """Show the state before, and say what was undone. Raises Meanwhile when `seen` changes are no longer all."""
    return _go(version, seen, at, by=-1)


@transaction.atomic
def redo(*, version: Version, seen: int, at: datetime) -> str:
    """Show again the state that was undone, and say what."""
    return _go(version, seen, at, by=1)


def _go(version: Version, seen: int, at: datetime, *, by: int) -> str:
    current, draft = _opened(version, at)
    if draft.changes != seen:
        raise Meanwhile
    target = draft.revisions.filter(position=draft.position + by).first()
    if target is None:
        return ""
    said = target if by > 0 else draft.revisions.get(position=draft.position)
    draft.position = target.position
    _show(current, draft, target.content)
    return said.what


def _opened(version: Version, at: datetime) -> tuple[Version, Draft]:
    """The version as it is now, locked, with its history, begun if need be."""
    current = Version.objects.select_for_update().get(pk=version.pk)
    if current.is_published:
        raise VersionFrozen(str(current))
    draft, begun = Draft.objects.get_or_create(version=current)
    if begun:
        Revision.objects.create(draft=draft, position=0, content=current.content, at=at)
    return current, draft


def _show(version: Version, draft: Draft, content: str) -> None:
    version.content, version.fingerprint = content, fingerprint(from_json(content))
    version.save(update_fields=["content", "fingerprint"])
    if not Version.objects.published().filter(questionnaire=version.questionnaire_id).exists():
        take_title(version=version)
    draft.changes += 1
    draft.save()


def history(version: Version) -> tuple[int, Revision | None, Revision | None]:
    """How many changes were made, the one that can be undone, and the one that can be done again."""
    draft = Draft.objects.filter(version=version).first()
    if draft is None:
        return 0, None, None
    around = range(max(draft.position - 1, 0), draft.position + 2)
    revisions = draft.revisions.filter(position__in=around).defer("content").select_related("by")
    near = {each.position: each for each in revisions}
    here = near.get(draft.position) if draft.position - 1 in near else None
    return draft.changes, here, near.get(draft.position + 1)
