"""A version as its respondents will see it, in a phone: the same screens, nothing stored.

What was answered travels in the address, signed, so that routing shows what it would show.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from arpent.accounts.http import PersonalRequest
from arpent.collection.aloud import voice_of_preview
from arpent.collection.asking import screen
from arpent.collection.doors import see
from arpent.collection.hearing import Heard, hear, why
from arpent.collection.pictures import addresses, served
from arpent.collection.sittings import Place, Sitting, first_edition, instrument_of, offered_editions
from arpent.collection.stages import stage_of
from arpent.collection.words import is_easy, named_editions, words_in
from arpent.instrument.answering import from_plain, to_plain
from arpent.surveys.aloud.serving import served as served_voice
from arpent.surveys.models import Version
from arpent.surveys.spoken import in_its_language, speak

SALT = "arpent.collection.preview"


def in_our_frame(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that the phone of the preview may show, and no other site."""
    framed = csp_override({**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]})  # type: ignore[dict-item]
    return xframe_options_sameorigin(framed(in_its_language(view)))


def preview(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    """The phone, and the editions to look at in it."""
    version = _visible(request, study_id, version_id)
    instrument = instrument_of(version)
    edition = request.GET.get("edition", "")
    editions = offered_editions(instrument)
    edition = edition if edition in editions else first_edition(version)
    sitting = Sitting(instrument, edition, {}, timezone.localdate())
    shown = sitting.screens()
    context = {
        "study": version.questionnaire.study,
        "version": version,
        "edition": edition,
        "editions": named_editions(editions),
        "frame": _address(version, sitting, shown[0].name) if shown else "",
    }
    return render(request, "collection/preview.html", context)


@in_our_frame
def preview_screen(request: PersonalRequest, study_id: int, version_id: int, name: str) -> HttpResponse:
    """One question, as in the runner."""
    version = _visible(request, study_id, version_id)
    sitting = _sitting(request, version)
    place = sitting.place(name) or (sitting.alone(name) if "seule" in request.GET else None)
    if place is None:
        raise Http404
    if request.method != "POST":
        return _asked(request, version, sitting, place)
    said = stage_of(sitting, place.question, request.GET.get("part", "")).said(request.POST)
    go = request.POST.get("go", "next")
    if isinstance(said, str) and go == "next":
        return see(f"{_address(version, sitting, name)}&{urlencode({'part': said})}")
    heard = hear(sitting, place.question, said if not isinstance(said, str) else QueryDict())
    if heard.refusal and go == "next":
        return _asked(request, version, sitting, place, heard)
    after = sitting.with_answers(heard.answers)
    place = after.place(name) or place
    target = (
        place.before or place.question if go == "back" else place.after if go == "next" else place.question
    )
    explained = "&expliquer=1" if go == "explain" else ""
    return see(_address(version, after, target.name if target else "") + explained)


@in_our_frame
def preview_end(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    """The last page of the preview."""
    version = _visible(request, study_id, version_id)
    sitting = _sitting(request, version)
    shown = sitting.screens()
    again = _address(version, Sitting(sitting.instrument, sitting.edition, {}, sitting.today), shown[0].name)
    context = {"words": words_in(sitting.edition), "easy": is_easy(sitting.edition), "again": again}
    return render(request, "runner/trial_end.html", context)


def preview_voice(request: PersonalRequest, study_id: int, version_id: int, keys: str) -> HttpResponse:
    """Sentences of the version said aloud."""
    return served_voice(request, _visible(request, study_id, version_id), keys)


def preview_media(request: PersonalRequest, study_id: int, version_id: int, name: str) -> HttpResponseBase:
    """A picture or a sound of the version."""
    version = _visible(request, study_id, version_id)
    return served(get_object_or_404(version.attachments, name=name))


def _visible(request: PersonalRequest, study_id: int, version_id: int) -> Version:
    versions = Version.objects.visible_to(request.user).filter(questionnaire__study=study_id)
    related = "questionnaire__audience", "questionnaire__study"
    return get_object_or_404(versions.select_related(*related).defer("content"), pk=version_id)


def _sitting(request: HttpRequest, version: Version) -> Sitting:
    """What the address says was answered; anything else than what we signed is the beginning."""
    instrument, today = instrument_of(version), timezone.localdate()
    try:
        state = signing.loads(request.GET.get("etat", ""), salt=f"{SALT}.{version.pk}")
        speak(state["edition"])
        return Sitting(instrument, state["edition"], from_plain(instrument, state["answers"]), today)
    except (signing.BadSignature, ValueError, KeyError):
        asked = request.GET.get("edition", "")
        edition = asked if asked in instrument.editions else first_edition(version)
        speak(edition)
        return Sitting(instrument, edition, {}, today)


def _address(version: Version, sitting: Sitting, name: str) -> str:
    state = {"edition": sitting.edition, "answers": to_plain(sitting.answers)}
    signed = signing.dumps(state, salt=f"{SALT}.{version.pk}", compress=True)
    where = [version.questionnaire.study_id, version.pk]
    path = (
        reverse("collection:preview_screen", args=[*where, name])
        if name
        else reverse("collection:preview_end", args=where)
    )
    return f"{path}?{urlencode({'etat': signed})}"


def _asked(
    request: HttpRequest, version: Version, sitting: Sitting, place: Place, heard: Heard | None = None
) -> HttpResponse:
    where = [version.questionnaire.study_id, version.pk]
    context = {
        "edition": sitting.edition,
        "easy": is_easy(sitting.edition),
        "words": words_in(sitting.edition),
        "voice": voice_of_preview(request, version),
        "title": sitting.title,
        "error": why(heard, place.question, sitting.edition) if heard else "",
        "explained": "expliquer" in request.GET,
        "screen": screen(
            sitting,
            place,
            addresses(version, lambda file: reverse("collection:preview_media", args=[*where, file])),
            heard.written if heard else None,
            request.GET.get("part", ""),
        ),
    }
    return render(request, "runner/trial.html", context, status=422 if heard else 200)
