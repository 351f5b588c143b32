"""What every page knows: the network's name, whether it is fictional, and where one may go."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from arpent.network.models import Organisation


def site(request: HttpRequest) -> dict[str, Any]:
    """`network`: name, fictional. `navigation`: the main places, each with label, url, current."""
    head = Organisation.objects.filter(kind=Organisation.Kind.HEAD).order_by("path").first()
    return {
        "network": {"name": head.name if head else "Arpent", "fictional": bool(head and head.fictional)},
        "navigation": _places(request),
    }


def _places(request: HttpRequest) -> list[dict[str, Any]]:
    signed_in = request.user.is_authenticated
    names = [("home:front", _("Accueil"))]
    if signed_in:
        names += [
            ("home:workplace", _("Mon travail")),
            ("studies:list", _("Études")),
            ("network:tree", _("Réseau")),
        ]
    return [
        {"label": label, "url": reverse(name), "current": request.path == reverse(name)}
        for name, label in names
    ]
