"""The bank: questions put in with their author and licence, taken out into drafts, shared or not."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from arpent.accounts.models import User
from arpent.instrument.canonical import to_json
from arpent.instrument.editing.merging import extract, merge
from arpent.instrument.values import Instrument
from arpent.surveys.actions import erase_files, stored_name
from arpent.surveys.attachments import cited
from arpent.surveys.editor.drafts import change
from arpent.surveys.models import Attachment, BankEntry, BankPicture, Version
from arpent.surveys.models.licences import SHAREABLE, Licence


class NotShareable(ValueError):
    """What keeps an entry from the shared bank, each reason in words."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


@transaction.atomic
def add_to_bank(
    *, entry: BankEntry, version: Version, names: Sequence[str], by: User | None, at: datetime
) -> BankEntry:
    """Keep these questions of a version under what the entry says of them. Raises EditRefused."""
    taken = extract(version.instrument, names)
    entry.content, entry.added_by, entry.added_at = to_json(taken), by, at
    entry.save()
    for each in version.attachments.filter(name__in=cited(taken)):
        kept = BankPicture(entry=entry, name=each.name, credit=each.credit, restricted=each.restricted)
        with each.file.open("rb") as content:
            kept.file.save(stored_name(each.name), ContentFile(content.read()), save=True)
    return entry


@transaction.atomic
def insert_entry(*, entry: BankEntry, version: Version, after: str, by: User | None, at: datetime) -> None:
    """Put an entry's questions into a draft, with its pictures."""
    insert_questions(taken=entry.instrument, title=entry.title, version=version, after=after, by=by, at=at)
    here = set(version.attachments.values_list("name", flat=True))
    for each in entry.pictures.all():
        if each.name not in here:
            kept = Attachment(version=version, name=each.name, credit=each.credit, restricted=each.restricted)
            with each.file.open("rb") as content:
                kept.file.save(stored_name(each.name), ContentFile(content.read()), save=True)


def insert_questions(
    *, taken: Instrument, title: str, version: Version, after: str, by: User | None, at: datetime
) -> None:
    """Put these questions into a draft."""
    what = _("« %(title)s » prise de la banque") % {"title": title[:80]}
    change(version=version, edit=lambda i: merge(i, taken, after=after)[0], what=what, by=by, at=at)


def why_not_shared(entry: BankEntry) -> list[str]:
    """What keeps it from the whole network; nothing when it may go."""
    reasons = []
    if not entry.may_be_distributed:
        reasons.append(
            _("Il n’est pas dit qu’elle peut être diffusée. Demandez-le à son auteur, puis cochez la case.")
        )
    if entry.licence not in SHAREABLE:
        label = Licence(entry.licence).label
        reasons.append(_("Sa licence ne le permet pas : %(licence)s.") % {"licence": label})
    kept = [each.name for each in entry.pictures.all() if each.restricted]
    if kept:
        names = ", ".join(kept)
        reasons.append(
            _("La licence de ces images ne le permet pas : %(names)s. Prenez d’autres images.")
            % {"names": names}
        )
    return reasons


@transaction.atomic
def share_entry(*, entry: BankEntry, at: datetime) -> None:
    """Show it to the whole network. Raises NotShareable with every reason."""
    current = BankEntry.objects.select_for_update().get(pk=entry.pk)
    if reasons := why_not_shared(current):
        raise NotShareable(reasons)
    BankEntry.objects.filter(pk=current.pk, shared_at=None).update(shared_at=at)


@transaction.atomic
def remove_entry(*, entry: BankEntry) -> None:
    """Take it out of the bank. The questionnaires that took it keep their questions."""
    files = [each.file for each in entry.pictures.all()]
    entry.delete()
    transaction.on_commit(partial(erase_files, files))
