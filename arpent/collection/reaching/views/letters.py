"""Letters to print and post, and cards to give."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arpent.accounts.http import PersonalRequest
from arpent.collection.models import Link
from arpent.collection.reaching.listing import people, to_write_to
from arpent.collection.reaching.mailings import (
    MailingRefused,
    letters_posted,
    obstacle,
    recipients,
    reminders_left,
)
from arpent.collection.reaching.models import Invitation, Wording
from arpent.collection.reaching.printing import letters_pdf
from arpent.collection.reaching.views.mailings import kind_named
from arpent.collection.reaching.views.people import context_of, link_of
from arpent.collection.reaching.wordings import text_for

LETTER = Invitation.Channel.LETTER


def letters(
    request: PersonalRequest, study_id: int, campaign_id: int, link_id: int, letter: str
) -> HttpResponse:
    """What the letters say, where to take them, and the button that says that they are posted."""
    link, kind = link_of(request, study_id, campaign_id, link_id), kind_named(letter)
    today = timezone.localdate()
    if request.method == "POST":
        return _posted(request, link, kind)
    context = {
        **context_of(link),
        "kind": Wording.Kind(kind),
        "text": text_for(link, kind, easy=link.audience.easy_first),
        "people": recipients(link, kind, LETTER).count(),
        "obstacle": obstacle(link, kind, LETTER, today),
        "left": reminders_left(link, LETTER),
    }
    return render(request, "collection/reaching/letters.html", context)


def _posted(request: PersonalRequest, link: Link, kind: str) -> HttpResponse:
    try:
        done = letters_posted(link=link, kind=kind, by=request.user, on=timezone.localdate())
    except MailingRefused as refused:
        messages.error(request, str(refused))
    else:
        text = ngettext(
            "%(n)s lettre est notée comme postée.", "%(n)s lettres sont notées comme postées.", done.total
        )
        said = (
            _("La relance est notée comme postée.")
            if kind == Wording.Kind.REMINDER
            else text % {"n": done.total}
        )
        messages.success(request, said)
    return redirect("collection:place", link.campaign.study_id, link.campaign_id, link.pk)


def letters_file(
    request: PersonalRequest, study_id: int, campaign_id: int, link_id: int, letter: str
) -> HttpResponse:
    """The letters themselves, one a page, in the order of names."""
    link, kind = link_of(request, study_id, campaign_id, link_id), kind_named(letter)
    found = [person.contact for person in people(recipients(link, kind, LETTER)) if person.contact]
    wanted = to_write_to(found, link=link, kind=kind)
    if not wanted or obstacle(link, kind, LETTER, timezone.localdate()):
        return redirect("collection:letters", study_id, campaign_id, link_id, letter)
    site = request.build_absolute_uri("/").rstrip("/")
    made = letters_pdf(wanted, link=link, kind=kind, site=site, made_at=timezone.now())
    return pdf_file(made, "lettres.pdf")


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep under that name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
