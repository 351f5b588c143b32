"""What a person decides about answers: make them immutable."""

from functools import partial

from django.db import transaction

from arpent.accounts.models import User
from arpent.analysis.models import Freeze
from arpent.analysis.tasks import make_freeze
from arpent.collection.models import Campaign


@transaction.atomic
def freeze_campaign(*, campaign: Campaign, by: User | None) -> Freeze:
    """A freeze to be made by the worker. Asking again while one is being made gives that one."""
    ongoing = campaign.freezes.filter(state__in=(Freeze.State.WAITING, Freeze.State.RUNNING)).first()
    if ongoing:
        return ongoing
    freeze = Freeze.objects.create(campaign=campaign, made_by=by)
    transaction.on_commit(partial(make_freeze.enqueue, freeze.pk))
    return freeze
