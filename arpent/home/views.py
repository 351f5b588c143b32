from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from arpent.reports.models import Report
from arpent.studies.models import Study


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """The public page of the network: what it has published."""
    reports = Report.objects.published().select_related("freeze__campaign__study__territory")
    return render(request, "home/front.html", {"reports": reports})


def workplace(request: HttpRequest) -> HttpResponse:
    """Where a person starts: the studies they follow."""
    studies = Study.objects.visible_to(request.user).select_related("territory")  # type: ignore[arg-type]
    return render(request, "home/workplace.html", {"studies": studies})
