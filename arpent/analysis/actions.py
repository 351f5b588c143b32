"""What a person decides about answers: make them immutable."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from django.db import transaction

from arpent.accounts.models import User
from arpent.analysis.counting import Progress
from arpent.analysis.gathering import kept_responses, open_answers
from arpent.analysis.measuring import score_code
from arpent.analysis.models import Freeze, Margin, OpenAnswer, Scale, ScaleItem
from arpent.analysis.tasks import make_freeze
from arpent.collection.models import Campaign
from arpent.surveys.models import Questionnaire

AT_ONCE = 500
"""Responses between two steps of the progress bar."""


@transaction.atomic
def freeze_campaign(*, campaign: Campaign, by: User | None) -> Freeze:
    """A freeze to be made by the worker. Asking again while one is being made gives that one."""
    ongoing = campaign.freezes.filter(state__in=(Freeze.State.WAITING, Freeze.State.RUNNING)).first()
    if ongoing:
        return ongoing
    freeze = Freeze.objects.create(campaign=campaign, made_by=by)
    transaction.on_commit(partial(make_freeze.enqueue, freeze.pk))
    return freeze


@transaction.atomic
def set_margin(*, questionnaire: Questionnaire, question: str, sizes: Mapping[str, Decimal]) -> None:
    """Write what is known of a question in the population, in place of what was. No size forgets it."""
    questionnaire.margins.filter(question=question).delete()
    Margin.objects.bulk_create(
        Margin(questionnaire=questionnaire, question=question, choice=choice, size=size)
        for choice, size in sizes.items()
    )


@transaction.atomic
def declare_scale(
    *,
    questionnaire: Questionnaire,
    title: str,
    items: Mapping[str, bool],
    rule: str = Scale.Rule.MEAN,
    most_missing: int = 0,
    descending: bool = False,
    instead_of: Scale | None = None,
) -> Scale:
    """Say that these questions measure one thing, each with whether it is turned. `instead_of` gives way."""
    if instead_of is not None:
        instead_of.delete()
    scale = Scale.objects.create(
        questionnaire=questionnaire,
        code=score_code(title),
        title=title,
        rule=rule,
        most_missing=most_missing,
        descending=descending,
    )
    ScaleItem.objects.bulk_create(
        ScaleItem(scale=scale, question=question, turned=turned) for question, turned in items.items()
    )
    return scale


def gather_open_answers(*, campaign: Campaign, progress: Progress = lambda _done, _total: None) -> int:
    """Put what people wrote since last time before those who read. How many there are to read in addition.

    Written part by part, so that a page may follow: stopped on its way, it goes on from there next time.
    """
    texts = OpenAnswer.objects.filter(response__link__campaign=campaign)
    known = set(texts.values_list("response", "question"))
    total, found = kept_responses(campaign).count(), 0
    progress(0, total)
    new: list[OpenAnswer] = []
    for done, (response, names) in enumerate(open_answers(campaign), 1):
        new += [OpenAnswer(response_id=response, question=n) for n in names if (response, n) not in known]
        if done % AT_ONCE == 0 or done == total:
            OpenAnswer.objects.bulk_create(new, ignore_conflicts=True)
            found, new = found + len(new), []
            progress(done, total)
    OpenAnswer.objects.bulk_create(new, ignore_conflicts=True)
    return found + len(new)
