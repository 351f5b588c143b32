"""How people are received, what the person's own no changes, and taking answers back: an answer goes, a count stays."""

from collections.abc import Sequence
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from arpent.collection.care.models import Check, Reception
from arpent.collection.models import Link, Response
from arpent.surveys.aloud.asking import ask_for_voice

ONE_DAY = 86_400


def count_refusal(*, link: Link, begun: UUID) -> None:
    """One more person who said no, once however often the page is sent: nothing else is kept of them."""
    if cache.add(f"refused-{begun}", 1, timeout=ONE_DAY):
        Link.objects.filter(pk=link.pk).update(refusals=F("refusals") + 1)


@transaction.atomic
def receive(*, reception: Reception, checks: Sequence[Check]) -> None:
    """Keep how a campaign receives people; its questions of before give way to these."""
    reception.save()
    reception.checks.all().delete()
    for check in checks:
        check.reception = reception
    Check.objects.bulk_create(checks)
    for version in reception.campaign.versions.all():
        ask_for_voice(version=version)  # these words are heard too


@transaction.atomic
def turn_away(*, response: Response) -> None:
    """The person does not want to be answered for: what was begun is erased, and one more no is counted."""
    erased, _rows = Response.objects.filter(pk=response.pk, status=Response.Status.ONGOING).delete()
    if erased:
        Link.objects.filter(pk=response.link_id).update(refusals=F("refusals") + 1)


@transaction.atomic
def withdraw(*, response: Response) -> bool:
    """Erase answers that were sent. False when another page did it meanwhile."""
    erased, _rows = Response.objects.kept().filter(pk=response.pk).delete()
    if erased:
        Link.objects.filter(pk=response.link_id).update(withdrawals=F("withdrawals") + 1)
    return bool(erased)
