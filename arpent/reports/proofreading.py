"""The sentences of a report, as proofreading sees them. Tables and labels are no sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from arpent.falc.documents import read
from arpent.proofreading.documents import Document, passages
from arpent.reports.models import Report

ENDS = (".", "!", "?")


def report_document(report: Report) -> Document:
    """What the page of the report says in sentences, most of which Arpent wrote from the figures."""
    return Document(f"rapport-{report.pk}", str(report), passages(*_sentences(report.body)))


def _sentences(body: str) -> Iterator[tuple[str, str, str, bool]]:
    if not body:
        return
    for block in read(body.encode(), "report.html").text.split("\n\n"):
        words = block.strip()
        if words.endswith(ENDS) and "\n" not in words:
            yield _("Phrase du rapport"), "", words, False
