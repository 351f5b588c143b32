"""« Ne plus m’écrire »: without an account, from any message, and it can be undone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from arpent.collection.aloud import voice_of
from arpent.collection.doors import Closed, respondent
from arpent.collection.reaching.actions import ask_for_silence, end_silence, is_silent
from arpent.collection.reaching.codes import code_digest
from arpent.collection.reaching.models import Invitation
from arpent.collection.reaching.spending import entered


@respondent
def silence(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then write no more: a program that opens every address of a message presses no button.

    Programs of mail post `List-Unsubscribe=One-Click` here when the person presses theirs.
    """
    invitation = Invitation.objects.filter(code_digest=code_digest(token)).first()
    if invitation is None:
        raise Closed("unknown", 404)
    if request.method == "POST":
        change = end_silence if request.POST.get("again") else ask_for_silence
        change(invitation=invitation)
    link = entered(token)
    voice = voice_of(request, link) if link else None
    context = {"silent": is_silent(invitation), "easy": True, "voice": voice}
    return render(request, "runner/silence.html", context)
