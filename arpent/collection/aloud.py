"""Reading aloud in the runner: the voice that a page is given, and where its clips are."""

from django.http import HttpRequest
from django.urls import reverse

from arpent.collection.models import Link
from arpent.surveys.aloud.reading import clip_keys, keys_of
from arpent.surveys.models import Version
from arpent.ui.aloud import Aloud

ANYTHING = "0"
"""Stands for the keys in an address that is asked for before they are known."""


def voice_addresses(link: Link, edition: str = "") -> list[str]:
    """Where every clip that a link's pages may play is found, in one edition or in all."""
    return [reverse("runner:voice", args=[link.token, key]) for key in clip_keys(link.version, edition)]


def voice_of(request: HttpRequest, link: Link) -> Aloud | None:
    """What can be heard on the pages of a link; none when nothing was prepared."""
    return _aloud(request, link.version, reverse("runner:voice", args=[link.token, ANYTHING]))


def voice_of_preview(request: HttpRequest, version: Version) -> Aloud | None:
    """The same, for those who look at a version before anyone answers it."""
    where = [version.questionnaire.study_id, version.pk, ANYTHING]
    return _aloud(request, version, reverse("collection:preview_voice", args=where))


def _aloud(request: HttpRequest, version: Version, address: str) -> Aloud | None:
    keys = keys_of(version)
    return Aloud(keys, address.removesuffix(ANYTHING), request.GET.get("pace") == "slow") if keys else None
