"""What changes a questionnaire and its versions. Once published, nothing here changes a version."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.db.models.fields.files import FieldFile

from arpent.accounts.models import User
from arpent.instrument.canonical import fingerprint, to_json
from arpent.instrument.editing.looking_over import look_over
from arpent.instrument.values import Instrument, text_in
from arpent.instrument.xlsform import Reading
from arpent.studies.models import Audience, Study
from arpent.surveys.aloud.asking import ask_for_voice
from arpent.surveys.attachments import Upload, ending_of, plain_name
from arpent.surveys.models import Attachment, Draft, Questionnaire, Version


class VersionFrozen(ValueError):
    """A published version never changes: answers refer to it."""


class VersionUnfinished(ValueError):
    """Something is still to be written before anyone can be asked."""


@transaction.atomic
def add_version(
    *,
    study: Study,
    audience: Audience,
    reading: Reading,
    content: bytes,
    filename: str,
    by: User | None,
    attachments: Sequence[Upload] = (),
) -> Version:
    """The next version of what an audience of the study is asked, with the file it was read from."""
    instrument = reading.instrument
    version = next_version(
        study=study, audience=audience, instrument=instrument, otherwise=plain_name(filename)
    )
    version.source_name = plain_name(filename)
    version.content, version.fingerprint = to_json(instrument), fingerprint(instrument)
    version.notices = [asdict(notice) for notice in reading.notices]
    version.uploaded_by = by
    version.source.save(stored_name(filename), ContentFile(content), save=True)
    for file in attachments:
        attachment = Attachment(version=version, name=plain_name(file.name or ""))
        attachment.file.save(stored_name(attachment.name), file, save=True)
    return version


def next_version(*, study: Study, audience: Audience, instrument: Instrument, otherwise: str = "") -> Version:
    """The version that comes next for an audience, not kept yet; its questionnaire is made with the first."""
    title = text_in(instrument.title, instrument.default_edition, fallback=otherwise)[:160]
    questionnaire, _made = Questionnaire.objects.get_or_create(
        study=study, audience=audience, defaults={"title": title}
    )
    last = questionnaire.versions.aggregate(last=Max("number"))["last"] or 0
    return Version(questionnaire=questionnaire, number=last + 1)


@transaction.atomic
def publish_version(*, version: Version, by: User | None, at: datetime) -> Version:
    """Freeze it for ever, and forget how it was written. Raises VersionFrozen if that was done, VersionUnfinished
    while something blocks, ValueError if its content was tampered with."""
    instrument = version.instrument
    if fingerprint(instrument) != version.fingerprint:
        raise ValueError(f"the content of {version} is not what its fingerprint names")
    if any(remark.blocks for remark in look_over(instrument)):
        raise VersionUnfinished(str(version))
    draft = Version.objects.filter(pk=version.pk, published_at=None)
    if not draft.update(published_at=at, published_by=by):
        raise VersionFrozen(str(version))
    Draft.objects.filter(version=version).delete()
    version.refresh_from_db()
    take_title(version=version)
    ask_for_voice(version=version)
    return version


def take_title(*, version: Version) -> None:
    """The questionnaire is called as this version is, unless it says no title."""
    instrument = version.instrument
    title = text_in(instrument.title, instrument.default_edition).strip()[:160]
    if title:
        Questionnaire.objects.filter(pk=version.questionnaire_id).exclude(title=title).update(title=title)


@transaction.atomic
def discard_version(*, version: Version) -> None:
    """Take a draft away, with its files; and the questionnaire with its last version."""
    if Version.objects.published().filter(pk=version.pk).exists():
        raise VersionFrozen(str(version))
    files = [version.source, *(attachment.file for attachment in version.attachments.all())]
    version.delete()
    if not version.questionnaire.versions.exists():
        version.questionnaire.delete()
    transaction.on_commit(partial(erase_files, files))


def erase_files(files: Sequence[FieldFile]) -> None:
    """What no row names any more leaves the disk."""
    for file in files:
        if file.name:
            file.storage.delete(file.name)


def stored_name(name: str) -> str:
    """A name on the disk that nobody outside has chosen."""
    return f"{secrets.token_hex(16)}{ending_of(name)}"
