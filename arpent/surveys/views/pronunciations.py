"""How the network's words are said: seen and heard by all, changed by those who set the method."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from arpent.accounts.http import PersonalRequest
from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.surveys.aloud.pronunciations import forget_pronunciation, keep_pronunciation
from arpent.surveys.aloud.serving import part_of
from arpent.surveys.models import Pronunciation
from arpent.surveys.voice_forms import PronunciationForm
from arpent.voice.encoding import encoded
from arpent.voice.engines import installed
from arpent.voice.pronouncing import Pronunciation as Said
from arpent.voice.sounds import MP3
from arpent.voice.values import Speed


def pronunciations(request: PersonalRequest) -> HttpResponse:
    """The list, and a line to add a word or to change one."""
    form = PronunciationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _must_set(request)
        versions = keep_pronunciation(said=Said(form.cleaned_data["written"], form.cleaned_data["said"]))
        messages.success(
            request,
            _("La prononciation est enregistrée. Questionnaires à relire : %(n)s, cela commence.")
            % {"n": versions},
        )
        return redirect("surveys:pronunciations")
    context = {
        "words": Pronunciation.objects.all(),
        "form": form,
        "sets": _sets(request),
        "installed": installed(settings.VOICE) is not None,
    }
    return render(request, "surveys/voice/pronunciations.html", context, status=422 if form.errors else 200)


@require_GET
def hear(request: PersonalRequest, pronunciation_id: int) -> HttpResponse:
    """One word as it is said now."""
    word, voice = get_object_or_404(Pronunciation, pk=pronunciation_id), installed(settings.VOICE)
    if voice is None:
        return HttpResponse(_("Aucune voix de synthèse n’est installée ici."), status=503)
    aloud = Said(word.written, word.said).aloud
    return part_of(request, encoded(voice.say(aloud, "fr", Speed.NORMAL)), MP3.content_type)


@require_POST
def forget(request: PersonalRequest, pronunciation_id: int) -> HttpResponse:
    _must_set(request)
    word = get_object_or_404(Pronunciation, pk=pronunciation_id)
    forget_pronunciation(word=word)
    messages.success(
        request, _("« %(word)s » n’est plus dans la liste. Vous pouvez l’ajouter à nouveau.") % {"word": word}
    )
    return redirect("surveys:pronunciations")


def _sets(request: PersonalRequest) -> bool:
    return Organisation.objects.allowing(request.user, Right.SET_METHOD).exists()


def _must_set(request: PersonalRequest) -> None:
    if not _sets(request):
        raise Http404
