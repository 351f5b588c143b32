"""Planning a sample: how many answers, from the numbers of people that the study knows."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from arpent.accounts.http import PersonalRequest
from arpent.studies.forms import SampleForm
from arpent.studies.models import Study
from arpent.studies.sampling import counted, needs, told


def sample(request: PersonalRequest, study_id: int) -> HttpResponse:
    """The answers that each audience asks, over the associations that this person may see. Nothing is kept."""
    study = get_object_or_404(Study.objects.visible_to(request.user), pk=study_id)
    visible = list(study.participations.visible_to(request.user))
    form = SampleForm(request.GET if SampleForm.asked(request.GET) else SampleForm.usual())
    context = {"study": study, "form": form, "others": study.participations.count() - len(visible)}
    if form.is_valid():
        wished = form.cleaned_data
        aim = {name: wished[name] for name in ("margin", "responding", "about")}
        context |= {
            "margin": aim["margin"],
            "responding": aim["responding"],
            "about_whom": aim["about"],  # « about » is the footer’s
            "needs": needs(counted(visible), **aim),
            "told": told(wished["answers"], among=wished["among"]),
        }
    return render(request, "studies/sample.html", context)
