"""What is expected of each place, what came, and the page for its notice board."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from arpent.accounts.http import PersonalRequest
from arpent.collection.models import Campaign, Link, LinkQuerySet
from arpent.collection.reaching.board import board_pdf
from arpent.collection.reaching.quotas import QuotasForm, set_quotas
from arpent.collection.reaching.rates import rates
from arpent.collection.reaching.views.letters import pdf_file
from arpent.collection.views.links import address_of


def quotas(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """How many answers each place aims at, and how many at most."""
    campaign = get_object_or_404(
        Campaign.objects.run_by(request.user).filter(study=study_id).select_related("study"), pk=campaign_id
    )
    form = QuotasForm(request.POST or None, links=list(_links(request, campaign_id)))
    if request.method == "POST" and form.is_valid():
        set_quotas(form.wished())
        messages.success(request, _("Les objectifs sont enregistrés."))
        return redirect("collection:rates", study_id, campaign_id)
    context = {"study": campaign.study, "campaign": campaign, "form": form}
    return render(request, "collection/reaching/quotas.html", context)


def shown_rates(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """Invitations that left, came back, gave an answer; and answers out of those expected."""
    campaign = get_object_or_404(
        Campaign.objects.visible_to(request.user).filter(study=study_id).select_related("study"),
        pk=campaign_id,
    )
    context = {
        "study": campaign.study,
        "campaign": campaign,
        "rates": rates(list(_links(request, campaign_id))),
        "runs": Campaign.objects.run_by(request.user).filter(pk=campaign_id).exists(),
    }
    return render(request, "collection/reaching/rates.html", context)


def board(request: PersonalRequest, study_id: int, campaign_id: int, participation_id: int) -> HttpResponse:
    """A page for the notice board of one association. Its numbers are hidden as those of the whole campaign are."""
    seen = _links(request, campaign_id).filter(campaign__study=study_id, participation=participation_id)
    wanted = {link.pk for link in seen}
    if not wanted:
        raise Http404
    every = list(Link.objects.filter(campaign=campaign_id).detailed().defer("version__content"))
    places = [(rate, address_of(request, rate.link)) for rate in rates(every) if rate.link.pk in wanted]
    made = board_pdf(places, on=timezone.localdate(), made_at=timezone.now())
    return pdf_file(made, f"panneau-{slugify(places[0][0].link.participation.organisation.name)}.pdf")


def _links(request: PersonalRequest, campaign_id: int) -> LinkQuerySet:
    visible = Link.objects.visible_to(request.user).filter(campaign=campaign_id)
    return visible.detailed().defer("version__content")
