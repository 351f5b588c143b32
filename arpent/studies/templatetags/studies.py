"""What templates ask about studies: {% load studies %}."""

from collections.abc import Iterable

from django import template

from arpent.studies.models import Step

register = template.Library()


@register.filter
def under_way(steps: Iterable[Step]) -> Step | None:
    """Where a study stands: the first step under way, else the next one; None when all is done."""
    every = sorted(steps, key=lambda step: step.number)
    current = [step for step in every if step.status == Step.Status.CURRENT]
    ahead = [step for step in every if step.status == Step.Status.AHEAD]
    return next(iter(current + ahead), None)
