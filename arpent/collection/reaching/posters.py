"""What hangs on a wall or is given away: posters and cards, as PDF/UA. They name no one."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from arpent.collection.models import Link
from arpent.collection.reaching.printing import laid_out, qr
from arpent.proofreading.models import Session
from arpent.surveys.proofreading import mark_of, words_of_the_mark
from arpent.ui.words import day

PAPERS = ("a4", "a3")
IN_ONE_FILE = 300  # posters: some seconds of work, so that nobody waits before a page that says nothing


def posters_pdf(
    shown: Iterable[tuple[Link, str]], *, title: str, author: str, paper: str, made_at: datetime
) -> bytes:
    """One page for each link and its address, in the order given."""
    found = list(shown)
    marks = {link.version_id: mark_of(link.version) for link, _address in found}
    data = {
        "title": title,
        "author": author,
        "paper": paper,
        "words": {
            "qr": _("Code QR qui mène au questionnaire"),
            "how": [
                _("Montrez ce carré à l’appareil photo de votre téléphone."),
                _("Ou écrivez cette adresse :"),
            ],
        },
        "all": [_poster(link, address, marks[link.version_id]) for link, address in found],
    }
    return laid_out("posters.typ", "posters", data, made_at)


def _poster(link: Link, address: str, mark: Session | None) -> dict[str, object]:
    return {
        "who": link.participation.organisation.name,
        "heading": heading_of(link),
        "said": _said(link),
        "qr": qr(address),
        "address": typed(address),
        "mark": words_of_the_mark(mark) if mark else [],
        "after": [
            _("Vous pouvez répondre jusqu’au %(day)s.") % {"day": day(link.campaign.closes_on)},
            _("Une question ?") + f" {link.campaign.contact}",
        ],
    }


def _said(link: Link) -> list[list[str]]:
    """Paragraphs, line by line."""
    nameless = _("Nous ne demandons pas votre nom.")
    if link.audience.easy_first:
        return [
            [_("Nous voulons savoir ce que vous pensez."), _("Vous pouvez demander de l’aide."), nameless]
        ]
    whom = _("Ce questionnaire est pour les %(audience)s.") % {"audience": link.audience.name}
    return [[whom, link.campaign.study.question], [nameless]]


def heading_of(link: Link) -> str:
    return _("Donnez votre avis") if link.audience.easy_first else _("Votre avis compte")


def typed(address: str) -> str:
    """The address as a hand writes it: without what a browser adds by itself."""
    return address.partition("://")[2].rstrip("/")


def cards_pdf(shown: Iterable[tuple[Link, str]], *, title: str, author: str, made_at: datetime) -> bytes:
    """A sheet of cards for each link and its address: they name no one, and can be given to anyone of the place."""
    data = {
        "title": title,
        "author": author,
        "alt": _("Code QR qui mène au questionnaire"),
        "all": [_card(link, address) for link, address in shown],
    }
    return laid_out("cards.typ", "cards", data, made_at)


def _card(link: Link, address: str) -> dict[str, object]:
    place = link.participation.organisation.name
    return {
        "heading": heading_of(link),
        "lines": [
            place,
            _("Nous ne demandons pas votre nom."),
            _("Vous pouvez répondre jusqu’au %(day)s.") % {"day": day(link.campaign.closes_on)},
        ],
        "address": typed(address),
        "qr": qr(address),
    }


def parts(n: int) -> list[tuple[int, int]]:
    """The first and last poster of each file, for so many."""
    return [(start + 1, min(start + IN_ONE_FILE, n)) for start in range(0, n, IN_ONE_FILE)]
