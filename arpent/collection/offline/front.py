"""The front page of a kiosk, between two people: which questionnaire is theirs, with a picture and a voice."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from arpent.collection.models import Link, LinkQuerySet
from arpent.collection.offline.models import Device

CHOOSE = _("Choisissez votre questionnaire.")


def links_of(device: Device) -> LinkQuerySet:
    """The questionnaires of the device's association."""
    return _beside(device.campaign_id, device.participation_id)


def said_in_front(link: Link) -> list[str]:
    """What can be heard on the page that leads to that questionnaire, and to those beside it."""
    return [str(CHOOSE), *_titles(_beside(link.campaign_id, link.participation_id))]


def _beside(campaign: int, participation: int) -> LinkQuerySet:
    own = Link.objects.filter(campaign=campaign, participation=participation)
    return own.detailed().order_by("version__questionnaire__audience__rank")


def _titles(links: Iterable[Link]) -> list[str]:
    return list(dict.fromkeys(link.audience.title for link in links))
