"""What a person decides about consolidations."""

from collections.abc import Mapping

from django.db import transaction

from arpent.accounts.models import User
from arpent.analysis.models import FrozenDataset
from arpent.analysis.pooled.models import ConsolidatedFigure, Consolidation


@transaction.atomic
def consolidate(
    *, title: str, grade: int, figures: Mapping[FrozenDataset, str], by: User | None
) -> Consolidation:
    """Bring studies together, one question each, under what is declared of their likeness."""
    made = Consolidation.objects.create(title=title, grade=grade, made_by=by)
    ConsolidatedFigure.objects.bulk_create(
        ConsolidatedFigure(consolidation=made, dataset=dataset, question=question)
        for dataset, question in figures.items()
    )
    return made
