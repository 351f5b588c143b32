"""What a campaign says at the end and to who stops: its own words, else words by default, in two editions."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arpent.collection.care.receiving import reception_of
from arpent.collection.models import Campaign

DEFAULTS: Mapping[str, tuple[Promise, Promise]] = {
    "thanks": (
        _("Vos réponses comptent. Merci du temps que vous avez donné."),
        _("Merci de votre aide.\nVos réponses comptent."),
    ),
    "next_steps": (
        _("Quand tout le monde aura répondu, les réponses seront comptées ensemble."),
        _("Nous attendons toutes les réponses.\nPuis nous comptons les réponses ensemble."),
    ),
    "results": (
        _("Un résumé des résultats sera écrit. Vous pouvez le demander."),
        _("Nous écrivons un résumé.\nVous pouvez demander ce résumé."),
    ),
    "if_hurt": (
        _("Si une question vous a fait de la peine, parlez-en à une personne de confiance. Vous pouvez aussi appeler :"),
        _("Une question vous a rendu triste ?\nParlez à une personne que vous aimez bien.\nVous pouvez aussi appeler :"),
    ),
}  # fmt: skip
"""A standard text, then the easy one."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """The words of one campaign in one edition."""

    thanks: str
    next_steps: str
    results: str
    if_hurt: str
    whom_to_call: str


def sayings(campaign: Campaign, easy: bool) -> Sayings:
    """What it says in that edition. An easy text that nobody wrote is the one by default, never the standard one."""
    reception = reception_of(campaign)
    said = {name: getattr(reception, f"easy_{name}" if easy else name) for name in DEFAULTS}
    texts = {name: text or str(DEFAULTS[name][easy]) for name, text in said.items()}
    return Sayings(**texts, whom_to_call=reception.whom_to_call or campaign.contact)
