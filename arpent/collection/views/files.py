"""Importing answers: deposit, look at what fits, confirm or give up."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.collection.forms import AnswerFileForm
from arpent.collection.imports import FileRefused, bring_in, examine, give_up, receive_file
from arpent.collection.models import AnswerFile, Campaign
from arpent.collection.tasks import WAITED_FOR, examine_file, import_file


def deposit(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """A file of answers, and which association they come from."""
    campaign = _campaign(request, study_id, campaign_id)
    form = AnswerFileForm(request.POST or None, request.FILES or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        try:
            received = receive_file(campaign=campaign, by=request.user, **form.cleaned_data)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            _read(received)
            return redirect("collection:file", study_id, campaign_id, received.pk)
    context = {"study": campaign.study, "campaign": campaign, "form": form, "files": campaign.files.all()}
    return render(request, "collection/import.html", context)


def file(request: PersonalRequest, study_id: int, campaign_id: int, file_id: int) -> HttpResponse:
    """What was read in the file, and what would be imported."""
    campaign = _campaign(request, study_id, campaign_id)
    shown = get_object_or_404(campaign.files.select_related("version__questionnaire"), pk=file_id)
    context = {"study": campaign.study, "campaign": campaign, "file": shown, "left": shown.rows - shown.kept}
    return render(request, "collection/file.html", context)


@require_POST
def confirm(request: PersonalRequest, study_id: int, campaign_id: int, file_id: int) -> HttpResponse:
    """Import what the page showed."""
    campaign = _campaign(request, study_id, campaign_id)
    get_object_or_404(campaign.files, pk=file_id)
    waiting = campaign.files.filter(pk=file_id, state=AnswerFile.State.READ)
    if waiting.update(state=AnswerFile.State.WAITING):
        _import(campaign.files.select_related("version").get(pk=file_id))
    return redirect("collection:file", study_id, campaign_id, file_id)


def remove(request: PersonalRequest, study_id: int, campaign_id: int, file_id: int) -> HttpResponse:
    """Ask, then take a file out with the answers that it brought."""
    campaign = _campaign(request, study_id, campaign_id)
    shown = get_object_or_404(campaign.files, pk=file_id)
    if request.method == "POST":
        n = give_up(answer_file=shown)
        text = ngettext(
            "Le fichier est retiré, avec %(n)s réponse.", "Le fichier est retiré, avec %(n)s réponses.", n
        )
        messages.success(request, text % {"n": n})
        return redirect("collection:import", study_id, campaign_id)
    context = {
        "question": _("Retirer ce fichier ?"),
        "consequence": _(
            "Les réponses qu’il a apportées seront effacées. Vous pourrez le déposer à nouveau."
        ),
        "verb": _("Retirer le fichier et ses réponses"),
        "dangerous": True,
        "back_url": reverse("collection:file", args=[study_id, campaign_id, file_id]),
        "back_label": _("Le garder"),
    }
    return render(request, "ui/confirm.html", context)


def _campaign(request: PersonalRequest, study_id: int, campaign_id: int) -> Campaign:
    running = Campaign.objects.run_by(request.user).filter(study=study_id).select_related("study")
    return get_object_or_404(running, pk=campaign_id)


def _read(received: AnswerFile) -> None:
    """Now when it is small, by the worker when it is big."""
    if received.file.size <= WAITED_FOR:
        examine(received)
    else:
        transaction.on_commit(lambda: examine_file.enqueue(received.pk))


def _import(received: AnswerFile) -> None:
    if received.file.size <= WAITED_FOR:
        bring_in(received)
    else:
        transaction.on_commit(lambda: import_file.enqueue(received.pk))
