"""Published reports, for anyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from arpent.reports.files import attachment
from arpent.reports.models import Report
from arpent.reports.proofreading import mark_of


@login_not_required
def read(request: HttpRequest, slug: str) -> HttpResponse:
    report = get_object_or_404(Report.objects.published(), slug=slug)
    return render(request, "reports/publication.html", {"report": report, "mark": mark_of(report)})


@login_not_required
def download(request: HttpRequest, slug: str, form: str) -> FileResponse:
    return attachment(get_object_or_404(Report.objects.published(), slug=slug), form)
