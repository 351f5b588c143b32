from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from arpent.accounts.forms import ProfileForm
from arpent.accounts.http import PersonalRequest


def profile(request: PersonalRequest) -> HttpResponse:
    """One's name, address and the protection of the account."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Votre nom est enregistré."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form, "two_steps": is_mfa_enabled(request.user)})


def address(request: PersonalRequest) -> HttpResponse:
    """In place of the library's page: an address is proved by an invitation, so nobody changes it alone."""
    return redirect("accounts:profile")
