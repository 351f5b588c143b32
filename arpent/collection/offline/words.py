"""What the page of a device says of itself, put together by its script: one, then several."""

from django.utils.translation import gettext as _


def words_of_the_page() -> dict[str, str | list[str]]:
    """The sentences by name."""
    return {**_of_the_parcel(), **_of_the_queue(), **_of_errors(), **_of_interviews()}


def _of_the_parcel() -> dict[str, str | list[str]]:
    return {
        "preparing": _("Préparation de l’appareil… Gardez le réseau."),
        "drawing": _("Le serveur prépare les pages de cet appareil. Laissez cette page ouverte."),
        "drawing_later": _(
            "Les pages de cet appareil attendent leur tour sur le serveur. Laissez cette page ouverte."
        ),
        "drawing_again": _(
            "De nouvelles pages se préparent. En attendant, on peut répondre avec celles qui sont là."
        ),
        "drawing_done": _("Questionnaire {number} sur {of} : {done} pages sur {all}"),
        "colon": _(" : "),
        "ahead": _("On pourra répondre à partir du {day}."),
        "over": _("On pouvait répondre jusqu’au {day}. Ce qui attend part encore."),
        "by_its_clock": _("Pour cet appareil, nous sommes le {day}. Si c’est faux, réglez sa date."),
        "outdated": _(
            "Arpent a changé. Cet appareil a besoin du réseau un moment, puis on reprend où on en était."
        ),
        "looking": _("Recherche de ce qui a changé…"),
        "stored": _("Tout est sur l’appareil. Vous pouvez couper le réseau."),
        "stored_lightly": _(
            "Tout est sur l’appareil. Mais le navigateur peut l’effacer s’il manque de place : ajoutez cette page à"
            " l’écran d’accueil."
        ),
        "offline": _("Pas de réseau : l’appareil travaille avec ce qu’il a."),
        "sound": _("Les pages sont sur l’appareil. Le son pèse {weight} Mo : gardez le réseau."),
        "sound_done": _("{done} extraits sur {all}"),
        "sound_missing": _(
            "Les pages sont sur l’appareil, mais il manque du son : {done} sur {all}. Ouvrez cette page là où il y a"
            " du réseau."
        ),
        "unprepared": _("L’appareil n’est pas encore prêt. Ouvrez cette page là où il y a du réseau."),
        "revoked": _(
            "Cet appareil a été retiré. Les réponses qui attendent restent fermées à clé. Pour les envoyer, demandez"
            " un nouveau code à scanner."
        ),
        "unknown": _("Cet appareil n’est plus connu : la collecte est terminée, et ses réponses effacées."),
    }


def _of_the_queue() -> dict[str, str | list[str]]:
    return {
        "none": _("Aucune réponse n’attend."),
        "waiting": [_("{n} réponse attend."), _("{n} réponses attendent.")],
        "sent": [_("{n} envoyée."), _("{n} envoyées.")],
        "given": [_("{n} remise par fichier."), _("{n} remises par fichier.")],
        "filed": [
            _(
                "{n} réponse est dans le fichier. Donnez-le dans Arpent, sur la page de cet appareil. Elle reste ici en"
                " attendant."
            ),
            _(
                "{n} réponses sont dans le fichier. Donnez-le dans Arpent, sur la page de cet appareil. Elles restent ici"
                " en attendant."
            ),
        ],
        "clearing": [_("Effacer {n} réponse de cet appareil ?"), _("Effacer {n} réponses de cet appareil ?")],
        "last": _("Dernier envoi :"),
        "aside": [
            _("{n} réponse reçue est mise de côté : voyez pourquoi dans Arpent."),
            _("{n} réponses reçues sont mises de côté : voyez pourquoi dans Arpent."),
        ],
        "no_codes": _(
            "Plus de code pour retirer ses réponses. Ouvrez cette page là où il y a du réseau : l’appareil en recevra."
        ),
        "elsewhere": [
            _("{n} réponse d’une autre collecte attend aussi : ouvrez l’adresse de celle-là."),
            _("{n} réponses d’une autre collecte attendent aussi : ouvrez l’adresse de celle-là."),
        ],
    }


def _of_errors() -> dict[str, str | list[str]]:
    return {
        "error_network": _("L’envoi n’a pas abouti : pas de réseau. Il sera repris."),
        "error_server": _("Le serveur n’a pas pu répondre. L’envoi sera repris."),
        "error_revoked": _("Envoi refusé : cet appareil a été retiré."),
        "error_unknown": _("Envoi refusé : cet appareil n’est plus connu."),
        "error_purged": _("Envoi refusé : la collecte est terminée et ses réponses effacées."),
        "error_too_big": _("Envoi refusé : une réponse est trop lourde. Elle reste sur l’appareil."),
        "error_unreadable": _("Envoi refusé : une réponse ne s’ouvre pas. Elle reste sur l’appareil."),
    }


def _of_interviews() -> dict[str, str | list[str]]:
    return {
        "to_do": _("à faire"),
        "under_way": _("en cours sur cet appareil"),
        "waiting_here": _("fini, en attente d’envoi"),
        "sent_there": _("envoyé"),
        "given_there": _("remis par fichier"),
    }
