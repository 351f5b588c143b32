"""Sheets that name no one, for who follows a campaign: posters and cards, as PDF."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from arpent.accounts.http import PersonalRequest
from arpent.collection.models import Campaign, Link
from arpent.collection.reaching.posters import IN_ONE_FILE, PAPERS, cards_pdf, posters_pdf
from arpent.collection.reaching.views.letters import pdf_file
from arpent.collection.views.links import address_of, links_of


def poster(
    request: PersonalRequest, study_id: int, campaign_id: int, link_id: int, paper: str
) -> HttpResponse:
    """The sheet to hang up, for one audience of one association."""
    link = get_object_or_404(links_of(request, study_id, campaign_id), pk=link_id)
    return _posters(request, [link], paper, f"{link.participation.organisation.name}, {link.audience.name}")


def posters(request: PersonalRequest, study_id: int, campaign_id: int, paper: str) -> HttpResponse:
    """All the sheets that this person follows, one a page; in several files when they are very many."""
    visible = Campaign.objects.visible_to(request.user).filter(study=study_id)
    campaign = get_object_or_404(visible, pk=campaign_id)
    parts = Paginator(links_of(request, study_id, campaign_id), IN_ONE_FILE)
    part = parts.get_page(request.GET.get("partie"))
    return _posters(request, list(part), paper, campaign.title, part.number if parts.num_pages > 1 else 0)


def _posters(
    request: PersonalRequest, links: list[Link], paper: str, what: str, part: int = 0
) -> HttpResponse:
    if paper not in PAPERS or not links:
        raise Http404
    title, author = _("Affiches : %(what)s") % {"what": what}, links[0].campaign.study.territory.name
    shown = [(link, address_of(request, link)) for link in links]
    made = posters_pdf(shown, title=title, author=author, paper=paper, made_at=timezone.now())
    return pdf_file(made, f"affiches-{slugify(what)}-{paper}{f'-{part}' if part else ''}.pdf")


def cards(request: PersonalRequest, study_id: int, campaign_id: int, link_id: int) -> HttpResponse:
    """Cards with the address of everybody."""
    link = get_object_or_404(links_of(request, study_id, campaign_id), pk=link_id)
    made = cards_pdf(link, address=address_of(request, link), made_at=timezone.now())
    return pdf_file(
        made, f"cartes-{slugify(f'{link.participation.organisation.name} {link.audience.name}')}.pdf"
    )
