"""People and their roles."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.network import invitations
from arpent.network.actions import LastAdministrator, change_role, end_role, invite
from arpent.network.forms import InvitationForm, RoleForm
from arpent.network.models import Membership, Organisation
from arpent.network.rights import RIGHTS, Right, Role


def me(request: PersonalRequest) -> HttpResponse:
    """What I may see, role by role, and why."""
    roles = Membership.objects.current().filter(user=request.user).select_related("organisation")
    allowed = [
        (membership, [right for right in Right if right in RIGHTS[Role(membership.role)]])
        for membership in roles
    ]
    return render(request, "network/me.html", {"roles": allowed})


@never_cache
def invite_person(request: PersonalRequest, organisation_id: int) -> HttpResponse:
    """Give someone a role here, and tell them."""
    node = get_object_or_404(
        Organisation.objects.allowing(request.user, Right.MANAGE_PEOPLE), pk=organisation_id
    )
    form = InvitationForm(
        request.POST or None,
        roles=node.roles_given_by(request.user),
        initial={"starts_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            membership = invite(organisation=node, **_given(form))
        except LastAdministrator:
            form.add_error("ends_on", _last_administrator())
        else:
            return _sent(request, membership)
    return render(request, "network/invite.html", {"form": form, "organisation": node})


@never_cache
@require_POST
def invite_again(request: PersonalRequest, membership_id: int) -> HttpResponse:
    """A new link, when the first one is lost or too old."""
    return _sent(request, _managed(request, membership_id))


def edit_role(request: PersonalRequest, membership_id: int) -> HttpResponse:
    """Another role, or other days. The end of a role can be taken back here."""
    membership = _managed(request, membership_id)
    roles = membership.organisation.roles_given_by(request.user)
    form = RoleForm(request.POST or None, instance=membership, roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            change_role(membership=membership, **_given(form))
        except LastAdministrator:
            form.add_error(None, _last_administrator())
        else:
            messages.success(request, _("Le rôle de %(name)s est enregistré.") % {"name": membership.user})
            return redirect("network:organisation", membership.organisation_id)
    return render(request, "network/role.html", {"form": form, "membership": membership})


def end(request: PersonalRequest, membership_id: int) -> HttpResponse:
    """Ask, then end a role at once."""
    membership = _managed(request, membership_id)
    if request.method == "POST":
        _end(request, membership, on=timezone.localdate())
        return redirect("network:organisation", membership.organisation_id)
    asked = {
        "question": _("Terminer le rôle de %(name)s ?") % {"name": membership.user},
        "consequence": _(
            "%(role)s, %(place)s : à partir de maintenant, ce rôle n’ouvrira plus rien. La personne garde son "
            "compte et ses autres rôles. Vous pourrez le redonner depuis la page de l’organisation."
        )
        % {"role": membership.get_role_display().capitalize(), "place": membership.organisation},
        "verb": _("Terminer le rôle"),
        "dangerous": True,
        "back_url": reverse("network:organisation", args=[membership.organisation_id]),
        "back_label": _("Garder le rôle"),
    }
    return render(request, "ui/confirm.html", asked)


def _end(request: PersonalRequest, membership: Membership, *, on: date) -> None:
    try:
        end_role(membership=membership, on=on)
    except LastAdministrator:
        messages.error(request, _last_administrator())
    else:
        messages.success(request, _("%(name)s n’a plus ce rôle.") % {"name": membership.user})


def _managed(request: PersonalRequest, membership_id: int) -> Membership:
    roles = Membership.objects.managed_by(request.user).select_related("user", "organisation")
    return get_object_or_404(roles, pk=membership_id)


def _given(form: RoleForm) -> dict[str, Any]:
    return {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}


def _sent(request: PersonalRequest, membership: Membership) -> HttpResponse:
    letter = invitations.write(membership=membership, by=request.user, request=request)
    invitations.send(letter)
    context = {
        "membership": membership,
        "letter": letter,
        "shown": invitations.may_be_shown(membership=membership, to=request.user),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
    }
    return render(request, "network/invited.html", context)


def _last_administrator() -> str:
    return _(
        "C’est la dernière personne qui administre le réseau. "
        "Donnez d’abord ce rôle, sans date de fin, à quelqu’un d’autre."
    )
