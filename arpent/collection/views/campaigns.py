"""Campaigns: the list, opening, the dashboard, closing and opening again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from arpent.accounts.http import PersonalRequest
from arpent.collection import actions
from arpent.collection.care.counts import around
from arpent.collection.forms import CampaignForm
from arpent.collection.models import Campaign, CampaignQuerySet
from arpent.collection.reach import dashboard
from arpent.collection.reaching.listing import inviting
from arpent.studies.models import Study
from arpent.surveys.models import Version


def campaigns(request: PersonalRequest, study_id: int) -> HttpResponse:
    """The campaigns of a study that this person follows."""
    study = get_object_or_404(Study.objects.visible_to(request.user).select_related("territory"), pk=study_id)
    today = timezone.localdate()
    visible = Campaign.objects.visible_to(request.user).filter(study=study)
    return render(
        request,
        "collection/list.html",
        {
            "study": study,
            "campaigns": [(each, each.phase(today)) for each in visible],
            "runs": Study.objects.run_by(request.user).filter(pk=study.pk).exists(),
            "ready": Version.objects.filter(questionnaire__study=study).published().exists(),
        },
    )


def open_new(request: PersonalRequest, study_id: int) -> HttpResponse:
    """Open a campaign: a link and a QR code for each audience of each association."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    form = CampaignForm(request.POST or None, study=study, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        campaign = actions.open_campaign(study=study, by=request.user, **form.cleaned_data)
        messages.success(request, _("La collecte est ouverte. Voici les liens et les affiches."))
        return redirect("collection:links", study.pk, campaign.pk)
    context = {
        "study": study,
        "form": form,
        "associations": study.participations.count(),
        "ready": form.fields["versions"].queryset.exists(),  # type: ignore[attr-defined]
    }
    return render(request, "collection/open.html", context)


def campaign(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """Answers against the population, their rhythm, who answered and what to do next."""
    shown = get_object_or_404(_visible(request, study_id), pk=campaign_id)
    board = dashboard(shown, request.user)
    return render(
        request,
        "collection/campaign.html",
        {
            "study": shown.study,
            "campaign": shown,
            "phase": shown.phase(timezone.localdate()),
            "board": board,
            "around": around(shown, request.user, sum_hidden=bool(board.overall.says)),
            "runs": _runs(request, shown),
            "invites": inviting(request.user, shown).exists(),
        },
    )


def close(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """Ask, then close: it can be undone."""
    shown = get_object_or_404(Campaign.objects.run_by(request.user).filter(study=study_id), pk=campaign_id)
    back = reverse("collection:campaign", args=[study_id, campaign_id])
    if request.method == "POST":
        actions.close_campaign(campaign=shown, on=timezone.localdate())
        messages.success(
            request, _("La collecte est close. Les liens ne répondent plus. Vous pouvez la rouvrir.")
        )
        return redirect(back)
    context = {
        "question": _("Clore la collecte ?"),
        "consequence": _("Les liens et les codes QR ne répondront plus. Vous pourrez la rouvrir."),
        "verb": _("Clore la collecte"),
        "back_url": back,
        "back_label": _("Continuer à recueillir"),
    }
    return render(request, "ui/confirm.html", context)


def reopen(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """Undo a closing."""
    shown = get_object_or_404(Campaign.objects.run_by(request.user).filter(study=study_id), pk=campaign_id)
    back = reverse("collection:campaign", args=[study_id, campaign_id])
    if request.method == "POST":
        actions.reopen_campaign(campaign=shown)
        messages.success(request, _("La collecte est de nouveau ouverte."))
        return redirect(back)
    context = {
        "question": _("Rouvrir la collecte ?"),
        "consequence": _("Les mêmes liens et les mêmes codes QR répondront jusqu’à la clôture prévue."),
        "verb": _("Rouvrir la collecte"),
        "back_url": back,
        "back_label": _("La laisser close"),
    }
    return render(request, "ui/confirm.html", context)


def _visible(request: PersonalRequest, study_id: int) -> CampaignQuerySet:
    return Campaign.objects.visible_to(request.user).filter(study=study_id).select_related("study__territory")


def _runs(request: PersonalRequest, shown: Campaign) -> bool:
    return Campaign.objects.run_by(request.user).filter(pk=shown.pk).exists()
