"""The sentences of a report, as proofreading sees them. Tables and labels are no sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from arpent.falc.documents import read
from arpent.proofreading.documents import Document, passages
from arpent.proofreading.models import Session
from arpent.reports.models import Report

ENDS = (".", "!", "?")


def report_document(report: Report) -> Document:
    """What the page of the report says in sentences, most of which Arpent wrote from the figures."""
    return Document(_key(report), str(report), passages(*_sentences(report.body)))


def mark_of(report: Report) -> Session | None:
    """The proofreading that lets the easy-to-read mark be shown beside exactly these sentences, if there is one."""
    if not Session.objects.about(_key(report)).exists():
        return None
    return Session.objects.opening_the_mark(report_document(report)).first()


def _key(report: Report) -> str:
    return f"rapport-{report.pk}"


def _sentences(body: str) -> Iterator[tuple[str, str, str, bool]]:
    if not body:
        return
    for block in read(body.encode(), "report.html").text.split("\n\n"):
        words = block.strip()
        if words.endswith(ENDS) and "\n" not in words:
            yield _("Phrase du rapport"), "", words, False
