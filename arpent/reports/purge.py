"""Taking quotes out of reports on the day when the answers that they come from are erased."""

import logging
from datetime import date

from arpent.reports.actions import withdraw_report
from arpent.reports.assembly import document
from arpent.reports.models import Report, ReportQuerySet
from arpent.reports.printed import printed
from arpent.reports.tasks import drawn, keep

log = logging.getLogger(__name__)


def reports_with_quotes(on: date) -> ReportQuerySet:
    """Those that print texts of a campaign past its day."""
    return Report.objects.filter(quoted__gt=0, freeze__campaign__purge_on__lte=on)


def forget_quotes(*, on: date) -> int:
    """Write these reports again from their results alone. To be called once the answers are erased."""
    due = list(reports_with_quotes(on).select_related("freeze__campaign__study__territory"))
    for report in due:
        _without_quotes(report)
    return len(due)


def _without_quotes(report: Report) -> None:
    """Rather no report than a report that keeps what was to be erased."""
    try:
        said = document(report)
        keep(report, said, printed(said, drawn(said)))
    except Exception:
        log.exception("report %s cannot be written without its quotes", report.pk)
        _emptied(report)


def _emptied(report: Report) -> None:
    withdraw_report(report=report)
    for file in (report.pdf, report.easy_pdf, report.workbook):
        file.delete(save=False)
    report.body, report.quoted, report.easy_session = "", 0, None
    report.save()
    report.fail(
        "Les citations de ce rapport devaient être effacées et il n’a pas pu être réécrit sans elles. "
        "Demandez un nouveau rapport : les chiffres sont gardés."
    )
