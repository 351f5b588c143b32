"""When each step of a study of the example began and ended, from the days of its collection."""

from datetime import date, timedelta

from arpent.example.plans import Plan, Stage
from arpent.studies.models import Step, Study

BEFORE = timedelta(days=40)  # each of the five steps before the collection
AFTER = timedelta(days=75)  # the analysis and the restitution
COLLECTION = 6


def starts_on(plan: Plan, on: date) -> date:
    return plan.opens_on(on) - BEFORE * (COLLECTION - 1)


def ends_on(plan: Plan, on: date) -> date:
    return plan.closes_on(on) + AFTER


def date_steps(study: Study, plan: Plan, on: date) -> None:
    """Give each step its days and its status."""
    steps = list(study.steps.order_by("number"))
    for step in steps:
        step.starts_on, step.ends_on = _days(step.number, plan, on)
        step.status = _status(step.number, plan.stage)
        step.done_on = step.ends_on if step.status == Step.Status.DONE else None
    Step.objects.bulk_update(steps, ["starts_on", "ends_on", "status", "done_on"])


def _days(number: int, plan: Plan, on: date) -> tuple[date, date]:
    if number < COLLECTION:
        begins = starts_on(plan, on) + BEFORE * (number - 1)
        return begins, begins + BEFORE - timedelta(days=1)
    if number == COLLECTION:
        return plan.opens_on(on), plan.closes_on(on)
    return plan.closes_on(on) + timedelta(days=1), ends_on(plan, on)


def _status(number: int, stage: Stage) -> str:
    if number < stage.value:
        return Step.Status.DONE
    return Step.Status.CURRENT if number == stage.value else Step.Status.AHEAD
