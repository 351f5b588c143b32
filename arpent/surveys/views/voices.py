"""Staff pages of the reading aloud: the sentences of a version, who says them, one's own voice."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from arpent.accounts.http import PersonalRequest
from arpent.surveys.aloud.asking import ask_for_voice
from arpent.surveys.aloud.lines import citing, lines_of
from arpent.surveys.aloud.listing import listing
from arpent.surveys.aloud.recording import forget_recording, keep_recording
from arpent.surveys.aloud.serving import served
from arpent.surveys.models import Recording, Sentence, Version, Voicing
from arpent.surveys.voice_forms import RecordingForm
from arpent.voice.engines import installed


@require_GET
def voice(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    """Every sentence of a version with its player, and those that nothing says."""
    version = _version(request, study_id, version_id)
    context = {
        "study": version.questionnaire.study,
        "version": version,
        "voicing": Voicing.objects.filter(version=version).first(),
        "installed": installed(settings.VOICE) is not None,
        "listing": listing(version, request.GET.get("montrer", ""), request.GET.get("page", "1")),
        "citing": citing(lines_of(version.instrument)),
        "runs": Version.objects.run_by(request.user).filter(pk=version.pk).exists(),
    }
    return render(request, "surveys/voice/voice.html", context)


@require_POST
def prepare(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    """Have the clips made, or gone on with."""
    version = _version(request, study_id, version_id, run=True)
    if version.is_published:
        ask_for_voice(version=version)
        messages.success(request, _("La lecture à voix haute se prépare. Vous pouvez quitter la page."))
    return redirect("surveys:voice", study_id, version_id)


@require_GET
def clip(request: PersonalRequest, study_id: int, version_id: int, keys: str) -> HttpResponse:
    """What says a sentence of the version."""
    return served(request, _version(request, study_id, version_id), keys)


def record(request: PersonalRequest, study_id: int, version_id: int, digest: str) -> HttpResponse:
    """One's own voice for a sentence: recorded in the page, or from a file."""
    sentence = _sentence(request, study_id, version_id, digest)
    form = RecordingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        keep_recording(sentence=sentence, file=form.cleaned_data["sound"], by=request.user, at=timezone.now())
        messages.success(request, _("Votre voix est gardée. Les pages la font entendre dès maintenant."))
        return redirect("surveys:record", study_id, version_id, digest)
    study = sentence.version.questionnaire.study
    context = {
        "study": study,
        "version": sentence.version,
        "sentence": sentence,
        "recording": Recording.objects.of(study).filter(digest=digest).select_related("by").first(),
        "following": sentence.version.sentences.filter(rank__gt=sentence.rank).first(),
        "form": form,
    }
    return render(request, "surveys/voice/record.html", context, status=422 if form.errors else 200)


def remove(request: PersonalRequest, study_id: int, version_id: int, digest: str) -> HttpResponse:
    """Ask, then take a recorded voice away."""
    sentence = _sentence(request, study_id, version_id, digest)
    if request.method == "POST":
        forget_recording(sentence=sentence)
        messages.success(request, _("L’enregistrement est effacé."))
        return redirect("surveys:voice", study_id, version_id)
    asked = {
        "study": sentence.version.questionnaire.study,
        "question": _("Effacer la voix enregistrée pour « %(words)s » ?") % {"words": sentence.words},
        "consequence": _(
            "La voix de synthèse dira cette phrase, si elle est installée. Le fichier sera effacé : il ne pourra pas "
            "être repris."
        ),
        "verb": _("Effacer cette voix"),
        "dangerous": True,
        "back_url": reverse("surveys:record", args=[study_id, version_id, digest]),
        "back_label": _("Garder cette voix"),
    }
    return render(request, "studies/confirm.html", asked)


def _version(request: PersonalRequest, study_id: int, version_id: int, *, run: bool = False) -> Version:
    versions = Version.objects.run_by(request.user) if run else Version.objects.visible_to(request.user)
    related = versions.select_related("questionnaire__study__territory", "questionnaire__audience")
    return get_object_or_404(related, pk=version_id, questionnaire__study=study_id)


def _sentence(request: PersonalRequest, study_id: int, version_id: int, digest: str) -> Sentence:
    version = _version(request, study_id, version_id, run=True)
    return get_object_or_404(
        Sentence.objects.select_related("version__questionnaire__study__territory"),
        version=version,
        digest=digest,
    )
