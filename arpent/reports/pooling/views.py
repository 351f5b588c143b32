"""Several studies of one effect, brought together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arpent.accounts.http import PersonalRequest
from arpent.analysis.pooled.actions import consolidate
from arpent.analysis.pooled.bringing import bring_together
from arpent.analysis.pooled.measures import measures_of, released_to, shared_codes
from arpent.analysis.pooled.models import Consolidation
from arpent.reports.pooling.forms import ConsolidationForm
from arpent.reports.pooling.telling import told
from arpent.studies.models import Audience


def poolings(request: PersonalRequest) -> HttpResponse:
    """Those that this person may read, and what could be brought together, audience by audience."""
    proposed = []
    for audience in Audience.objects.all():
        released = released_to(request.user, audience)
        if len(released) > 1:
            proposed.append((audience, shared_codes(list(released.values()))))
    context = {"poolings": Consolidation.objects.visible_to(request.user), "proposed": proposed}
    return render(request, "reports/poolings.html", context)


@require_http_methods(["GET", "POST"])
def add(request: PersonalRequest, audience_id: int) -> HttpResponse:
    """Choose one question a study, and say how alike they are."""
    audience = get_object_or_404(Audience, pk=audience_id)
    released = released_to(request.user, audience)
    form = ConsolidationForm(request.POST or None, released=released, wanted=request.GET.get("question", ""))
    if request.method == "POST" and form.is_valid():
        title, grade = form.cleaned_data["title"], form.cleaned_data["grade"]
        made = consolidate(title=title, grade=grade, figures=form.chosen(), by=request.user)
        return redirect("pooling:read", made.pk)
    context = {"audience": audience, "form": form, "enough": len(released) > 1}
    return render(request, "reports/pooling_add.html", context)


def read(request: PersonalRequest, pooling_id: int) -> HttpResponse:
    pooling = get_object_or_404(Consolidation.objects.visible_to(request.user), pk=pooling_id)
    measures = measures_of(pooling)
    context = {
        "pooling": pooling,
        "told": told(measures, bring_together(measures, grade=pooling.grade)),
        "runs": Consolidation.objects.run_by(request.user).filter(pk=pooling_id).exists(),
    }
    return render(request, "reports/pooling.html", context)


@require_POST
def drop(request: PersonalRequest, pooling_id: int) -> HttpResponse:
    get_object_or_404(Consolidation.objects.run_by(request.user), pk=pooling_id).delete()
    messages.success(request, _("Le regroupement est effacé. Les études ne changent pas."))
    return redirect("pooling:list")
