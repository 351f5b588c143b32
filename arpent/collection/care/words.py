"""What the pages around the questions say, in two editions, added to the runner's words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, tuple[Promise, ...]] = {
    "explain": (_("Expliquer"),),
    "explained": (_("Explication"),),
    "proxy_note": (
        _("Vous répondez à la place de quelqu’un. Dans la question, « vous », c’est cette personne."),
        _("Vous répondez pour une autre personne. « Vous », c’est cette personne."),
    ),
    "own_view": (
        _("Première réponse : ce que vous pensez, vous."),
        _("Première réponse : ce que vous pensez."),
    ),
    "other_view": (
        _("Deuxième réponse : ce qu’elle ou il dirait, à votre avis."),
        _("Deuxième réponse : ce que la personne dirait."),
    ),
    "own_said": (_("Ce que je pense"),),
    "other_said": (_("Ce qu’elle ou il dirait"), _("Ce que la personne dirait")),
    "assent_title": (
        _("La personne est-elle d’accord pour que vous répondiez à sa place ?"),
        _("La personne est d’accord ?"),
    ),
    "assent_hint": (
        _("Demandez-lui. Si elle dit non, par des mots ou autrement, c’est non."),
        _("Demandez à la personne. Si la personne dit non, c’est non."),
    ),
    "assent_yes": (_("Oui, elle est d’accord"), _("Oui")),
    "assent_no": (_("Non, elle ne veut pas"), _("Non")),
    "assent_unable": (_("Elle ne peut pas le dire"), _("La personne ne peut pas le dire")),
    "assent_missed": (_("Choisissez une réponse."),),
    "guardian_title": (
        _("Votre tuteur ou votre curateur est-il informé de ce questionnaire ?"),
        _("Votre tuteur sait que vous répondez ?"),
    ),
    "guardian_hint": (
        _("Vous décidez de répondre ou non. Il ou elle ne décide pas à votre place. Nous ne demandons pas son nom."),
        _("Un curateur, c’est comme un tuteur. C’est vous qui décidez."),
    ),
    "guardian_yes": (_("Oui"),),
    "guardian_no": (_("Non"),),
    "guardian_none": (_("Je n’en ai pas"),),
    "chosen_helped": (_("Non, mais quelqu’un m’a aidé"), _("Non, mais quelqu’un m’a aidé")),
    "check_title": (_("Avant de commencer"),),
    "check_again": (_("Relisons ensemble."),),
    "check_go_on": (_("J’ai lu"),),
    "check_decide": (_("Maintenant, vous décidez."),),
}  # fmt: skip
