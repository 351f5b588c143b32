from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arpent.accounts.http import PersonalRequest
from arpent.analysis.actions import freeze_campaign
from arpent.analysis.since import since_last_freeze
from arpent.collection.models import Campaign


@require_http_methods(["GET", "POST"])
def freeze(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """Ask what freezing means, then do it."""
    campaign = get_object_or_404(Campaign.objects.run_by(request.user), pk=campaign_id, study=study_id)
    if request.method == "GET":
        asked = {"campaign": campaign, "study": campaign.study, "since": since_last_freeze(campaign)}
        return render(request, "analysis/freeze.html", asked)
    freeze_campaign(campaign=campaign, by=request.user)
    messages.success(request, _("Le gel a commencé. Vous pouvez quitter la page."))
    return redirect("reports:list", study_id)
