"""Freeze the example's finished collections and write their reports, at once and in this process."""

from arpent.accounts.models import User
from arpent.analysis.models import Freeze
from arpent.analysis.tasks import make_freeze
from arpent.collection.models import Campaign
from arpent.example.plans import Plan, Stage
from arpent.reports.actions import publish_report
from arpent.reports.models import Report
from arpent.reports.tasks import write_report
from arpent.ui.work import Work

AUDIENCES = {Stage.REPORTED: Report.Audience.INSIDE, Stage.PUBLISHED: Report.Audience.PUBLIC}


def give_back(campaign: Campaign, plan: Plan, *, by: User) -> Report:
    """The report of a finished study, written; published when the plan says so."""
    freeze = Freeze.objects.create(campaign=campaign, made_by=by)
    make_freeze.call(freeze.pk)
    _expect_ready(freeze)
    report = Report.objects.create(freeze=freeze, audience=AUDIENCES[plan.stage], made_by=by)
    write_report.call(report.pk)
    _expect_ready(report)
    if plan.stage is Stage.PUBLISHED:
        publish_report(report=report, by=by, at=report.made_at)
    return report


def _expect_ready(work: Freeze | Report) -> None:
    """Tasks keep what stopped them for a page to show; here nobody looks at the page."""
    work.refresh_from_db()
    if work.state != Work.State.READY:
        raise RuntimeError(f"{work}: {work.error}")
