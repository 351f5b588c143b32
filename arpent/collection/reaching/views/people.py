"""Whom to invite: by place, by table, one by one; and forgetting them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arpent.accounts.http import PersonalRequest
from arpent.collection.models import Campaign, Link
from arpent.collection.reaching.actions import add_contacts, forget_names, read_contacts
from arpent.collection.reaching.contacts import SHOWN, Plan
from arpent.collection.reaching.forms import ContactsForm, PersonForm
from arpent.collection.reaching.listing import inviting, people, places
from arpent.collection.reaching.mailings import obstacle_of_place, reminders_left
from arpent.collection.reaching.models import Invitation
from arpent.network.rows import RowsRefused

A_PAGE = 100
"""People in one list: thousands would make a page of megabytes."""


def invite(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """Each audience of each association where this person may invite, and how far it is."""
    campaign = get_object_or_404(
        Campaign.objects.visible_to(request.user).filter(study=study_id).select_related("study"),
        pk=campaign_id,
    )
    links = inviting(request.user, campaign)
    get_object_or_404(links[:1])
    context = {
        "study": campaign.study,
        "campaign": campaign,
        "phase": campaign.phase(timezone.localdate()),
        "places": places(links),
        "runs": Campaign.objects.run_by(request.user).filter(pk=campaign.pk).exists(),
    }
    return render(request, "collection/reaching/invite.html", context)


def place(request: PersonalRequest, study_id: int, campaign_id: int, link_id: int) -> HttpResponse:
    """The people invited at one place."""
    link = link_of(request, study_id, campaign_id, link_id)
    found = people(Invitation.objects.visible_to(request.user).filter(link=link))
    context = {
        **context_of(link),
        "people": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "place": places([link])[0],
        "mailings": link.mailings.all(),
        "obstacle": obstacle_of_place(link, timezone.localdate()),
        "left": {one.value: reminders_left(link, one) for one in Invitation.Channel},
    }
    return render(request, "collection/reaching/place.html", context)


def add_people(request: PersonalRequest, study_id: int, campaign_id: int, link_id: int) -> HttpResponse:
    """A table is read and shown; nothing is kept before it is confirmed."""
    link = link_of(request, study_id, campaign_id, link_id)
    form = ContactsForm(request.POST or None, request.FILES or None)
    plan = _plan(form, link) if request.method == "POST" and form.is_valid() else None
    if plan and plan.contacts and request.POST.get("confirmed"):
        return _added(request, link, len(add_contacts(link=link, contacts=plan.contacts)))
    context = {**context_of(link), "form": form, "plan": plan, "headings": SHOWN}
    return render(request, "collection/reaching/add.html", context)


def _plan(form: ContactsForm, link: Link) -> Plan | None:
    try:
        return read_contacts(link=link, text=form.text())
    except RowsRefused as refused:
        form.add_error(None, str(refused))
        return None


def add_person(request: PersonalRequest, study_id: int, campaign_id: int, link_id: int) -> HttpResponse:
    """One person, typed."""
    link = link_of(request, study_id, campaign_id, link_id)
    form = PersonForm(request.POST or None, link=link)
    if request.method == "POST" and form.is_valid():
        return _added(request, link, len(add_contacts(link=link, contacts=[form.contact()])))
    return render(request, "collection/reaching/person.html", {**context_of(link), "form": form})


def _added(request: PersonalRequest, link: Link, n: int) -> HttpResponse:
    text = ngettext(
        "%(n)s personne est ajoutée. Rien n’est encore parti.",
        "%(n)s personnes sont ajoutées. Rien n’est encore parti.",
        n,
    )
    messages.success(request, text % {"n": n})
    return redirect("collection:place", link.campaign.study_id, link.campaign_id, link.pk)


def remove_person(
    request: PersonalRequest, study_id: int, campaign_id: int, link_id: int, invitation_id: int
) -> HttpResponse:
    """Ask, then erase one person's name, address and code."""
    link = link_of(request, study_id, campaign_id, link_id)
    asked = Invitation.objects.visible_to(request.user).filter(link=link, pk=invitation_id)
    person = people([get_object_or_404(asked)])[0]
    back = reverse("collection:place", args=[study_id, campaign_id, link_id])
    if request.method == "POST":
        forget_names(invitations=asked)
        messages.success(request, _("Cette personne est retirée. Son code ne marche plus."))
        return redirect(back)
    name = person.contact.name if person.contact else _("cette personne")
    context = {
        "question": _("Retirer %(name)s ?") % {"name": name},
        "consequence": _(
            "Son nom, son adresse et son code sont effacés. Si elle a déjà répondu, sa réponse reste comptée."
        ),
        "verb": _("Retirer"),
        "dangerous": True,
        "back_url": back,
        "back_label": _("La garder"),
    }
    return render(request, "ui/confirm.html", context)


def forget_people(request: PersonalRequest, study_id: int, campaign_id: int, link_id: int) -> HttpResponse:
    """Ask, then erase every name of a place before its day."""
    link = link_of(request, study_id, campaign_id, link_id)
    back = reverse("collection:place", args=[study_id, campaign_id, link_id])
    if request.method == "POST":
        forget_names(invitations=Invitation.objects.visible_to(request.user).filter(link=link))
        messages.success(request, _("Les noms, les adresses et les codes sont effacés."))
        return redirect(back)
    context = {
        "question": _("Effacer maintenant tous les noms ?"),
        "consequence": _(
            "Les codes déjà envoyés ne marcheront plus. Les réponses reçues restent, et le nombre de personnes invitées aussi. On ne peut pas revenir en arrière."
        ),
        "verb": _("Effacer les noms et les adresses"),
        "dangerous": True,
        "back_url": back,
        "back_label": _("Les garder"),
    }
    return render(request, "ui/confirm.html", context)


def link_of(request: PersonalRequest, study_id: int, campaign_id: int, link_id: int) -> Link:
    """The place of that address, for who may invite there."""
    campaign = get_object_or_404(
        Campaign.objects.visible_to(request.user).filter(study=study_id), pk=campaign_id
    )
    return get_object_or_404(inviting(request.user, campaign), pk=link_id)


def context_of(link: Link) -> dict[str, object]:
    """What every page of a place says of it."""
    return {"study": link.campaign.study, "campaign": link.campaign, "link": link}
