"""Every association of a campaign written to at once, by who may invite in several."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.collection.models import Campaign, Link
from arpent.collection.reaching.everywhere import (
    Share,
    ask_everywhere,
    last_mailing,
    move_everywhere,
    peopled,
    shares,
)
from arpent.collection.reaching.listing import inviting
from arpent.collection.reaching.mailings import MOVES, MailingRefused
from arpent.collection.reaching.messages import SAMPLE, message
from arpent.collection.reaching.models import Mailing, Wording
from arpent.collection.reaching.views.mailings import easy_sample, kind_named
from arpent.collection.reaching.wordings import correspondence_of


def write_everywhere(request: PersonalRequest, study_id: int, campaign_id: int, letter: str) -> HttpResponse:
    """How many people each place writes to, what they will read, the button, and how far it is."""
    campaign, links = _links(request, study_id, campaign_id)
    kind, today = kind_named(letter), timezone.localdate()
    site = request.build_absolute_uri("/").rstrip("/")
    if request.method == "POST":
        try:
            ask_everywhere(links=links, kind=kind, site=site, by=request.user, on=today, seen=_seen(request))
        except MailingRefused as refused:
            messages.error(request, str(refused))
        return redirect("collection:write_everywhere", study_id, campaign_id, letter)
    found = shares(peopled(links), kind, today)
    under_way = Mailing.objects.filter(link__in=links).exclude(state=Mailing.State.DONE)
    context = {
        "study": campaign.study,
        "campaign": campaign,
        "kind": Wording.Kind(kind),
        "shares": found,
        "people": sum(share.people for share in found),
        "seen": last_mailing(links),
        "under_way": under_way.select_related("link__participation__organisation"),
        "at_work": any(mailing.is_at_work for mailing in under_way),
        "samples": _samples(found, kind, site),
        "writer": correspondence_of(campaign),
    }
    return render(request, "collection/reaching/everywhere.html", context)


@require_POST
def move(request: PersonalRequest, study_id: int, campaign_id: int, letter: str, move: str) -> HttpResponse:
    """Stop everything, go on with it, or leave the rest unsent."""
    _campaign, links = _links(request, study_id, campaign_id)
    if move not in MOVES:
        raise Http404
    move_everywhere(links=links, move=move)
    return redirect("collection:write_everywhere", study_id, campaign_id, kind_named(letter))


def _links(request: PersonalRequest, study_id: int, campaign_id: int) -> tuple[Campaign, list[Link]]:
    visible = Campaign.objects.visible_to(request.user).filter(study=study_id).select_related("study")
    campaign = get_object_or_404(visible, pk=campaign_id)
    links = list(inviting(request.user, campaign))
    if not links:
        raise Http404
    return campaign, links


def _seen(request: PersonalRequest) -> int:
    written = request.POST.get("seen", "")
    return int(written) if written.isdecimal() and len(written) < 19 else -1


def _samples(found: list[Share], kind: str, site: str) -> list[tuple[Link, object]]:
    """The message of the first place that writes in each register: the others differ by their names."""
    first: dict[bool, Link] = {}
    for share in found:
        if share.people:
            first.setdefault(share.link.audience.easy_first, share.link)
    return [
        (link, message(easy_sample() if easy else SAMPLE, link=link, kind=kind, site=site))
        for easy, link in first.items()
    ]
