"""What every new study starts from: the audiences and the steps of the method. Set for the whole network."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.studies.actions import copy_method
from arpent.studies.forms import AudienceForm, MethodStepsFormSet
from arpent.studies.models import Audience, Method


def audiences(request: PersonalRequest) -> HttpResponse:
    return render(request, "studies/audiences.html", {"audiences": _set_by(request, Audience.objects.all())})


def add_audience(request: PersonalRequest) -> HttpResponse:
    _set_by(request, Audience.objects.all())
    return _edited(request, Audience())


def edit_audience(request: PersonalRequest, audience_id: int) -> HttpResponse:
    return _edited(request, get_object_or_404(_set_by(request, Audience.objects.all()), pk=audience_id))


def methods(request: PersonalRequest) -> HttpResponse:
    return render(request, "studies/methods.html", {"methods": _set_by(request, Method.objects.all())})


def method(request: PersonalRequest, method_id: int) -> HttpResponse:
    """The steps of a method, to change as long as no study was opened with it."""
    shown = get_object_or_404(_set_by(request, Method.objects.all()), pk=method_id)
    editable = not shown.in_use
    formset = MethodStepsFormSet(
        request.POST if editable and request.method == "POST" else None, queryset=shown.steps.all()
    )
    if formset.is_bound and formset.is_valid():
        formset.save()
        messages.success(request, _("La démarche est enregistrée."))
        return redirect("studies:method", shown.pk)
    return render(request, "studies/method.html", {"method": shown, "formset": formset, "editable": editable})


@require_POST
def copy(request: PersonalRequest, method_id: int) -> HttpResponse:
    """A new version, to be changed without touching the studies that follow the old one."""
    shown = get_object_or_404(_set_by(request, Method.objects.all()), pk=method_id)
    copied = copy_method(method=shown)
    messages.success(request, _("%(method)s est prête à être modifiée.") % {"method": copied})
    return redirect("studies:method", copied.pk)


def _edited(request: PersonalRequest, audience: Audience) -> HttpResponse:
    form = AudienceForm(request.POST or None, instance=audience)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Le public est enregistré."))
        return redirect("studies:audiences")
    return render(request, "studies/audience.html", {"form": form, "audience": audience})


def _set_by[T: (Audience, Method)](request: PersonalRequest, rows: QuerySet[T]) -> QuerySet[T]:
    """Those rows, for someone who sets the method of the network."""
    if not Organisation.objects.allowing(request.user, Right.SET_METHOD).exists():
        raise Http404
    return rows
