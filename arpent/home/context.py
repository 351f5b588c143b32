"""What every page knows: the network's name, whether it is fictional, where one may go, and the foot's links."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from arpent.accounts.models import User
from arpent.home.agenda import tasks
from arpent.network.models import Organisation
from arpent.studies.agenda import Task
from arpent.studies.models import Study


def site(request: HttpRequest) -> dict[str, Any]:
    """`network`: name, fictional. `navigation`: the main places, each with label, url, current. `about`: the foot's."""
    head = Organisation.objects.filter(kind=Organisation.Kind.HEAD).order_by("path").first()
    return {
        "network": {"name": head.name if head else "Arpent", "fictional": bool(head and head.fictional)},
        "navigation": places(request),
        "about": [
            {"label": _("Plan du site"), "url": reverse("home:map")},
            {"label": _("Accessibilité"), "url": reverse("home:accessibility")},
        ],
        "study_places": _study_places(request),
        "study_tasks": partial(_study_tasks, request),  # computed only where a page asks for it
    }


def places(request: HttpRequest) -> list[dict[str, Any]]:
    """The main places that this person may go to, each with label, url, current."""
    user = getattr(request, "user", None)  # absent from a request refused before anyone was recognised
    signed_in = user is not None and user.is_authenticated
    names = [("home:front", _("Accueil"))]
    if signed_in:
        names += [
            ("home:workplace", _("Mon travail")),
            ("studies:list", _("Études")),
            ("guide:contents", _("Guide")),
            ("network:tree", _("Réseau")),
        ]
    return [
        {"label": label, "url": reverse(name), "current": _is_here(request, name, reverse(name))}
        for name, label in names
    ]


def _study_places(request: HttpRequest) -> list[dict[str, Any]]:
    """The pages of the study that this address is about."""
    match = request.resolver_match
    study_id = match.kwargs.get("study_id") if match else None
    return [
        {"label": label, "url": url, "current": _is_here(request, name, url)}
        for name, label, url in (places_of_study(study_id) if study_id else [])
    ]


def places_of_study(study_id: int) -> list[tuple[str, str, str]]:
    """The pages of one study, each with its view's name, its label and its address."""
    names = [
        ("studies:home", _("Chemin")),
        ("studies:participants", _("Participants")),
        ("surveys:list", _("Questionnaires")),
        ("collection:list", _("Collecte")),
        ("reports:list", _("Résultats et rapports")),
        ("home:texts", _("Facile à lire")),
    ]
    return [(name, label, reverse(name, args=[study_id])) for name, label in names]


def _study_tasks(request: HttpRequest) -> list[Task]:
    """What the study of this address asks of the person who looks at it."""
    match = request.resolver_match
    if not match or "study_id" not in match.kwargs or not isinstance(request.user, User):
        return []
    study = Study.objects.visible_to(request.user).filter(pk=match.kwargs["study_id"]).first()
    return tasks(study=study, user=request.user, on=timezone.localdate()) if study else []


def _is_here(request: HttpRequest, name: str, url: str) -> str:
    """ "page" on that page, "true" below it. Every study lies below its path, every page below the front."""
    if request.path == url:
        return "page"
    below = f"{url}etapes/" if name == "studies:home" else url
    return "true" if name != "home:front" and request.path.startswith(below) else ""
