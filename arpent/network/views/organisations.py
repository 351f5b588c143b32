"""Organisations: the tree, one node, and what changes it."""

from django.contrib import messages
from django.db.models import Count, Model, ProtectedError, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.network.actions import add_organisation, move_organisation
from arpent.network.forms import MoveForm, OrganisationForm
from arpent.network.models import Membership, Organisation, OrganisationQuerySet
from arpent.network.rights import Right
from arpent.network.tree import grow


def tree(request: PersonalRequest) -> HttpResponse:
    """The organisations one may see, as they hold together."""
    current = Q(memberships__in=Membership.objects.current())
    visible = Organisation.objects.visible_to(request.user).annotate(
        people=Count("memberships", filter=current)
    )
    managed = set(_managed(request).values_list("pk", flat=True))
    return render(request, "network/tree.html", {"branches": grow(visible), "managed": managed})


def organisation(request: PersonalRequest, organisation_id: int) -> HttpResponse:
    """One node: what is under it, and who holds a role there."""
    node = get_object_or_404(Organisation.objects.visible_to(request.user), pk=organisation_id)
    manages = _managed(request).filter(pk=node.pk).exists()
    roles = node.memberships.select_related("user").order_by("user__name")
    current = Membership.objects.current()
    return render(
        request,
        "network/organisation.html",
        {
            "organisation": node,
            "line": node.line().exclude(pk=node.pk),
            "branches": grow(
                Organisation.objects.visible_to(request.user)
                .filter(path__startswith=node.path)
                .exclude(pk=node.pk)
                .annotate(people=Count("memberships", filter=Q(memberships__in=current)))
            ),
            "roles": roles.filter(pk__in=current),
            "other_roles": roles.exclude(pk__in=current) if manages else [],
            "manages": manages,
            "movable": node.parent_id and manages and _managed(request).filter(pk=node.parent_id).exists(),
        },
    )


def add(request: PersonalRequest, organisation_id: int) -> HttpResponse:
    """A new node under one that this person manages."""
    parent = get_object_or_404(_managed(request), pk=organisation_id)
    form = OrganisationForm(request.POST or None, parent=parent)
    if request.method == "POST" and form.is_valid():
        node = add_organisation(parent=parent, **form.cleaned_data)
        messages.success(request, _("%(name)s est ajoutée.") % {"name": node.name})
        return redirect("network:organisation", node.pk)
    return render(request, "network/add.html", {"form": form, "organisation": parent})


def edit(request: PersonalRequest, organisation_id: int) -> HttpResponse:
    """Another name, type or place."""
    node = get_object_or_404(_managed(request), pk=organisation_id)
    form = OrganisationForm(request.POST or None, instance=node, parent=node.parent)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Les changements sont enregistrés."))
        return redirect("network:organisation", node.pk)
    return render(request, "network/edit.html", {"form": form, "organisation": node})


def move(request: PersonalRequest, organisation_id: int) -> HttpResponse:
    """Attach a node elsewhere. One manages the place it leaves and the place it goes to."""
    movable = _managed(request).filter(parent__in=_managed(request))
    node = get_object_or_404(movable, pk=organisation_id)
    form = MoveForm(request.POST or None, organisation=node, places=_managed(request))
    if request.method == "POST" and form.is_valid():
        move_organisation(organisation=node, parent=form.cleaned_data["parent"])
        messages.success(
            request,
            _("%(name)s est maintenant rattachée à %(parent)s.") % {"name": node.name, "parent": node.parent},
        )
        return redirect("network:organisation", node.pk)
    return render(request, "network/move.html", {"form": form, "organisation": node})


@require_POST
def remove(request: PersonalRequest, organisation_id: int) -> HttpResponse:
    """Take away a node that nothing hangs on: the undoing of an addition."""
    node = get_object_or_404(_managed(request).filter(parent__in=_managed(request)), pk=organisation_id)
    parent = node.parent_id
    try:
        _remove_if_bare(node)
    except ProtectedError:
        messages.error(
            request,
            _(
                "%(name)s ne peut pas être retirée : des organisations, des rôles ou des études en dépendent. "
                "Déplacez-les ou terminez-les d’abord."
            )
            % {"name": node.name},
        )
        return redirect("network:organisation", node.pk)
    messages.success(request, _("%(name)s est retirée du réseau.") % {"name": node.name})
    return redirect("network:organisation", parent)


def _remove_if_bare(node: Organisation) -> None:
    roles: set[Model] = set(node.memberships.all())
    if roles:
        raise ProtectedError("roles are held here", roles)
    node.delete()


def _managed(request: PersonalRequest) -> OrganisationQuerySet:
    return Organisation.objects.allowing(request.user, Right.MANAGE_PEOPLE)
