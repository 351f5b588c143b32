"""The texts of a study, and who may say something of each."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from arpent.accounts.http import PersonalRequest
from arpent.home.texts import KINDS, texts_of
from arpent.network.rights import Right
from arpent.proofreading.models import NetworkWord
from arpent.proofreading.subjects import Subject, proof_of
from arpent.studies.models import Study


def texts(request: PersonalRequest, study_id: int) -> HttpResponse:
    """Every text of the study, with what is left to do on each."""
    study = get_object_or_404(Study.objects.visible_to(request.user), pk=study_id)
    words = NetworkWord.objects.as_words()
    shown = [(one, proof_of(one.document, words)) for one in texts_of(request.user, study.pk)]
    runs = Study.objects.run_by(request.user).filter(pk=study.pk).exists()
    return render(request, "home/texts.html", {"study": study, "texts": shown, "runs": runs})


def text_of_study(request: PersonalRequest, *, study_id: int, kind: str, ident: int) -> Subject:
    """One text of a study. Raises Http404."""
    if kind not in KINDS:
        raise Http404
    row = get_object_or_404(KINDS[kind].seen(request.user, study_id), pk=ident)
    study = get_object_or_404(Study, pk=study_id)
    judged = Study.objects.allowing(request.user, Right.PROOFREAD).filter(pk=study_id)
    return Subject(
        document=KINDS[kind].document(row),
        label=KINDS[kind].label,
        address=reverse("home:text", args=[study_id, kind, ident]),
        above=(
            (study.title, reverse("studies:home", args=[study_id])),
            (_("Les textes de l’étude"), reverse("home:texts", args=[study_id])),
        ),
        judges=judged.exists(),
        advice=KINDS[kind].advice,
        base="studies/base_study.html",
        beside={"study": study},
        recorded=partial(KINDS[kind].recorded, row),
    )
