"""Letters as PDF/UA, one a page; and what every sheet of a campaign is made with."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import segno
from django.urls import reverse
from django.utils.translation import gettext as _

from arpent.collection.models import Link
from arpent.collection.reaching.codes import spaced
from arpent.collection.reaching.models import Contact
from arpent.collection.reaching.wordings import correspondence_of, text_for
from arpent.ui.pdf import compiled, printable
from arpent.ui.words import day

HERE = Path(__file__).parent


def letters_pdf(contacts: Sequence[Contact], *, link: Link, kind: str, site: str, made_at: datetime) -> bytes:
    """The letters of these people, in the order given."""
    sender = correspondence_of(link.campaign).sender
    data = {
        "title": _("Lettres : %(place)s") % {"place": link.participation.organisation.name},
        "author": sender,
        "words": {
            "qr": _("Code QR qui mène au questionnaire"),
            "how": _("Montrez ce carré à l’appareil photo de votre téléphone. Ou écrivez cette adresse :"),
            "code": _("Votre code :"),
        },
        "all": [_letter(contact, link, kind, site, sender) for contact in contacts],
    }
    return laid_out("letter.typ", "letters", data, made_at)


def _letter(contact: Contact, link: Link, kind: str, site: str, sender: str) -> dict[str, object]:
    text = text_for(link, kind, easy=bool(contact.easy))
    return {
        "easy": bool(contact.easy),
        "to": contact.address_lines,
        "sender": sender,
        "place": link.participation.organisation.name,
        "subject": text.subject,
        "paragraphs": [part.split("\n") for part in text.paragraphs],
        "qr": qr(f"{site}{reverse('runner:welcome', args=[contact.code])}"),
        "address": f"{site.partition('://')[2]}{reverse('runner:resume_anywhere')}",
        "code": spaced(contact.code),
        "after": _after(link, easy=bool(contact.easy)),
        "why": _why(link, easy=bool(contact.easy)),
    }


def _after(link: Link, *, easy: bool) -> list[str]:
    until = _("Vous pouvez répondre jusqu’au %(day)s.") % {"day": day(link.campaign.closes_on)}
    whom = _("Une question ?") + f" {link.campaign.contact}"
    once = (
        _("Ce code est pour vous. Il sert une seule fois. Personne ne sait que ce sont vos réponses.")
        if easy
        else _("Ce code est pour vous : il sert une seule fois, et il n’est jamais gardé avec vos réponses.")
    )
    return [until, once, whom]


def _why(link: Link, *, easy: bool) -> str:
    names = {"place": link.participation.organisation.name, "day": day(link.campaign.forget_on)}
    if easy:
        return _("%(place)s nous a donné votre adresse. Nous l’effaçons le %(day)s.") % names
    return (
        _("%(place)s nous a donné votre adresse pour cette étude seulement. Elle sera effacée le %(day)s.")
        % names
    )


def qr(address: str) -> str:
    """The QR code of an address, as a drawing."""
    drawing = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        drawing, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return drawing.getvalue().decode()


def laid_out(layout: str, name: str, data: Mapping[str, object], made_at: datetime) -> bytes:
    """The PDF of one of the layouts beside this file, whose words are `data`."""
    written = printable(json.dumps(data, ensure_ascii=False))
    return compiled((HERE / layout).read_bytes(), {name: written}, made_at)
