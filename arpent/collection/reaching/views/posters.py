"""Sheets that name no one, for who follows a campaign: posters and cards, as PDF."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from arpent.ui.words import NARROW


def poster(
    request: PersonalRequest, study_id: int, campaign_id: int, link_id: int, paper: str
) -> HttpResponse:
    """The sheet to hang up, for one audience of one association."""
    return _posters(request, _one(request, study_id, campaign_id, link_id), paper)


def posters(request: PersonalRequest, study_id: int, campaign_id: int, paper: str) -> HttpResponse:
    """All the sheets that this person follows, one a page; in several files when they are very many."""
    return _posters(request, _several(request, study_id, campaign_id), paper)


def cards(request: PersonalRequest, study_id: int, campaign_id: int, link_id: int) -> HttpResponse:
    """Cards with the address of everybody, for one audience of one association."""
    return _cards(request, _one(request, study_id, campaign_id, link_id))


def all_cards(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """All the cards, a sheet for each audience of each association; in as many files as posters."""
    return _cards(request, _several(request, study_id, campaign_id))


@dataclass(frozen=True, slots=True)
class Printed:
    """What goes into one file, and what the file is of."""

    links: Sequence[Link]
    what: str
    part: int = 0  # none when it is whole

    def title(self, kind: str) -> str:
        return f"{kind}{NARROW}: {self.what}"

    def file_name(self, kind: str) -> str:
        return f"{kind}-{slugify(self.what)}{f'-{self.part}' if self.part else ''}.pdf"


def _one(request: PersonalRequest, study_id: int, campaign_id: int, link_id: int) -> Printed:
    link = get_object_or_404(links_of(request, study_id, campaign_id), pk=link_id)
    return Printed([link], f"{link.participation.organisation.name}, {link.audience.name}")


def _several(request: PersonalRequest, study_id: int, campaign_id: int) -> Printed:
    visible = Campaign.objects.visible_to(request.user).filter(study=study_id)
    campaign = get_object_or_404(visible, pk=campaign_id)
    parts = Paginator(links_of(request, study_id, campaign_id), IN_ONE_FILE)
    part = parts.get_page(request.GET.get("partie"))
    if not part.object_list:
        raise Http404
    return Printed(list(part), campaign.title, part.number if parts.num_pages > 1 else 0)


def _posters(request: PersonalRequest, printed: Printed, paper: str) -> HttpResponse:
    if paper not in PAPERS:
        raise Http404
    made = posters_pdf(
        _addressed(request, printed),
        title=printed.title(_("Affiches")),
        author=_author(printed),
        paper=paper,
        made_at=timezone.now(),
    )
    return pdf_file(made, printed.file_name(f"affiches-{paper}"))


def _cards(request: PersonalRequest, printed: Printed) -> HttpResponse:
    made = cards_pdf(
        _addressed(request, printed),
        title=printed.title(_("Cartes")),
        author=_author(printed),
        made_at=timezone.now(),
    )
    return pdf_file(made, printed.file_name("cartes"))


def _addressed(request: PersonalRequest, printed: Printed) -> list[tuple[Link, str]]:
    return [(link, address_of(request, link)) for link in printed.links]


def _author(printed: Printed) -> str:
    return printed.links[0].campaign.study.territory.name
