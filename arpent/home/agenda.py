"""What a study asks of a person now, from every room at once."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arpent.accounts.models import User
from arpent.analysis.gathering import campaigns_followed
from arpent.analysis.models import Freeze
from arpent.reports.models import Report
from arpent.studies import agenda
from arpent.studies.agenda import Task
from arpent.studies.models import Study
from arpent.surveys.models import Version
from arpent.ui.words import day


def tasks(*, study: Study, user: User, on: date) -> list[Task]:
    """In the order of the path: steps and participants, questionnaires, collection, freezes and reports."""
    if not Study.objects.run_by(user).filter(pk=study.pk).exists():
        return list(_following(study, user, on))
    steps = agenda.tasks(study=study, steps=list(study.steps.all()), on=on)
    return [*steps, *_questionnaires(study), *_following(study, user, on), *_reports(study)]


def _questionnaires(study: Study) -> Iterator[Task]:
    """The last version of each questionnaire, as long as it is not published."""
    versions = Version.objects.filter(questionnaire__study=study).select_related("questionnaire__audience")
    newest: dict[int, Version] = {}
    for version in versions.order_by("number"):
        newest[version.questionnaire_id] = version
    if not newest:
        yield Task(_("Déposer un questionnaire"), reverse("surveys:upload", args=[study.pk]))
    for version in newest.values():
        if not version.is_published:
            what = _("Relire et publier « %(title)s »") % {"title": version.questionnaire}
            yield Task(what, reverse("surveys:version", args=[study.pk, version.pk]))


def _following(study: Study, user: User, on: date) -> Iterator[Task]:
    """The campaigns that are open: their links to hand out, their answers to follow."""
    for campaign in campaigns_followed(study, user):
        if campaign.is_open(on):
            left = (campaign.closes_on - on).days
            words = ngettext("encore %(left)s jour", "encore %(left)s jours", left) % {"left": left}
            yield Task(
                _("Donner les liens et les affiches"),
                reverse("collection:links", args=[study.pk, campaign.pk]),
                why=_("Chaque association a les siens, pour chaque public."),
            )
            yield Task(
                _("Suivre les réponses"),
                reverse("collection:campaign", args=[study.pk, campaign.pk]),
                why=_("Clôture le %(day)s.") % {"day": day(campaign.closes_on)},
                when=words,
            )


def _reports(study: Study) -> Iterator[Task]:
    """A closed campaign to freeze, a freeze to report on, a report to publish."""
    freezes = Freeze.objects.filter(campaign__study=study, state=Freeze.State.READY)
    address = reverse("reports:list", args=[study.pk])
    closed = study.campaigns.exclude(closed_on=None)
    if closed.exclude(freezes__in=freezes).exists():
        yield Task(_("Geler les réponses"), address, why=_("La collecte est close."))
    reports = Report.objects.filter(freeze__in=freezes)
    if freezes.exists() and not reports.exists():
        yield Task(_("Écrire le rapport"), address, why=_("Les réponses sont gelées."))
    ready = reports.filter(audience=Report.Audience.PUBLIC, state=Report.State.READY)
    if ready.exists() and not ready.exclude(published_at=None).exists():
        yield Task(_("Relire le rapport public, puis le publier"), address)
