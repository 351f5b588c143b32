"""The worker's part: writing a report."""

import logging

from django.core.files.base import ContentFile
from django.tasks import task

from arpent.reports.assembly import document
from arpent.reports.charts.draw import draw_all
from arpent.reports.crossings.drawing import draw_views
from arpent.reports.highlights import highlights
from arpent.reports.html import body
from arpent.reports.models import Report
from arpent.reports.pdf import pdf
from arpent.reports.printed import printed
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
    charts = {**draw_all(said, lambda done, _total: report.advance(done, parts)), **draw_views(said)}
    laid_out = printed(said, charts)
    report.body = body(laid_out)
    report.pdf.save(f"{report.pk}.pdf", ContentFile(pdf(laid_out, made_at=report.made_at)), save=False)
    report.advance(parts - 1, parts)
    report.workbook.save(f"{report.pk}.xlsx", ContentFile(workbook(said)), save=False)
    report.highlights = highlights(said)
    report.state, report.done = Report.State.READY, parts
    report.save()
