"""Any text, looked over while it is typed. Nothing is kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.falc import FALC, FALC_QUESTION
from arpent.proofreading.forms import SEPARATOR, TryForm
from arpent.proofreading.models import NetworkWord
from arpent.proofreading.pace import too_often
from arpent.ui.proofread import LONGEST, look


def try_text(request: PersonalRequest) -> HttpResponse:
    """A page to write or paste any text in."""
    return render(request, "proofreading/try.html", {"form": TryForm(request.POST or None)})


@require_POST
def check(request: PersonalRequest) -> HttpResponse:
    """What is found in the text that is sent: a part of a page."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if len(text) > LONGEST:
        return HttpResponse(_("Ce texte est trop long pour être relu d’un coup. Découpez-le."), status=413)
    if too_often(user_id=request.user.pk, at=timezone.now()):
        return HttpResponse(_("Trop de relectures à la suite. Reprenez dans une minute."), status=429)
    profile = FALC_QUESTION if "question" in request.POST else FALC
    explained = request.POST.get("explained", "")[:LONGEST].split(SEPARATOR)
    seen = look(
        text,
        profile=profile,
        words=NetworkWord.objects.as_words(),
        explained=explained,
        markdown="markdown" in request.POST,
    )
    context = {"look": seen, "name": request.POST.get("name", ""), "live": True}
    return render(request, "ui/proofread_found.html", context)
