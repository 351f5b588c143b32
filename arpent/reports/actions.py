"""What a person decides about reports: ask for one, publish it, take it back."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.text import slugify

from arpent.accounts.models import User
from arpent.analysis.models import Freeze
from arpent.reports.models import Report
from arpent.reports.tasks import print_mark, write_report


class NotReady(Exception):
    """The report cannot be published as it stands; the message says why."""


@transaction.atomic
def ask_for_report(*, freeze: Freeze, audience: str, by: User) -> Report:
    """A report to be written by the worker. Asking again while one is being written gives that one."""
    ongoing = freeze.reports.filter(
        audience=audience, state__in=(Report.State.WAITING, Report.State.RUNNING)
    ).first()
    if ongoing:
        return ongoing
    report = Report.objects.create(freeze=freeze, audience=audience, made_by=by)
    transaction.on_commit(partial(write_report.enqueue, report.pk))
    return report


def ask_for_mark(report: Report) -> None:
    """People concerned have read its sentences, or a record counts again: the worker prints the PDF that says so."""
    transaction.on_commit(partial(print_mark.enqueue, report.pk))


@transaction.atomic
def publish_report(*, report: Report, by: User, at: datetime) -> Report:
    """Let anyone read it. An earlier report of the same study gives way to it."""
    if report.audience != Report.Audience.PUBLIC:
        raise NotReady("Un rapport interne ne se publie pas : demandez d’abord un rapport public.")
    if report.state != Report.State.READY:
        raise NotReady("Ce rapport n’est pas encore écrit. Attendez qu’il soit prêt, puis publiez-le.")
    study = report.freeze.campaign.study
    for earlier in Report.objects.published().filter(freeze__campaign__study=study).exclude(pk=report.pk):
        withdraw_report(report=earlier)
    report.slug, report.published_by, report.published_at = f"{slugify(study.title)}-{report.pk}", by, at
    report.save(update_fields=["slug", "published_by", "published_at"])
    return report


def withdraw_report(*, report: Report) -> Report:
    """Take it back: its public address no longer answers. It can be published again."""
    report.published_by, report.published_at = None, None
    report.save(update_fields=["published_by", "published_at"])
    return report
