"""A report as the files that people take away."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.utils.text import slugify

from arpent.reports.models import Report
from arpent.reports.proofreading import mark_of

FORMS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def printed_pdf(report: Report) -> FieldFile:
    """The PDF with the easy-to-read mark while the proofreading that it names still holds, and the plain one otherwise."""
    mark = mark_of(report) if report.easy_pdf else None
    return report.easy_pdf if mark and mark.pk == report.easy_session_id else report.pdf


def attachment(report: Report, form: str) -> FileResponse:
    """The PDF or the workbook of a report. Raises Http404 when it does not exist."""
    file: FieldFile | None = {"pdf": printed_pdf(report), "xlsx": report.workbook}.get(form)
    if not file:
        raise Http404
    name = f"{slugify(report.freeze.campaign.study.title)}-{report.made_at:%Y-%m-%d}.{form}"
    return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=FORMS[form])
