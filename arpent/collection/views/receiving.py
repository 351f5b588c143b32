"""How a campaign receives people: set by who runs it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from arpent.accounts.http import PersonalRequest
from arpent.collection.care import actions
from arpent.collection.care.forms import ReceptionForm
from arpent.collection.care.receiving import reception_of
from arpent.collection.models import Campaign


def receive(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """Agreement, help, and the words of the end. Changes hold for the people who come next."""
    running = Campaign.objects.run_by(request.user).filter(study=study_id).select_related("study")
    campaign = get_object_or_404(running, pk=campaign_id)
    form = ReceptionForm(request.POST or None, instance=reception_of(campaign))
    if request.method == "POST" and form.is_valid():
        actions.receive(reception=form.save(commit=False), checks=form.checks())
        messages.success(request, _("L’accueil est enregistré. Il vaut pour les prochaines personnes."))
        return redirect("collection:campaign", study_id, campaign_id)
    context = {
        "study": campaign.study,
        "campaign": campaign,
        "form": form,
        "before": [form[name] for name in form.fields if name in BEFORE or name.startswith("check-")],
        "after": [form[name] for name in form.fields if name not in BEFORE and not name.startswith("check-")],
    }
    return render(request, "collection/receive.html", context)


BEFORE = ("asks_understanding", "asks_guardian", "proxies_answer_twice")
