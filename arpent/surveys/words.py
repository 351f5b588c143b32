"""How a questionnaire is described to people: its kinds, its editions, the reasons for no answer."""

from django.utils.translation import gettext_lazy as _

from arpent.instrument.editions import name_of
from arpent.instrument.values import Kind, Missing

KINDS = {
    Kind.SELECT_ONE: _("un choix"),
    Kind.SELECT_MULTIPLE: _("plusieurs choix"),
    Kind.RANK: _("choix à ranger"),
    Kind.INTEGER: _("nombre entier"),
    Kind.DECIMAL: _("nombre"),
    Kind.RANGE: _("échelle"),
    Kind.TEXT: _("texte libre"),
    Kind.DATE: _("date"),
    Kind.TIME: _("heure"),
    Kind.DATETIME: _("date et heure"),
    Kind.ACKNOWLEDGE: _("case à cocher"),
    Kind.NOTE: _("texte à lire"),
    Kind.CALCULATE: _("calcul, non montré"),
    Kind.HIDDEN: _("valeur cachée"),
}

REASONS = {
    Missing.DONT_KNOW: _("je ne sais pas"),
    Missing.PREFER_NOT: _("je préfère ne pas répondre"),
    Missing.NOT_CONCERNED: _("je ne suis pas concerné"),
    Missing.NOT_UNDERSTOOD: _("je n’ai pas compris"),
}

EASY = _("Facile à lire")


def edition(tag: str) -> str:
    """« Facile à lire » for fr-simple; otherwise the language in its own words."""
    return str(EASY) if tag == "fr-simple" else name_of(tag).removesuffix(f" ({tag})")
