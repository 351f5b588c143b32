"""The packs of pictures of a territory."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.studies.models import Study
from arpent.surveys.attachments import CONTENT_TYPES, ending_of
from arpent.surveys.editor.pictures import add_pictures, drop_picture, remove_pack
from arpent.surveys.models import Picture, PicturePack
from arpent.surveys.pack_forms import PackForm, PicturesForm


def packs(request: PersonalRequest, study_id: int) -> HttpResponse:
    """The packs that the study's questionnaires may show, and a new one."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    form = PackForm(request.POST or None, instance=PicturePack(organisation=study.territory))
    if request.method == "POST" and form.is_valid():
        try:
            form.instance.validate_constraints()
        except ValidationError:
            form.add_error("name", _("Un lot porte déjà ce nom. Choisissez-en un autre."))
        else:
            return redirect("surveys:pack", study.pk, form.save().pk)
    context = {
        "study": study,
        "form": form,
        "packs": PicturePack.objects.of(study).select_related("organisation"),
    }
    return render(request, "surveys/packs.html", context)


def pack(request: PersonalRequest, study_id: int, pack_id: int) -> HttpResponse:
    """The pictures of a pack, and more of them."""
    study, shown = _mine(request, study_id, pack_id)
    form = PicturesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        added = add_pictures(pack=shown, files=form.cleaned_data["pictures"])
        left = len(form.cleaned_data["pictures"]) - added
        if added:
            said = ngettext("%(n)s image ajoutée.", "%(n)s images ajoutées.", added)
            messages.success(request, said % {"n": added})
        if left:
            says = ngettext(
                "%(n)s image laissée : ses mots sont déjà pris dans ce lot. Changez le nom du fichier.",
                "%(n)s images laissées : leurs mots sont déjà pris dans ce lot. Changez le nom des fichiers.",
                left,
            )
            messages.warning(request, says % {"n": left})
        return redirect("surveys:pack", study.pk, shown.pk)
    return render(request, "surveys/pack.html", {"study": study, "pack": shown, "form": form})


def remove(request: PersonalRequest, study_id: int, pack_id: int) -> HttpResponse:
    """Ask, then take a pack away."""
    study, shown = _mine(request, study_id, pack_id)
    if request.method == "POST":
        remove_pack(pack=shown)
        messages.success(request, _("Le lot est retiré."))
        return redirect("surveys:packs", study.pk)
    asked = {
        "study": study,
        "question": _("Retirer le lot « %(name)s » ?") % {"name": shown.name},
        "consequence": _("Les questionnaires qui montrent ses images en gardent une copie."),
        "verb": _("Retirer le lot"),
        "dangerous": True,
        "back_url": reverse("surveys:pack", args=[study.pk, shown.pk]),
        "back_label": _("Garder le lot"),
    }
    return render(request, "studies/confirm.html", asked)


@require_POST
def remove_picture(request: PersonalRequest, study_id: int, pack_id: int, picture_id: int) -> HttpResponse:
    """Take one picture out of its pack. The versions that show it keep their copies."""
    study, shown = _mine(request, study_id, pack_id)
    gone = get_object_or_404(shown.pictures, pk=picture_id)
    drop_picture(picture=gone)
    messages.success(request, _("« %(words)s » est retirée du lot.") % {"words": gone.words})
    return redirect("surveys:pack", study.pk, shown.pk)


def picture(request: PersonalRequest, study_id: int, picture_id: int) -> FileResponse:
    """One picture, shown to those who choose among them."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    shown = get_object_or_404(Picture, pk=picture_id, pack__in=PicturePack.objects.of(study))
    kind = CONTENT_TYPES[ending_of(str(shown.file.name))]
    answer = FileResponse(shown.file.open("rb"), content_type=kind)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _mine(request: PersonalRequest, study_id: int, pack_id: int) -> tuple[Study, PicturePack]:
    """The pack, for those who run a study of its own territory."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    return study, get_object_or_404(PicturePack, pk=pack_id, organisation=study.territory)
