from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arpent.accounts.http import PersonalRequest
from arpent.analysis.gathering import campaigns_to_freeze
from arpent.analysis.models import Freeze
from arpent.reports.actions import NotReady, ask_for_report, publish_report, withdraw_report
from arpent.reports.files import attachment
from arpent.reports.local import associations_read_by, parts
from arpent.reports.models import Report
from arpent.reports.proofreading import mark_of
from arpent.reports.shelf import shelf
from arpent.studies.models import Study


def index(request: PersonalRequest, study_id: int) -> HttpResponse:
    """The freezes of a study and the reports made from each."""
    study = get_object_or_404(Study.objects.visible_to(request.user), pk=study_id)
    campaigns = campaigns_to_freeze(study, request.user)
    return render(
        request,
        "reports/index.html",
        {
            "study": study,
            "campaigns": campaigns,
            "shelf": shelf(study, request.user),
            "runs": campaigns.exists(),
        },
    )


def progress(request: PersonalRequest, study_id: int) -> HttpResponse:
    """The same list alone, fetched again while work goes on."""
    study = get_object_or_404(Study.objects.visible_to(request.user), pk=study_id)
    runs = Study.objects.run_by(request.user).filter(pk=study_id).exists()
    return render(
        request, "reports/shelf.html", {"study": study, "shelf": shelf(study, request.user), "runs": runs}
    )


@require_POST
def ask(request: PersonalRequest, study_id: int, freeze_id: int) -> HttpResponse:
    """Have a report written, for the network or for everyone."""
    freeze = get_object_or_404(
        Freeze.objects.run_by(request.user), pk=freeze_id, campaign__study=study_id, state=Freeze.State.READY
    )
    audience = Report.Audience.PUBLIC if "public" in request.POST else Report.Audience.INSIDE
    ask_for_report(freeze=freeze, audience=audience, by=request.user)
    return redirect("reports:list", study_id)


def local(request: PersonalRequest, study_id: int, freeze_id: int, organisation_id: int) -> HttpResponse:
    """One association's numbers beside those of the study, for those who may read them."""
    freeze = get_object_or_404(
        Freeze.objects.visible_to(request.user),
        pk=freeze_id,
        campaign__study=study_id,
        state=Freeze.State.READY,
    )
    study = freeze.campaign.study
    own = get_object_or_404(associations_read_by(request.user, study), pk=organisation_id)
    context = {"study": study, "freeze": freeze, "association": own, "parts": parts(freeze, own)}
    return render(request, "reports/local.html", context)


def read(request: PersonalRequest, study_id: int, report_id: int) -> HttpResponse:
    report = _report(request, study_id, report_id)
    may_publish = Report.objects.publishable_by(request.user).filter(pk=report.pk).exists()
    study = report.freeze.campaign.study
    context = {"report": report, "study": study, "may_publish": may_publish, "mark": mark_of(report)}
    return render(request, "reports/read.html", context)


def download(request: PersonalRequest, study_id: int, report_id: int, form: str) -> FileResponse:
    return attachment(_report(request, study_id, report_id), form)


@require_http_methods(["GET", "POST"])
def publish(request: PersonalRequest, study_id: int, report_id: int) -> HttpResponse:
    """Ask what publishing means, then do it."""
    report = get_object_or_404(
        Report.objects.publishable_by(request.user), pk=report_id, freeze__campaign__study=study_id
    )
    if request.method == "GET":
        return render(
            request, "reports/publish.html", {"report": report, "study": report.freeze.campaign.study}
        )
    try:
        publish_report(report=report, by=request.user, at=timezone.now())
        messages.success(request, _("Le rapport est public."))
    except NotReady as reason:
        messages.error(request, str(reason))
    return redirect("reports:read", study_id, report_id)


@require_POST
def withdraw(request: PersonalRequest, study_id: int, report_id: int) -> HttpResponse:
    report = get_object_or_404(
        Report.objects.publishable_by(request.user), pk=report_id, freeze__campaign__study=study_id
    )
    withdraw_report(report=report)
    messages.success(request, _("Le rapport n’est plus public. Vous pouvez le publier de nouveau."))
    return redirect("reports:read", study_id, report_id)


def _report(request: PersonalRequest, study_id: int, report_id: int) -> Report:
    return get_object_or_404(
        Report.objects.visible_to(request.user).select_related("freeze__campaign__study__territory"),
        pk=report_id,
        freeze__campaign__study=study_id,
        state=Report.State.READY,
    )
