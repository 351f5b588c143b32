"""What a campaign says in easy words before people answer, as proofreading sees it."""

from django.utils.translation import gettext as _

from arpent.accounts.models import User
from arpent.collection.models import Campaign, CampaignQuerySet
from arpent.proofreading.documents import Document, passages
from arpent.studies.models import Study


def campaigns_seen(user: User, study_id: int) -> CampaignQuerySet:
    """Those of a study that this person sees: their words are read by who proofreads, who follows no collection."""
    return Campaign.objects.filter(study__in=Study.objects.visible_to(user).filter(pk=study_id))


def campaign_document(campaign: Campaign) -> Document:
    """What the answers are for, in easy words; without passages when nobody wrote any."""
    told = ((_("À quoi servent les réponses"), "", campaign.easy_purpose, False),)
    return Document(f"collecte-{campaign.pk}", str(campaign), passages(*told))
