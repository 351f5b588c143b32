"""Small questionnaires, as an analyst would write them."""

GOOD = """
| survey |
| | type | name | label::Français (fr) | label::Facile à lire (fr-simple) | hint::Français (fr) | relevant |
| | begin group | repit | Le répit | Le repos |  |  |
| | select_one oui_non | temps | Avez-vous du temps pour vous ? | Avez-vous du temps ? | Ces derniers mois. |  |
| | integer | heures | Combien d’heures par semaine ? | Combien d’heures ? |  | ${temps} = 'oui' |
| | end group |  |  |  |  |  |

| choices |
| | list_name | name | label::Français (fr) | label::Facile à lire (fr-simple) |
| | oui_non | oui | Oui | Oui |
| | oui_non | non | Non | Non |

| settings |
| | form_title | form_id | version |
| | Le répit des familles | repit | 1 |
"""

SECOND = GOOD.replace("Combien d’heures par semaine ?", "Combien d’heures chaque semaine ?").replace(
    "| | end group |  |  |  |  |  |",
    "| | text | souhait | Que voulez-vous ? | Que voulez-vous ? |  |  |\n| | end group |  |  |  |  |  |",
)

LEAVES_OUT = GOOD.replace(
    "| | end group |  |  |  |  |  |",
    "| | end group |  |  |  |  |  |\n| | geopoint | lieu | Où ? | Où ? |  |  |",
)

BROKEN = GOOD.replace("select_one oui_non", "select_onee oui_non")

SHOWS_A_PICTURE = """
| survey |
| | type | name | label | image |
| | select_one oui_non | temps | Du temps ? | maison.png |

| choices |
| | list_name | name | label |
| | oui_non | oui | Oui |
| | oui_non | non | Non |
"""

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 24
