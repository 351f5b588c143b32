"""What a campaign says in easy words before people answer, as proofreading sees it."""

from django.utils.translation import gettext as _

from arpent.collection.models import Campaign
from arpent.proofreading.documents import Document, passages


def campaign_document(campaign: Campaign) -> Document:
    """What the answers are for, in easy words; without passages when nobody wrote any."""
    told = ((_("À quoi servent les réponses"), "", campaign.easy_purpose, False),)
    return Document(f"collecte-{campaign.pk}", str(campaign), passages(*told))
