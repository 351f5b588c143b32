"""How a campaign receives people, whether or not somebody wrote it down."""

from django.core.exceptions import ObjectDoesNotExist

from arpent.collection.care.models import Reception
from arpent.collection.models import Campaign, Link
from arpent.collection.words import is_easy


def reception_of(campaign: Campaign) -> Reception:
    """What was chosen for that campaign, else the words and choices by default."""
    try:
        return campaign.reception
    except ObjectDoesNotExist:
        return Reception(campaign=campaign)


def asks_understanding(reception: Reception, edition: str) -> bool:
    """Whether who reads in that edition is asked what they understood."""
    match reception.asks_understanding:
        case Reception.Asks.ALL:
            return True
        case Reception.Asks.EASY:
            return is_easy(edition)
    return False


def asks_guardian(link: Link) -> bool:
    """Whether the guardian is asked about: of the people concerned only, those who are welcomed in easy words."""
    return link.audience.easy_first and reception_of(link.campaign).asks_guardian
