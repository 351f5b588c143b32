"""The page for a notice board, as PDF/UA: what the study is for, how to answer, how many have answered."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arpent.collection.models import Campaign
from arpent.collection.reaching.posters import typed
from arpent.collection.reaching.printing import laid_out, qr
from arpent.collection.reaching.rates import Rate
from arpent.ui.words import NARROW, day, number, percent


def board_pdf(places: Sequence[tuple[Rate, str]], *, on: date, made_at: datetime) -> bytes:
    """The board of one association: the rate and the address of each of its audiences."""
    link = places[0][0].link
    campaign, who = link.campaign, link.participation.organisation.name
    asks = campaign.phase(on) in (Campaign.Phase.AHEAD, Campaign.Phase.OPEN)
    easy = any(rate.link.audience.easy_first for rate, _address in places)
    data = {
        "title": _("Panneau d’affichage : %(place)s") % {"place": who},
        "author": campaign.study.territory.name,
        "who": who,
        "heading": campaign.study.title,
        "said": _said(campaign, easy=easy, asks=asks),
        "how-heading": _("Pour répondre") if asks else _("Les réponses"),
        "how": [_("Montrez le carré à l’appareil photo de votre téléphone."), _("Ou écrivez l’adresse.")]
        if asks
        else [],
        "places": [_place(rate, address, asks=asks) for rate, address in places],
        "after": [
            _("Ces nombres sont ceux du %(day)s.") % {"day": day(on)},
            _("Une question ?") + f" {campaign.contact}",
        ],
    }
    return laid_out("board.typ", "board", data, made_at)


def _said(campaign: Campaign, *, easy: bool, asks: bool) -> list[list[str]]:
    """Paragraphs, line by line. Words for everybody are the easy ones as soon as some read them first."""
    why = (easy and campaign.easy_purpose) or campaign.purpose or campaign.study.question
    if not asks:
        return [
            why.splitlines(),
            [_("Le questionnaire est fini."), _("Merci aux personnes qui ont répondu.")],
        ]
    until = _("Vous pouvez répondre jusqu’au %(day)s.") % {"day": day(campaign.closes_on)}
    return [
        why.splitlines(),
        [until, _("Nous ne demandons pas votre nom."), _("Vous pouvez demander de l’aide.")],
    ]


def _place(rate: Rate, address: str, *, asks: bool) -> dict[str, object]:
    return {
        "audience": rate.link.audience.title,
        "address": typed(address) if asks else "",
        "qr": qr(address) if asks else "",
        "alt": _("Code QR pour répondre : %(audience)s") % {"audience": rate.link.audience.name},
        "counts": [*_answers(rate, asks=asks), *_invited(rate)],
    }


def _answers(rate: Rate, *, asks: bool) -> list[str]:
    done, total = rate.answers.done, rate.answers.total
    if rate.answers.says:
        return [_("Le nombre de réponses n’est pas montré."), _("Cela protège les personnes.")]
    if not done:
        return [_("Pas encore de réponse.") if asks else _("Personne n’a répondu.")]
    said = ngettext("%(n)s réponse.", "%(n)s réponses.", done) % {"n": number(done)}
    if total is None:
        return [said]
    awaited = (
        _("Nous en attendons %(total)s.") if done < total else _("Nous en attendions %(total)s : merci.")
    )
    return [f"{said} {awaited % {'total': number(total)}}"]


def _invited(rate: Rate) -> list[str]:
    """Of those who were invited by name, how many answered; without the second number when it is not shown."""
    arrived = rate.written - rate.returned
    if arrived <= 0:
        return []
    sent = ngettext("%(n)s invitation est arrivée.", "%(n)s invitations sont arrivées.", arrived)
    if rate.share is None:
        return [sent % {"n": number(arrived)}]
    used = ngettext("%(n)s a eu une réponse", "%(n)s ont eu une réponse", rate.used.done)
    told = used % {"n": number(rate.used.done)}
    return [sent % {"n": number(arrived)}, f"{told}{NARROW}: {percent(rate.share)}."]
