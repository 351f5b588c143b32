from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arpent.accounts.http import PersonalRequest
from arpent.accounts.models import User
from arpent.home.accessibility import State, counted, criteria
from arpent.home.agenda import tasks
from arpent.home.context import places, places_of_study
from arpent.reports.models import Report
from arpent.studies.models import Method, MethodStep, Study

SAID = {
    State.CONFORMS: _("points sont conformes : un programme vérifie tout le point, à chaque changement."),
    State.FAILS: _("points ne sont pas conformes."),
    State.NOTHING_FOUND: _(
        "points restent à vérifier : un programme en vérifie une partie, et ne trouve pas d’erreur."
    ),
    State.NOT_APPLICABLE: _("points ne s’appliquent pas : le site ne contient rien de tel."),
    State.NOT_TESTED: _("points ne sont pas encore vérifiés : il faut une personne."),
}


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """The public page of the network: what it has published."""
    reports = Report.objects.published().select_related("freeze__campaign__study__territory")
    steps = MethodStep.objects.filter(method=Method.objects.first())
    return render(request, "home/front.html", {"reports": reports.order_by("-published_at"), "steps": steps})


def workplace(request: PersonalRequest) -> HttpResponse:
    """Where a person starts: the studies they follow, and what each asks of them."""
    studies = Study.objects.visible_to(request.user).select_related("territory").prefetch_related("steps")
    today = timezone.localdate()
    benches = [(study, tasks(study=study, user=request.user, on=today)) for study in studies]
    return render(request, "home/workplace.html", {"benches": benches})


@login_not_required
def map_of_the_site(request: HttpRequest) -> HttpResponse:
    """Every place that this person may go to, on one page: another way than the menu."""
    studies = (
        Study.objects.visible_to(request.user) if isinstance(request.user, User) else Study.objects.none()
    )
    context = {
        "places": places(request),
        "reports": Report.objects.published()
        .select_related("freeze__campaign__study")
        .order_by("-published_at"),
        "studies": [(study, places_of_study(study.pk)) for study in studies],
    }
    return render(request, "home/map.html", context)


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement of accessibility: the state of each criterion, how it is known, what nobody has tested."""
    lines = [{"count": count, "words": SAID[state]} for state, count in counted().items() if count]
    return render(request, "home/accessibility.html", {"criteria": criteria(), "lines": lines})
