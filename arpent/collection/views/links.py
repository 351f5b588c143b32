"""The addresses of a campaign: to copy, to print, to scan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from arpent.accounts.http import PersonalRequest
from arpent.collection.models import Campaign, Link, LinkQuerySet
from arpent.collection.reaching.posters import parts
from arpent.collection.reaching.printing import qr as drawn


def links(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """One address for each audience of each association that this person follows."""
    campaign = get_object_or_404(
        Campaign.objects.visible_to(request.user).filter(study=study_id), pk=campaign_id
    )
    shown = [(link, address_of(request, link)) for link in links_of(request, study_id, campaign_id)]
    context = {
        "study": campaign.study,
        "campaign": campaign,
        "phase": campaign.phase(timezone.localdate()),
        "links": shown,
        "parts": parts(len(shown)),
    }
    return render(request, "collection/links.html", context)


def qr(request: PersonalRequest, study_id: int, campaign_id: int, link_id: int) -> HttpResponse:
    """The QR code of an address, as a drawing that stays sharp at any size."""
    link = get_object_or_404(links_of(request, study_id, campaign_id), pk=link_id)
    return HttpResponse(drawn(address_of(request, link)), content_type="image/svg+xml")


def links_of(request: PersonalRequest, study_id: int, campaign_id: int) -> LinkQuerySet:
    """The links of a campaign that this person follows."""
    visible = Link.objects.visible_to(request.user).detailed().defer("version__content")
    return visible.filter(campaign=campaign_id, campaign__study=study_id)


def address_of(request: HttpRequest, link: Link) -> str:
    """The full address that a phone opens."""
    return request.build_absolute_uri(reverse("runner:welcome", args=[link.token]))
