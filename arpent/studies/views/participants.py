"""Who takes part in a study, and how many people each association counts."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arpent.accounts.http import PersonalRequest
from arpent.network.forms import TableForm
from arpent.network.rows import RowsRefused, read_rows
from arpent.studies.actions import add_associations, count_populations
from arpent.studies.forms import AssociationsForm, PopulationsForm
from arpent.studies.imports import ASSOCIATION, Plan, plan_import
from arpent.studies.models import Audience, Participation, Study


def participants(request: PersonalRequest, study_id: int) -> HttpResponse:
    """The associations one may see here, with the size of each audience; a grid to type for who runs the study."""
    study = get_object_or_404(Study.objects.visible_to(request.user), pk=study_id)
    runs = Study.objects.run_by(request.user).filter(pk=study.pk).exists()
    visible = study.participations.visible_to(request.user)
    form = PopulationsForm(
        request.POST if runs and request.method == "POST" else None,
        participations=list(visible.select_related("organisation").prefetch_related("populations")),
        audiences=list(Audience.objects.all()),
    )
    if form.is_bound and form.is_valid():
        count_populations(sizes=form.changes())
        messages.success(request, _("Les nombres sont enregistrés."))
        return redirect("studies:participants", study.pk)
    context = {
        "study": study,
        "form": form,
        "runs": runs,
        "others": study.participations.count() - len(form.participations),
    }
    return render(request, "studies/participants.html", context)


def add(request: PersonalRequest, study_id: int) -> HttpResponse:
    """Associations of the territory that join the study."""
    study = get_object_or_404(Study.objects.run_by(request.user).select_related("territory"), pk=study_id)
    form = AssociationsForm(request.POST or None, study=study)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["associations"]
        add_associations(study=study, associations=chosen)
        text = ngettext("%(added)s association ajoutée.", "%(added)s associations ajoutées.", len(chosen))
        messages.success(request, text % {"added": len(chosen)})
        return redirect("studies:participants", study.pk)
    return render(request, "studies/add_participants.html", {"study": study, "form": form})


def remove(request: PersonalRequest, study_id: int, participation_id: int) -> HttpResponse:
    """Ask, then take an association out of the study, with the sizes that were typed for it."""
    taking_part = Participation.objects.filter(study__in=Study.objects.run_by(request.user), study=study_id)
    participation = get_object_or_404(
        taking_part.select_related("organisation", "study"), pk=participation_id
    )
    if request.method == "POST":
        _remove(request, participation)
        return redirect("studies:participants", study_id)
    asked = {
        "question": _("Retirer %(name)s de l’étude ?") % {"name": participation.organisation},
        "consequence": _(
            "Ses nombres de personnes seront oubliés. Vous pourrez l’ajouter à nouveau. "
            "Si une collecte lui a déjà ouvert des liens, elle restera."
        ),
        "verb": _("Retirer de l’étude"),
        "dangerous": True,
        "back_url": reverse("studies:participants", args=[study_id]),
        "back_label": _("Garder dans l’étude"),
    }
    return render(request, "studies/confirm.html", asked)


def import_table(request: PersonalRequest, study_id: int) -> HttpResponse:
    """Sizes from a table: all of them, or none with the reason of each refusal."""
    study = get_object_or_404(Study.objects.run_by(request.user), pk=study_id)
    form = TableForm(request.POST or None, request.FILES or None)
    plan = None
    if request.method == "POST" and form.is_valid():
        plan = _plan(form, study)
        if plan and not plan.refusals:
            count_populations(sizes=plan.sizes)
            text = ngettext("%(sizes)s nombre importé.", "%(sizes)s nombres importés.", len(plan.sizes))
            messages.success(request, text % {"sizes": len(plan.sizes)})
            return redirect("studies:participants", study.pk)
    context = {"study": study, "form": form, "plan": plan, "audiences": Audience.objects.all()}
    return render(request, "studies/import_populations.html", context)


def _plan(form: TableForm, study: Study) -> Plan | None:
    try:
        return plan_import(
            rows=read_rows(form.text(), headings=[ASSOCIATION]),
            participations=list(study.participations.select_related("organisation")),
            audiences=list(Audience.objects.all()),
        )
    except RowsRefused as refusal:
        form.add_error(None, str(refusal))
        return None


def _remove(request: PersonalRequest, participation: Participation) -> None:
    name = {"name": participation.organisation.name}
    try:
        participation.delete()
    except ProtectedError:
        messages.error(
            request,
            _("%(name)s ne peut plus être retirée : une collecte lui a ouvert des liens de réponse.") % name,
        )
    else:
        messages.success(request, _("%(name)s ne participe plus. Vous pouvez l’ajouter à nouveau.") % name)
