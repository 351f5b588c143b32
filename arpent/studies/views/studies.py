"""Studies: the list, one study, and what opens or changes it."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from arpent.accounts.http import PersonalRequest
from arpent.network.models import Membership, MembershipQuerySet, Organisation, OrganisationQuerySet
from arpent.network.rights import Right, Role
from arpent.studies.actions import open_study
from arpent.studies.agenda import stations
from arpent.studies.forms import StudyForm, SubjectForm
from arpent.studies.models import Method, ParticipationQuerySet, Study


def studies(request: PersonalRequest) -> HttpResponse:
    """The studies one may see, the latest first."""
    visible = Study.objects.visible_to(request.user).select_related("territory").prefetch_related("steps")
    return render(
        request,
        "studies/list.html",
        {
            "studies": visible.annotate(associations=Count("participations")),
            "opens": _territories(request).exists(),
            "sets_method": Organisation.objects.allowing(request.user, Right.SET_METHOD).exists(),
        },
    )


def open_new(request: PersonalRequest) -> HttpResponse:
    """A study on a territory that this person runs."""
    territories = _territories(request)
    get_object_or_404(territories[:1])
    initial = {"method": Method.objects.first(), "territory": _only_region(territories)}
    form = StudyForm(request.POST or None, territories=territories, initial=initial)
    if request.method == "POST" and form.is_valid():
        study = open_study(**form.cleaned_data)
        messages.success(request, _("L’étude est ouverte. Choisissez maintenant qui y participe."))
        return redirect("studies:add_participants", study.pk)
    return render(request, "studies/open.html", {"form": form})


def home(request: PersonalRequest, study_id: int) -> HttpResponse:
    """Where a study stands: its path, what to do now, who takes part."""
    study = get_object_or_404(Study.objects.visible_to(request.user).select_related("territory"), pk=study_id)
    return render(request, "studies/home.html", study_home(request, study))


def study_home(request: PersonalRequest, study: Study) -> dict[str, object]:
    """What the home of a study shows, for the page that composes it with other rooms."""
    steps = list(study.steps.all())
    runs = Study.objects.run_by(request.user).filter(pk=study.pk).exists()
    taking_part = study.participations.select_related("organisation")
    return {
        "study": study,
        "runs": runs,
        "stations": stations(steps),
        "participations": taking_part.visible_to(request.user),
        "others": taking_part.count() - taking_part.visible_to(request.user).count(),
        "team": _team(study, taking_part.visible_to(request.user)),
    }


def edit(request: PersonalRequest, study_id: int) -> HttpResponse:
    """Another title, question or calendar."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    form = SubjectForm(request.POST or None, instance=study)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Les changements sont enregistrés."))
        return redirect("studies:home", study.pk)
    return render(request, "studies/edit.html", {"form": form, "study": study})


def _territories(request: PersonalRequest) -> OrganisationQuerySet:
    kinds = (Organisation.Kind.HEAD, Organisation.Kind.REGION, Organisation.Kind.ASSOCIATION)
    return Organisation.objects.allowing(request.user, Right.RUN_STUDY).filter(kind__in=kinds)


def _only_region(territories: OrganisationQuerySet) -> Organisation | None:
    regions = territories.filter(kind=Organisation.Kind.REGION)[:2]
    return regions[0] if len(regions) == 1 else None


def _team(study: Study, visible: ParticipationQuerySet) -> MembershipQuerySet:
    """Who carries the study: the roles of its territory, and the leads of the associations that one sees."""
    associations = visible.values("organisation")
    current = Membership.objects.current().select_related("user", "organisation")
    territory = current.filter(organisation=study.territory)
    local = current.filter(organisation__in=associations, role=Role.LOCAL_LEAD)
    return (territory | local).order_by("organisation__path", "user__name")
