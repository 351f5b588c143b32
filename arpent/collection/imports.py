"""Bringing answers gathered elsewhere into a campaign: read, shown, confirmed, then all or nothing."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from arpent.accounts.models import User
from arpent.collection.models import AnswerFile, Campaign, Link, LinkQuerySet, Response
from arpent.collection.sittings import instrument_of
from arpent.instrument.answering import to_plain
from arpent.instrument.exports import Import, read_export
from arpent.instrument.tables import DataRefused
from arpent.studies.models import Participation
from arpent.surveys.models import Version

log = logging.getLogger(__name__)
LISTED = 500
"""How many lines of a report are kept: beyond, the file needs more than a look."""


class FileRefused(ValueError):
    """A file that is already here."""


def fingerprint_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@transaction.atomic
def receive_file(
    *,
    campaign: Campaign,
    version: Version,
    participation: Participation | None,
    column: str,
    file: "UploadedFile[Any]",
    by: User,
) -> AnswerFile:
    """Keep a file to be read. Raises FileRefused when the same one was brought before."""
    fingerprint = fingerprint_of(file.read())
    file.seek(0)
    twins = campaign.files.filter(version=version, fingerprint=fingerprint)
    if twins.exclude(state=AnswerFile.State.REFUSED).exists():
        raise FileRefused(
            _(
                "Ce fichier a déjà été déposé dans cette collecte. Ses réponses ne sont pas comptées deux fois."
            )
        )
    return AnswerFile.objects.create(
        campaign=campaign,
        version=version,
        participation=participation,
        column="" if participation else column,
        file=file,
        name=file.name or "",
        fingerprint=fingerprint,
        imported_by=by,
        day=timezone.localdate(),
    )


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of a file, each with the link of its association."""

    read: Import
    links: Mapping[int, int]  # index of the row → link
    strangers: Mapping[str, list[int]]  # what names no association → its lines


def examine(answer_file: AnswerFile) -> None:
    """Read the file and write down what fits and what does not. Nothing is imported yet."""
    try:
        sorted_rows = _sorted(answer_file)
    except DataRefused as refused:
        answer_file.refuse([str(error) for error in refused.errors])
    except _NoSuchColumn as missing:
        answer_file.refuse([str(missing)])
    except Exception as error:
        log.error("reading import %s failed: %s", answer_file.pk, type(error).__name__)
        answer_file.refuse(
            [_("La lecture s’est arrêtée sur une erreur inattendue. Vérifiez le fichier, puis recommencez.")]
        )
    else:
        answer_file.report = _report(sorted_rows)
        answer_file.rows, answer_file.kept = len(sorted_rows.read.lines), len(sorted_rows.links)
        answer_file.state = AnswerFile.State.READ
        answer_file.save(update_fields=["report", "rows", "kept", "state"])
        if not answer_file.kept:
            answer_file.refuse(
                [
                    _("Aucune ligne n’a d’association connue. Vérifiez la colonne choisie."),
                    *answer_file.report["strangers"],
                ]
            )
    if answer_file.state == AnswerFile.State.REFUSED:
        answer_file.forget_file()


class _NoSuchColumn(ValueError):
    pass


def _sorted(answer_file: AnswerFile) -> Sorted:
    with answer_file.file.open("rb") as file:
        content = file.read()
    instrument = instrument_of(answer_file.version)
    read = read_export(content, answer_file.name, instrument, answer_file.day)
    links = Link.objects.filter(campaign=answer_file.campaign_id, version=answer_file.version_id)
    if answer_file.participation_id:
        only = links.get(participation=answer_file.participation_id).pk
        return Sorted(read, dict.fromkeys(range(len(read.lines)), only), {})
    return _by_column(read, answer_file.column, _named(links))


def _named(links: LinkQuerySet) -> dict[str, int]:
    return {_key(name): pk for name, pk in links.values_list("participation__organisation__name", "pk")}


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()


def _by_column(read: Import, column: str, links: Mapping[str, int]) -> Sorted:
    headers = {_key(header): header for header in read.leftover}
    if _key(column) not in headers:
        found = ", ".join(read.leftover) or _("aucune")
        text = _("La colonne « %(column)s » n’est pas dans le fichier. Colonnes libres : %(found)s.")
        raise _NoSuchColumn(text % {"column": column, "found": found})
    cells = read.leftover[headers[_key(column)]]
    known = {index: links[_key(cell)] for index, cell in enumerate(cells) if _key(cell) in links}
    strangers: dict[str, list[int]] = {}
    for index, cell in enumerate(cells):
        if index not in known:
            strangers.setdefault(cell.strip(), []).append(read.lines[index])
    return Sorted(read, known, strangers)


def _report(rows: Sorted) -> dict[str, list[str]]:
    return {
        "misfits": [str(misfit) for misfit in rows.read.misfits[:LISTED]],
        "strangers": [_stranger(name, lines) for name, lines in rows.strangers.items()][:LISTED],
        "ignored": list(rows.read.ignored_columns),
        "absent": list(rows.read.absent),
    }


def _stranger(name: str, lines: list[int]) -> str:
    shown = ", ".join(map(str, lines[:10])) + ("…" if len(lines) > 10 else "")
    said = (
        _("« %(name)s » n’est pas une association de cette étude")
        if name
        else _("l’association n’est pas écrite")
    )
    return _("Lignes %(lines)s : %(said)s.") % {
        "lines": shown,
        "said": said % {"name": name} if name else said,
    }


def bring_in(answer_file: AnswerFile) -> None:
    """Import what was shown, whole or not at all."""
    try:
        rows = _sorted(answer_file)
        responses = _responses(answer_file, rows)
        with transaction.atomic():
            Response.objects.bulk_create(responses, batch_size=1000)
            answer_file.state, answer_file.kept = AnswerFile.State.DONE, len(responses)
            answer_file.save(update_fields=["state", "kept"])
    except Exception as error:
        log.error(
            "import %s failed: %s", answer_file.pk, type(error).__name__
        )  # no trace: it would cite answers
        answer_file.refuse(
            [_("L’import s’est arrêté sur une erreur inattendue. Rien n’a été importé. Recommencez.")]
        )
    answer_file.forget_file()


def _responses(answer_file: AnswerFile, rows: Sorted) -> list[Response]:
    edition = instrument_of(answer_file.version).default_edition
    return [
        Response(
            link_id=rows.links[index],
            status=Response.Status.SENT,
            answers=to_plain(row.answers),
            edition=edition,
            mode=Response.Mode.IMPORTED,
            day=answer_file.day,
            brought_by=answer_file,
        )
        for index, row in enumerate(rows.read.rows)
        if index in rows.links
    ]


@transaction.atomic
def give_up(*, answer_file: AnswerFile) -> int:
    """Take a file and the answers that it brought out of the campaign. Returns how many answers."""
    brought = answer_file.responses.count()
    answer_file.delete()
    transaction.on_commit(answer_file.forget_file)
    return brought
