from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from arpent.accounts.http import PersonalRequest
from arpent.home.agenda import tasks
from arpent.reports.models import Report
from arpent.studies.models import Method, MethodStep, Study


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """The public page of the network: what it has published."""
    reports = Report.objects.published().select_related("freeze__campaign__study__territory")
    steps = MethodStep.objects.filter(method=Method.objects.first())
    return render(request, "home/front.html", {"reports": reports.order_by("-published_at"), "steps": steps})


def workplace(request: PersonalRequest) -> HttpResponse:
    """Where a person starts: the studies they follow, and what each asks of them."""
    studies = Study.objects.visible_to(request.user).select_related("territory").prefetch_related("steps")
    today = timezone.localdate()
    benches = [(study, tasks(study=study, user=request.user, on=today)) for study in studies]
    return render(request, "home/workplace.html", {"benches": benches})
