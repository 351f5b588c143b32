"""The first state of a draft: empty, from another version, from the bank."""

from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.db import transaction

from arpent.accounts.models import User
from arpent.instrument.canonical import fingerprint, to_json
from arpent.instrument.editing.names import code_from
from arpent.instrument.values import Instrument
from arpent.studies.models import Audience, Study
from arpent.surveys.actions import next_version, stored_name
from arpent.surveys.models import Attachment, Version

EASY = "fr-simple"


def empty(title: str, *, easy: bool) -> Instrument:
    """A questionnaire that asks nothing yet."""
    editions = ("fr", EASY) if easy else ("fr",)
    name = code_from(title, (), otherwise="questionnaire")
    return Instrument(name, {"fr": title}, "", editions, "fr", (), {})


@transaction.atomic
def start_version(*, study: Study, audience: Audience, instrument: Instrument, by: User | None) -> Version:
    """The next version of what the audience is asked, as a draft written here."""
    version = next_version(study=study, audience=audience, instrument=instrument)
    version.content, version.fingerprint = to_json(instrument), fingerprint(instrument)
    version.uploaded_by = by
    version.save()
    return version


@transaction.atomic
def duplicate_version(*, version: Version, audience: Audience, by: User | None) -> Version:
    """A draft that says the same, with copies of its pictures and sounds."""
    study = version.questionnaire.study
    copy = start_version(study=study, audience=audience, instrument=version.instrument, by=by)
    copy_attachments(into=copy, attachments=list(version.attachments.all()))
    return copy


def copy_attachments(*, into: Version, attachments: Sequence[Attachment]) -> None:
    """The version gets its own copies; a name that it has already is left."""
    here = set(into.attachments.values_list("name", flat=True))
    for each in attachments:
        if each.name not in here:
            kept = Attachment(version=into, name=each.name, credit=each.credit, restricted=each.restricted)
            with each.file.open("rb") as content:
                kept.file.save(stored_name(each.name), ContentFile(content.read()), save=True)
