"""A message as it leaves: who writes, to whom, the words, and a way to be left in peace."""

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from arpent.collection.models import Link
from arpent.collection.reaching.models import Contact
from arpent.collection.reaching.wordings import correspondence_of, text_for

SAMPLE = Contact("Prénom Nom", email="prenom.nom@exemple.fr", code="exemple")
"""Whom a preview is written to: nobody. Its code opens nothing."""


def said_to(contact: Contact, *, link: Link, kind: str, site: str) -> dict[str, object]:
    """All that a message says."""
    text = text_for(link, kind, easy=bool(contact.easy))
    return {
        "link": link,
        "campaign": link.campaign,
        "easy": bool(contact.easy),
        "subject": " ".join(text.subject.split()),
        "paragraphs": text.paragraphs,
        "address": f"{site}{reverse('runner:welcome', args=[contact.code])}",
        "silence": f"{site}{reverse('runner:silence', args=[contact.code])}",
    }


def message(contact: Contact, *, link: Link, kind: str, site: str) -> EmailMultiAlternatives:
    """The message, as plain text and as simple HTML that says the same."""
    said = said_to(contact, link=link, kind=kind, site=site)
    writer = correspondence_of(link.campaign)
    written = EmailMultiAlternatives(
        subject=str(said["subject"]),
        body=render_to_string("collection/reaching/mail.txt", said),
        from_email=formataddr((" ".join(writer.sender.split()), parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[contact.email],
        reply_to=[writer.reply_to] if writer.reply_to else None,
        headers={
            "List-Unsubscribe": f"<{said['silence']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    written.attach_alternative(render_to_string("collection/reaching/mail.html", said), "text/html")
    return written
