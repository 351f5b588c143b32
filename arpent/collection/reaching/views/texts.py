"""The words of messages and letters, and in whose name they leave."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.collection.models import Campaign
from arpent.collection.reaching.forms import CorrespondenceForm, WordingForm
from arpent.collection.reaching.models import Wording
from arpent.collection.reaching.wordings import correspondence_of, text_of

LETTERS = {
    "invitation": (Wording.Kind.INVITATION, False),
    "invitation-facile": (Wording.Kind.INVITATION, True),
    "relance": (Wording.Kind.REMINDER, False),
    "relance-facile": (Wording.Kind.REMINDER, True),
}
"""By the word of the address."""


def texts(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """The four texts, and who writes."""
    campaign = _campaign(request, study_id, campaign_id)
    form = CorrespondenceForm(request.POST or None, instance=correspondence_of(campaign))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("C’est enregistré."))
        return redirect("collection:texts", study_id, campaign_id)
    shown = [
        (letter, kind.label, easy, text_of(campaign, kind, easy=easy))
        for letter, (kind, easy) in LETTERS.items()
    ]
    context = {"study": campaign.study, "campaign": campaign, "form": form, "texts": shown}
    return render(request, "collection/reaching/texts.html", context)


def edit(request: PersonalRequest, study_id: int, campaign_id: int, letter: str) -> HttpResponse:
    """One text, looked over while it is written."""
    campaign, (kind, easy) = _campaign(request, study_id, campaign_id), _letter(letter)
    kept = Wording.objects.filter(campaign=campaign, kind=kind, easy=easy).first()
    now = text_of(campaign, kind, easy=easy)
    fresh = Wording(campaign=campaign, kind=kind, easy=easy, subject=now.subject, body=now.body)
    form = WordingForm(request.POST or None, instance=kept or fresh)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Le texte est enregistré. Les messages déjà partis ne changent pas."))
        return redirect("collection:texts", study_id, campaign_id)
    context = {
        "study": campaign.study,
        "campaign": campaign,
        "form": form,
        "kind": kind,
        "easy": easy,
        "letter": letter,
        "changed": kept is not None,
    }
    return render(request, "collection/reaching/text.html", context)


@require_POST
def put_back(request: PersonalRequest, study_id: int, campaign_id: int, letter: str) -> HttpResponse:
    """The usual words again."""
    campaign, (kind, easy) = _campaign(request, study_id, campaign_id), _letter(letter)
    Wording.objects.filter(campaign=campaign, kind=kind, easy=easy).delete()
    messages.success(request, _("Le texte d’origine est de retour."))
    return redirect("collection:texts", study_id, campaign_id)


def _letter(letter: str) -> tuple[Wording.Kind, bool]:
    if letter not in LETTERS:
        raise Http404
    return LETTERS[letter]


def _campaign(request: PersonalRequest, study_id: int, campaign_id: int) -> Campaign:
    running = Campaign.objects.run_by(request.user).filter(study=study_id).select_related("study__territory")
    return get_object_or_404(running, pk=campaign_id)
