"""The addresses of a campaign: to copy, to print, to scan."""

import io

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from arpent.accounts.http import PersonalRequest
from arpent.collection.models import Campaign, Link, LinkQuerySet
from arpent.surveys.proofreading import mark_of


def links(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """One address for each audience of each association that this person follows."""
    campaign = get_object_or_404(
        Campaign.objects.visible_to(request.user).filter(study=study_id), pk=campaign_id
    )
    shown = [(link, address_of(request, link)) for link in _links(request, study_id, campaign_id)]
    context = {
        "study": campaign.study,
        "campaign": campaign,
        "phase": campaign.phase(timezone.localdate()),
        "links": shown,
    }
    return render(request, "collection/links.html", context)


def qr(request: PersonalRequest, study_id: int, campaign_id: int, link_id: int) -> HttpResponse:
    """The QR code of an address, as a drawing that stays sharp at any size."""
    link = get_object_or_404(_links(request, study_id, campaign_id), pk=link_id)
    drawing = io.BytesIO()
    segno.make(address_of(request, link), error="q", micro=False).save(
        drawing, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


def poster(request: PersonalRequest, study_id: int, campaign_id: int, link_id: int) -> HttpResponse:
    """A sheet to print and hang up, for one audience of one association."""
    link = get_object_or_404(_links(request, study_id, campaign_id), pk=link_id)
    return _posters(request, [link])


def posters(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """All the sheets at once, one a page."""
    get_object_or_404(Campaign.objects.visible_to(request.user).filter(study=study_id), pk=campaign_id)
    return _posters(request, list(_links(request, study_id, campaign_id)))


def _posters(request: PersonalRequest, shown: list[Link]) -> HttpResponse:
    marks = {link.version_id: mark_of(link.version) for link in shown}
    sheets = [(link, address_of(request, link), marks[link.version_id]) for link in shown]
    return render(request, "collection/poster.html", {"sheets": sheets})


def _links(request: PersonalRequest, study_id: int, campaign_id: int) -> LinkQuerySet:
    visible = Link.objects.visible_to(request.user).detailed().defer("version__content")
    return visible.filter(campaign=campaign_id, campaign__study=study_id)


def address_of(request: HttpRequest, link: Link) -> str:
    """The full address that a phone opens."""
    return request.build_absolute_uri(reverse("runner:welcome", args=[link.token]))
