"""The questionnaires of a study, and each of their versions."""

from collections.abc import Iterator

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arpent.accounts.http import PersonalRequest
from arpent.instrument.errors import FormRefused, Notice
from arpent.instrument.xlsform import read_xlsform
from arpent.studies.models import Audience, Study
from arpent.surveys.actions import (
    VersionFrozen,
    VersionUnfinished,
    add_version,
    discard_version,
    publish_version,
)
from arpent.surveys.attachments import cited
from arpent.surveys.comparison import compare
from arpent.surveys.editor.outline import gaps
from arpent.surveys.forms import VersionForm
from arpent.surveys.models import Questionnaire, Version, VersionQuerySet
from arpent.surveys.readable import readable
from arpent.surveys.words import edition
from arpent.ui.pictos import named


def questionnaires(request: PersonalRequest, study_id: int) -> HttpResponse:
    """What each audience of the study is asked, with its versions."""
    study = get_object_or_404(Study.objects.visible_to(request.user), pk=study_id)
    shown = Questionnaire.objects.filter(study=study).select_related("audience").prefetch_related("versions")
    context = {
        "study": study,
        "questionnaires": shown,
        "silent": Audience.objects.exclude(pk__in=shown.values("audience")),
        "runs": Study.objects.run_by(request.user).filter(pk=study.pk).exists(),
    }
    return render(request, "surveys/list.html", context)


def upload(request: PersonalRequest, study_id: int) -> HttpResponse:
    """Deposit a file: it becomes a version, or everything that is wrong with it is said and nothing is kept."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    form = VersionForm(
        request.POST or None, request.FILES or None, initial={"audience": request.GET.get("public")}
    )
    errors: tuple[Notice, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            version = _deposit(request, study, form)
        except FormRefused as refused:
            errors = refused.errors
        else:
            return redirect("surveys:version", study.pk, version.pk)
    return render(request, "surveys/upload.html", {"study": study, "form": form, "errors": errors})


def version(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    """One version, readable whole: its questions, what the reading left out, its files."""
    shown = get_object_or_404(_of_study(Version.objects.visible_to(request.user), study_id), pk=version_id)
    instrument = shown.instrument
    here = {attachment.name for attachment in shown.attachments.all()}
    context = {
        "study": shown.questionnaire.study,
        "version": shown,
        "asked": readable(instrument),
        "editions": [edition(tag) for tag in instrument.editions],
        "missing": sorted(name for name in cited(instrument) - here if not named(name)),
        "unused": sorted(here - cited(instrument)),
        "before": shown.questionnaire.versions.filter(number__lt=shown.number).first(),
        "runs": Version.objects.run_by(request.user).filter(pk=shown.pk).exists(),
    }
    return render(request, "surveys/version.html", context)


def publish(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    """Ask, then freeze the version for ever."""
    draft = get_object_or_404(_of_study(Version.objects.run_by(request.user), study_id), pk=version_id)
    if request.method == "POST":
        _publish(request, draft)
    if request.method == "POST" or draft.is_published:
        return redirect("surveys:version", study_id, draft.pk)
    asked = {
        "question": _("Publier « %(version)s » ?") % {"version": draft},
        "consequence": " ".join([*_missed(draft), str(_FROZEN)]),
        "verb": _("Publier cette version"),
        "back_url": reverse("surveys:version", args=[study_id, draft.pk]),
        "back_label": _("Garder en brouillon"),
    }
    return render(request, "studies/confirm.html", asked)


_FROZEN = gettext_lazy(
    "Cette version sera figée : plus aucun mot ne changera, et les réponses s’y rapporteront. "
    "Pour corriger ensuite, vous la dupliquerez."
)


def _missed(draft: Version) -> Iterator[str]:
    """What people would not find in their edition, said before it is too late."""
    for name, n in gaps(draft.instrument).items():
        said = ngettext(
            "Dans l’édition « %(name)s », des mots manquent à %(n)s endroit : on y lira ceux d’une autre édition.",
            "Dans l’édition « %(name)s », des mots manquent à %(n)s endroits : on y lira ceux d’une autre édition.",
            n,
        )
        yield said % {"name": name, "n": n}


def discard(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    """Ask, then take a draft away."""
    drafts = _of_study(Version.objects.run_by(request.user), study_id).filter(published_at=None)
    draft = get_object_or_404(drafts, pk=version_id)
    if request.method == "POST":
        _discard(request, draft)
        return redirect("surveys:list", study_id)
    asked = {
        "question": _("Retirer le brouillon « %(version)s » ?") % {"version": draft},
        "consequence": _(
            "Le fichier et ses pièces jointes seront effacés. Vous pourrez les déposer à nouveau."
        ),
        "verb": _("Retirer le brouillon"),
        "dangerous": True,
        "back_url": reverse("surveys:version", args=[study_id, draft.pk]),
        "back_label": _("Garder le brouillon"),
    }
    return render(request, "studies/confirm.html", asked)


def changes(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    """What changed since the version before."""
    after = get_object_or_404(_of_study(Version.objects.visible_to(request.user), study_id), pk=version_id)
    before = get_object_or_404(after.questionnaire.versions.filter(number__lt=after.number)[:1])
    context = {
        "study": after.questionnaire.study,
        "version": after,
        "before": before,
        "comparison": compare(before.instrument, after.instrument),
    }
    return render(request, "surveys/changes.html", context)


def _of_study(versions: VersionQuerySet, study_id: int) -> VersionQuerySet:
    chosen = versions.filter(questionnaire__study=study_id)
    return chosen.select_related("questionnaire__study", "questionnaire__audience")


def _deposit(request: PersonalRequest, study: Study, form: VersionForm) -> Version:
    source = form.cleaned_data["source"]
    content = source.read()
    return add_version(
        study=study,
        audience=form.cleaned_data["audience"],
        reading=read_xlsform(content, source.name),
        content=content,
        filename=source.name,
        attachments=form.cleaned_data["attachments"],
        by=request.user,
    )


def _publish(request: PersonalRequest, draft: Version) -> None:
    try:
        publish_version(version=draft, by=request.user, at=timezone.now())
    except VersionFrozen:
        messages.info(request, _("Cette version était déjà publiée."))
    except VersionUnfinished:
        messages.error(
            request,
            _("Cette version n’est pas publiée : il reste des points à finir. Voyez-les en la modifiant."),
        )
    else:
        messages.success(request, _("La version est publiée. Elle ne changera plus."))


def _discard(request: PersonalRequest, draft: Version) -> None:
    try:
        discard_version(version=draft)
    except ProtectedError:
        messages.error(request, _("Ce brouillon ne peut pas être retiré : une collecte y mène."))
    else:
        messages.success(request, _("Le brouillon est retiré."))
