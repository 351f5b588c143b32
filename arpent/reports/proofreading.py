"""The sentences of a report, as proofreading sees them. Tables and labels are no sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arpent.falc.documents import read
from arpent.proofreading.documents import Document, passages
from arpent.proofreading.models import Session
from arpent.reports.models import Report
from arpent.ui.words import day

ENDS = (".", "!", "?")


def report_document(report: Report) -> Document:
    """What the page of the report says in sentences, most of which Arpent wrote from the figures."""
    return Document(_key(report), str(report), passages(*_sentences(report.body)))


def mark_of(report: Report) -> Session | None:
    """The proofreading that lets the easy-to-read mark be shown beside exactly these sentences, if there is one."""
    if not Session.objects.about(_key(report)).exists():
        return None
    return Session.objects.mark_of(report_document(report))


def words_of_the_mark(session: Session) -> tuple[str, ...]:
    """What a PDF says of the proofreading, line by line: of the sentences, for nobody read the tables."""
    read_by = ngettext(
        "%(n)s personne avec un handicap intellectuel a relu les phrases de ce rapport.",
        "%(n)s personnes avec un handicap intellectuel ont relu les phrases de ce rapport.",
        session.people,
    )
    told = (
        _("Phrases faciles à lire et à comprendre"),
        read_by % {"n": session.people},
        f"{session.names}." if session.names else "",
        f"{session.place}, {day(session.held_on)}.",
    )
    return tuple(line for line in told if line)


def same_sentences(body: str, report: Report) -> bool:
    """Whether that page says, word for word, what the report says."""
    return list(_sentences(body)) == list(_sentences(report.body))


def _key(report: Report) -> str:
    return f"rapport-{report.pk}"


def _sentences(body: str) -> Iterator[tuple[str, str, str, bool]]:
    if not body:
        return
    for block in read(body.encode(), "report.html").text.split("\n\n"):
        words = block.strip()
        if words.endswith(ENDS) and "\n" not in words:
            yield _("Phrase du rapport"), "", words, False
