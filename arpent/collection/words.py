"""What the runner says, in two editions: standard, and easy to read.

Pages ask for `words.next`; each entry is a standard text, then the easy one where it differs. They are French, and
translated where a catalogue of `locale/` says them in the language of the edition.
"""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arpent.collection.care.words import WORDS as AROUND
from arpent.instrument.editions import name_of
from arpent.instrument.values import Missing

_WORDS: dict[str, tuple[Promise, ...]] = {
    "next": (_("Suite"),),
    "back": (_("Retour"),),
    "help": (_("Aide"),),
    "pause": (_("Pause"),),
    "stop": (_("Arrêter"),),
    "begin": (_("Commencer"),),
    "go_on": (_("Continuer"),),
    "several": (_("Plusieurs réponses possibles."), _("Vous pouvez choisir plusieurs réponses.")),
    "no_names": (
        _("N’écrivez pas de nom, ni rien qui permette de reconnaître quelqu’un."),
        _("N’écrivez pas de nom."),
    ),
    "other": (_("Si vous avez choisi « autre », précisez"), _("Si vous avez choisi « autre » : dites quoi")),
    "others_title": (_("Autres réponses"),),
    "your_answer": (_("Votre réponse"),),
    "day": (_("Jour"),),
    "month": (_("Mois"),),
    "year": (_("Année"),),
    "hour": (_("Heure, par exemple 14:30"),),
    "number_example": (_("Un nombre, par exemple 12."),),
    "rank_help": (
        _("Classez les réponses de la première à la dernière."),
        _("Choisissez d’abord ce qui est le plus important pour vous."),
    ),
    "choose": (_("Choisir"),),
    "agreed": (_("D’accord"),),
    "error": (_("Il y a quelque chose à revoir."), _("Il y a une erreur.")),
    "nothing_chosen": (
        _("Choisissez une réponse. Vous pouvez aussi dire pourquoi vous ne répondez pas."),
        _("Choisissez une réponse. Ou appuyez sur : je ne sais pas."),
    ),
    "who_title": (_("Qui répond ?"),),
    "who_missed": (_("Choisissez qui répond."),),
    "who_alone": (_("Je réponds sans aide"), _("Je réponds tout seul ou toute seule")),
    "who_helped": (_("Je réponds avec de l’aide"), _("Quelqu’un m’aide")),
    "who_proxy": (
        _("Je réponds à la place de la personne concernée"),
        _("Je réponds pour une autre personne"),
    ),
    "helper_title": (_("Qui vous aide ?"),),
    "helper_proxy_title": (_("Qui êtes-vous pour cette personne ?"),),
    "helper_hint": (_("Dites seulement la fonction, jamais le nom."), _("Nous ne demandons pas le nom.")),
    "how_title": (_("Comment cette personne vous aide-t-elle ?"), _("Comment la personne vous aide ?")),
    "how_read": (_("Elle lit les questions"),),
    "how_explain": (_("Elle explique les questions"),),
    "how_click": (_("Elle appuie ou écrit à ma place"), _("Elle appuie pour moi")),
    "chosen_title": (
        _("Est-ce que quelqu’un a choisi des réponses pour vous ?"),
        _("Est-ce que quelqu’un a choisi pour vous ?"),
    ),
    "chosen_no": (_("Non, j’ai choisi mes réponses"), _("Non, j’ai choisi")),
    "chosen_some": (_("Oui, pour certaines réponses"), _("Oui, quelquefois")),
    "chosen_all": (_("Oui, pour toutes les réponses"), _("Oui, pour tout")),
    "review_title": (_("Relire et envoyer"), _("C’est la fin")),
    "review_lead": (
        _("Voici vos réponses. Vous pouvez encore les changer."),
        _("Voici vos réponses. Vous pouvez les changer."),
    ),
    "change": (_("Changer"),),
    "send": (_("Envoyer mes réponses"), _("Envoyer")),
    "no_answer": (_("Pas de réponse"),),
    "yes": (_("Oui"),),
    "no": (_("Non"),),
    "or": (_("ou"),),
    "after_yes": (_("Vous avez dit oui. Un peu ou beaucoup ?"),),
    "after_no": (_("Vous avez dit non. Un peu ou beaucoup ?"),),
    "sift_some": (_("Choisissez une réponse sur cette page. Ou appuyez sur « Suite »."),),
    "sift_several": (_("Vous pouvez choisir plusieurs réponses. Puis appuyez sur « Suite »."),),
    "sift_last": (_("Vous avez gardé ces réponses. Choisissez une seule réponse."),),
    "editions": (_("Façon d’écrire les questions"), _("Façon d’écrire")),
    "practice_title": (_("On s’entraîne"),),
    "practice_lead": (_("C’est pour essayer. Cela ne compte pas."),),
    "practice_house": (_("C’est une maison ?"),),
    "practice_bike": (_("Où est le vélo ?"),),
    "practice_well": (_("C’est bien ça."),),
    "practice_again": (_("Regardez encore l’image. Essayez encore."),),
    "practice_skip": (_("Passer"),),
    "ladder_title": (_("Des visages et des barres"),),
    "ladder_smallest": (_("Touchez la plus petite barre."),),
    "ladder_biggest": (_("Touchez la plus grande barre."),),
    "ladder_bit_happy": (_("Lou est un peu contente. Quel est son visage ?"),),
    "ladder_between": (_("Pour Lou, c’est moyen. Quel est son visage ?"),),
    **AROUND,
}  # fmt: skip

_REASONS: dict[Missing, tuple[Promise, ...]] = {
    Missing.DONT_KNOW: (_("Je ne sais pas"),),
    Missing.PREFER_NOT: (_("Je préfère ne pas répondre"), _("Je ne veux pas répondre")),
    Missing.NOT_CONCERNED: (_("Je ne suis pas concerné ou concernée"), _("Ce n’est pas pour moi")),
    Missing.NOT_UNDERSTOOD: (_("Je ne comprends pas la question"), _("Je ne comprends pas")),
    Missing.NO_ANSWER: (_("Pas de réponse"),),
    Missing.NOT_ASKED: (_("Question non posée"),),
}

EDITION_NAMES = {
    "fr": _("Français"),
    "fr-simple": _("Facile à lire"),
    "fr-simple-x-picto": _("Avec des images"),
    "en": _("English"),
}


def is_easy(edition: str) -> bool:
    """Whether an edition is written to be easy to read."""
    return "simple" in edition.split("-")


def words_in(edition: str) -> Mapping[str, Promise]:
    """The words of the runner in the register of that edition."""
    return {key: texts[-1] if is_easy(edition) else texts[0] for key, texts in _WORDS.items()}


def reason_in(reason: Missing, edition: str) -> Promise:
    """How a person says why they do not answer."""
    texts = _REASONS[reason]
    return texts[-1] if is_easy(edition) else texts[0]


def edition_name(edition: str) -> str:
    """The name of an edition on its button, in its own language."""
    return str(EDITION_NAMES.get(edition) or name_of(edition).partition(" (")[0])


def named_editions(editions: Iterable[str]) -> list[tuple[str, str]]:
    """Each edition with its name, for the buttons that choose it."""
    return [(tag, edition_name(tag)) for tag in editions]
