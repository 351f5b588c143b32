"""What a campaign says in easy words before people answer, as proofreading sees it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from arpent.accounts.models import User
from arpent.collection.care.receiving import reception_of
from arpent.collection.care.sayings import DEFAULTS
from arpent.collection.models import Campaign, CampaignQuerySet
from arpent.proofreading.documents import Document, passages
from arpent.studies.models import Study


def campaigns_seen(user: User, study_id: int) -> CampaignQuerySet:
    """Those of a study that this person sees: their words are read by who proofreads, who follows no collection."""
    return Campaign.objects.filter(study__in=Study.objects.visible_to(user).filter(pk=study_id))


def campaign_document(campaign: Campaign) -> Document:
    """What the answers are for, and what is said before and after them, in easy words; only what somebody wrote."""
    told = [(_("À quoi servent les réponses"), "", campaign.easy_purpose, False), *_around(campaign)]
    return Document(f"collecte-{campaign.pk}", str(campaign), passages(*told))


def _around(campaign: Campaign) -> Iterator[tuple[str, str, str, bool]]:
    """The questions that show what was understood, then the words of the end."""
    reception = reception_of(campaign)
    for check in reception.checks.all() if reception.pk else ():
        yield _("Avant de commencer"), "", check.question, True
        yield _("Avant de commencer"), "", check.explanation, False
    for name in DEFAULTS:
        yield _("À la fin"), "", getattr(reception, f"easy_{name}"), False
