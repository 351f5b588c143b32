"""The worker's part: writing a report."""

import logging
from collections.abc import Callable, Mapping

from django.core.files.base import ContentFile
from django.tasks import task

from arpent.reports.assembly import document
from arpent.reports.charts.draw import Chart, Progress, draw_all
from arpent.reports.crossings.drawing import draw_views
from arpent.reports.document import Document
from arpent.reports.highlights import highlights
from arpent.reports.html import body
from arpent.reports.models import Report
from arpent.reports.pdf import pdf
from arpent.reports.printed import Printed, printed
from arpent.reports.proofreading import mark_of, same_sentences, words_of_the_mark
from arpent.reports.workbook import workbook

log = logging.getLogger(__name__)


@task
def write_report(report_id: int) -> None:
    """Draw, lay out and keep a report; the reason is kept when it fails."""
    report = Report.objects.select_related("freeze__campaign__study__territory").get(pk=report_id)
    try:
        _write(report)
    except Exception:
        log.exception("report %s failed", report_id)
        report.fail(
            "L’écriture du rapport s’est arrêtée sur une erreur inattendue. Recommencez ; "
            "si cela continue, prévenez votre administration."
        )


def _write(report: Report) -> None:
    said = document(report)
    parts = sum(1 for _ in said.sections()) + 2  # the drawings, then the PDF and the workbook
    charts = drawn(said, lambda done, _total: report.advance(done, parts))
    laid_out = printed(said, charts)
    keep(report, said, laid_out, lambda: report.advance(parts - 1, parts))
    report.done = parts
    report.save(update_fields=["done"])


@task
def print_mark(report_id: int) -> None:
    """A second PDF with the easy-to-read mark, when people concerned read exactly the sentences of the report."""
    report = Report.objects.select_related("freeze__campaign__study__territory").get(pk=report_id)
    mark = mark_of(report) if report.state == Report.State.READY else None
    if mark is None or mark.pk == report.easy_session_id:
        return
    said = document(report)
    laid_out = printed(said, drawn(said))
    if not same_sentences(body(laid_out), report):
        log.warning("report %s would be written otherwise today: its PDF stays without a mark", report_id)
        return
    old = report.easy_pdf.name
    made = pdf(laid_out, made_at=report.made_at, easy_mark=words_of_the_mark(mark))
    report.easy_pdf.save(f"{report.pk}-facile.pdf", ContentFile(made), save=False)
    report.easy_session = mark
    report.save(update_fields=["easy_pdf", "easy_session"])
    if old:
        report.easy_pdf.storage.delete(old)


def drawn(said: Document, progress: Progress = lambda _done, _total: None) -> Mapping[str, tuple[Chart, ...]]:
    """Every drawing of a report."""
    return {**draw_all(said, progress), **draw_views(said)}


def keep(
    report: Report, said: Document, laid_out: Printed, halfway: Callable[[], None] = lambda: None
) -> None:
    """The page, the PDF and the workbook, in place of those that the report had."""
    files = (report.pdf, report.easy_pdf, report.workbook)
    old = [(file.storage, file.name or "") for file in files if file]
    report.easy_pdf, report.easy_session = "", None
    report.body = body(laid_out)
    report.pdf.save(f"{report.pk}.pdf", ContentFile(pdf(laid_out, made_at=report.made_at)), save=False)
    halfway()
    report.workbook.save(f"{report.pk}.xlsx", ContentFile(workbook(said)), save=False)
    report.highlights, report.state = highlights(said), Report.State.READY
    report.quoted = sum(len(section.quotes) for section in said.sections())
    report.save()
    for storage, name in old:
        storage.delete(name)
