"""The freezes and reports of a study, as one person sees them."""

from dataclasses import dataclass

from arpent.accounts.models import User
from arpent.analysis.models import Freeze
from arpent.network.models import Organisation
from arpent.reports.local import associations_read_by
from arpent.reports.models import Report
from arpent.studies.models import Study


@dataclass(frozen=True, slots=True)
class Row:
    """One freeze and the reports made from it, the newest first."""

    freeze: Freeze
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All of them; `ongoing` while the worker is busy with one."""

    rows: tuple[Row, ...]
    associations: tuple[Organisation, ...]  # whose own numbers this person may read

    @property
    def ongoing(self) -> bool:
        return any(
            row.freeze.is_ongoing or any(report.is_ongoing for report in row.reports) for row in self.rows
        )


def shelf(study: Study, user: User) -> Shelf:
    """Three queries, whatever their number."""
    freezes = list(
        Freeze.objects.visible_to(user).filter(campaign__study=study).select_related("campaign", "made_by")
    )
    readable = Report.objects.visible_to(user) | Report.objects.published()
    reports = readable.filter(freeze__in=freezes).order_by("-made_at")
    by_freeze: dict[int, list[Report]] = {}
    for report in reports:
        by_freeze.setdefault(report.freeze_id, []).append(report)
    rows = tuple(Row(freeze, tuple(by_freeze.get(freeze.pk, ()))) for freeze in freezes)
    return Shelf(rows, tuple(associations_read_by(user, study)))
