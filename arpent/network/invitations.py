"""The message that tells someone which role they have been given, and how to come in."""

from dataclasses import dataclass

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from arpent.accounts.invitations import first_password_path
from arpent.accounts.models import User
from arpent.network.models import Membership


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it was sent. `link` is empty when the person already has a password."""

    to: str
    subject: str
    body: str
    link: str


def write(*, membership: Membership, by: User, request: HttpRequest) -> Letter:
    """The invitation to choose a password, or the news of a role to someone who has one."""
    person = membership.user
    new = not person.has_usable_password()
    path = first_password_path(person) if new else reverse("account_login")
    address = request.build_absolute_uri(path)
    body = render_to_string(
        "network/letters/invitation.txt",
        {"membership": membership, "by": by, "address": address, "new": new},
    )
    subject = _("Votre accès à Arpent : %(place)s") % {
        "place": " ".join(membership.organisation.name.split())
    }
    return Letter(to=person.email, subject=subject, body=body, link=address if new else "")


def send(letter: Letter) -> None:
    send_mail(letter.subject, letter.body, None, [letter.to])


def may_be_shown(*, membership: Membership, to: User) -> bool:
    """Whether the link may appear on the inviter's screen: it opens nothing that they do not manage themselves."""
    theirs = Membership.objects.filter(user=membership.user)
    return not theirs.exclude(pk__in=Membership.objects.managed_by(to)).exists()
