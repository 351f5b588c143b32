"""What a person decides about answers: make them immutable."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from django.db import transaction

from arpent.accounts.models import User
from arpent.analysis.gathering import open_answers
from arpent.analysis.models import Freeze, Margin, OpenAnswer
from arpent.analysis.tasks import make_freeze
from arpent.collection.models import Campaign
from arpent.surveys.models import Questionnaire


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
def gather_open_answers(*, campaign: Campaign) -> int:
    """Put what people wrote since last time before those who read. How many there are to read in addition."""
    known = set(
        OpenAnswer.objects.filter(response__link__campaign=campaign).values_list("response", "question")
    )
    new = [
        OpenAnswer(response_id=response, question=question)
        for response, question in open_answers(campaign)
        if (response, question) not in known
    ]
    OpenAnswer.objects.bulk_create(new, batch_size=500)
    return len(new)
