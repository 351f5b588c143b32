"""A questionnaire that asks in every easy way."""

from arpent.instrument.values import Instrument
from tests.collection.stories import form

PLACES = ("maison", "travail", "piscine", "jardin", "ville", "campagne")

EASY_FORM = """
| survey |
| | type | name | label::Français (fr) | label::Français simple (fr-simple) | appearance | opposite |
| | select_one degres | chez_soi | Êtes-vous bien chez vous ? | Êtes-vous bien chez vous ? | two-steps faces | |
| | select_one content | activites | Comment sont vos activités ? | Vos activités sont comment ? | faces | |
| | select_one deux | sortie | Que préférez-vous ? | Que préférez-vous ? | either-or | |
| | select_one lieux | prefere | Où êtes-vous le mieux ? | Où êtes-vous bien ? | | |
| | select_multiple lieux | connus | Où allez-vous ? | Où allez-vous ? | | |
| | select_one frequence | amis | Voyez-vous vos amis ? | Voyez-vous vos amis ? | frequency rising | |
| | select_one oui_non | rester | Voulez-vous rester chez vous ? | Voulez-vous rester chez vous ? | | partir |
| | select_one accord | avis | On vous écoute ? | On vous écoute ? | agreement | |
| | select_one chaleur | force | Avez-vous mal ? | Avez-vous mal ? | thermometer | |
| | text | mot | Un mot ? | Un mot ? | | |
| | integer | age | Votre âge ? | Votre âge ? | | |
| | text | encore | Encore un mot ? | Encore un mot ? | | |
| | select_one oui_non | partir | Voulez-vous partir ? | Voulez-vous partir ? | | |
| choices |
| | list_name | name | label::Français (fr) | label::Français simple (fr-simple) | media::image | favourable |
| | degres | tres | Tout à fait | Très bien | | yes |
| | degres | plutot | Plutôt | Un peu bien | | yes |
| | degres | entre | Entre les deux | Moyen | | |
| | degres | peu | Plutôt pas | Un peu mal | | |
| | degres | pas | Pas du tout | Très mal | | |
| | content | bien2 | Très bien | Très bien | | yes |
| | content | bien1 | Bien | Bien | | yes |
| | content | moyen | Moyen | Moyen | | |
| | content | mal1 | Pas bien | Pas bien | | |
| | content | mal2 | Très mal | Mal | | |
| | deux | piscine | La piscine | La piscine | picto-piscine.svg | |
| | deux | musique | La musique | La musique | picto-musique.svg | |
| | lieux | maison | Chez moi | Chez moi | picto-maison.svg | |
| | lieux | travail | Au travail | Au travail | picto-travail.svg | |
| | lieux | piscine | À la piscine | À la piscine | picto-piscine.svg | |
| | lieux | jardin | Au jardin | Au jardin | picto-jardin.svg | |
| | lieux | ville | En ville | En ville | picto-ville.svg | |
| | lieux | campagne | À la campagne | À la campagne | picto-campagne.svg | |
| | frequence | jamais | Jamais | Jamais | | |
| | frequence | parfois | Un jour sur sept | Un jour sur 7 | | |
| | frequence | toujours | Chaque jour | Chaque jour | | |
| | oui_non | oui | Oui | Oui | | yes |
| | oui_non | non | Non | Non | | |
| | accord | oui | D’accord | D’accord | | yes |
| | accord | non | Pas d’accord | Pas d’accord | | |
| | chaleur | fort | Très mal | Très mal | | |
| | chaleur | moyen | Un peu | Un peu | | |
| | chaleur | rien | Pas du tout | Pas du tout | | |
| settings |
| | form_title | form_id | version | default_language | practice | ladder |
| | Ma vie | facile | 1 | Français (fr) | yes | yes |
"""


def easy_form() -> Instrument:
    return form(EASY_FORM)
